// Whether blocks that a rule took for a body are teasers of other articles.
#pragma once

#include <cstdint>
#include <span>

#include "extract/page/survey.h"

namespace tearsheet::extract {

/// Most of their letters stand in blocks that begin with a link.
[[nodiscard]] bool are_teasers(const Survey& survey, std::span<const std::uint32_t> blocks);

}  // namespace tearsheet::extract
