// What a mark of a footnote says, and the words for notes that stand in a line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "html/html.h"

namespace tearsheet::extract {

/// Bytes of "[12]", "†".
inline constexpr std::size_t kLongestMark = 12;

/// The label of an element that is nothing else: "1" of "[1]", "1." and "(1)"; "*" and "†" as they
/// are, a single letter; empty: it is no mark.
[[nodiscard]] std::string label_of(html::Node element);

[[nodiscard]] bool is_number_label(std::string_view label);

/// Whether its classes call an element a note that stands in the line.
[[nodiscard]] bool has_note_word(html::Node element);

}  // namespace tearsheet::extract
