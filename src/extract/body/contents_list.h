// Tables of contents: lists of links to places of the page itself.
#pragma once

#include <vector>

#include "extract/page/survey.h"

namespace tearsheet::extract {

/// No trust for blocks of a list that says nothing outside links to fragments of its own page.
/// O(nodes).
void distrust_contents(const html::Document& page, const Survey& survey, std::vector<float>& trust);

}  // namespace tearsheet::extract
