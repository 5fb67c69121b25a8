// What each HTML element is to a survey; what others ask too stands in survey.h.
#pragma once

#include <cstddef>

#include "html/html.h"

namespace tearsheet::extract {

/// The AncestorKind that an element is, as a number; kAncestorKindCount for none.
[[nodiscard]] std::size_t ancestor_kind_of(html::Tag tag);

/// The reading of a ruby annotation that <rp> puts in brackets, and these: it can stand in a line. Others are
/// not read, they would run into the word that they are above.
[[nodiscard]] bool is_read_aloud(html::Node element);

}  // namespace tearsheet::extract
