// Which blocks of a page are its article.
#pragma once

#include <string>
#include <vector>

#include "extract/body_features.h"
#include "extract/candidates.h"

namespace tearsheet::extract {

struct BodyChoice {
  std::vector<std::uint32_t> blocks;  ///< Indices into Survey::blocks, ascending.
  double confidence = 0;              ///< Expected share of right text, 0 to 1.
  std::string source;                 ///< "auto" and how: "auto:model", "auto:container" ...
  std::string locator, why;
};

[[nodiscard]] BodyChoice find_body(const BodyQuestion& question, std::vector<Explanation>* explain);

}  // namespace tearsheet::extract
