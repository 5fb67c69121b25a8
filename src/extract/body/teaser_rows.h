// Lists of other articles inside or below an article, found by their form alone: siblings of one
// kind, each a link to another page with a picture, a heading or a date, and a short text.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/page/survey.h"

namespace tearsheet::extract {

/// For each block of the survey whether it belongs to such a list: a row, or the short heading
/// right before the first. One pass over the elements; a row is looked into only while it is small.
[[nodiscard]] std::vector<bool> in_teaser_rows(const html::Document& page, const Survey& survey);

}  // namespace tearsheet::extract
