// What each HTML element is to a survey, beside what survey.h offers to all.
#pragma once

#include <cstddef>

#include "html/html.h"

namespace tearsheet::extract {

/// Which surrounding (Around) an element makes; kAroundCount for none.
[[nodiscard]] std::size_t around_of(html::Tag tag);

}  // namespace tearsheet::extract
