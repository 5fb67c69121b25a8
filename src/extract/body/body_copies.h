// A text that stands in the page two or three times: for phones, for machines, as one long line.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/page/survey.h"

namespace tearsheet::extract {

/// Takes out the blocks that say only what others of the body say: the second of two stretches that
/// are the same, and a block whose sentences stand in other blocks. Linear.
void drop_copies(const Survey& survey, std::vector<std::uint32_t>& body);

}  // namespace tearsheet::extract
