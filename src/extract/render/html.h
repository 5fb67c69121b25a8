// Blocks as HTML that holds nothing but what it means.
#pragma once

#include <span>
#include <string>

#include "records/records.h"

namespace tearsheet::extract {

[[nodiscard]] std::string to_html(std::span<const records::Block> blocks);

}  // namespace tearsheet::extract
