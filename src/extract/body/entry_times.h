// The times of a live blog's entries, which the model takes for no text.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/page/survey.h"

namespace tearsheet::extract {

/// Puts back the lines with a time of day right before blocks of the body, where enough of these
/// have one: entries of a live blog.
void add_entry_times(const Survey& survey, std::vector<std::uint32_t>& body);

}  // namespace tearsheet::extract
