// Lines in a text that are no part of it, in the words of many languages: "Advertisement", "Story
// continues below", what stands for embedded content until the reader agrees, rights reserved, a
// summary by a machine.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/page/survey.h"

namespace tearsheet::extract {

void drop_notices(const html::Document& page, const Survey& survey,
                  std::vector<std::uint32_t>& body);

}  // namespace tearsheet::extract
