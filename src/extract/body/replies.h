// Readers' comments where no name says so: elements alike, one behind the other, each of which begins
// with who wrote it and when.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/page/survey.h"

namespace tearsheet::extract {

/// Takes them out of a body, unless next to nothing would be left.
void drop_replies(const html::Document& page, const Survey& survey, html::Node headline,
                  std::vector<std::uint32_t>& body);

}  // namespace tearsheet::extract
