// Which blocks of a page are its article.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "extract/body/body_features.h"
#include "extract/page/candidates.h"

namespace tearsheet::extract {

struct BodyChoice {
  std::vector<std::uint32_t> blocks;  ///< Indices into Survey::blocks, ascending.
  double confidence = 0;              ///< Expected share of right text, 0 to 1.
  std::string
      source;  ///< "model"; where it found next to nothing "auto:container" or "auto:plain".
  std::string locator, why;
};

/// What each block's probability is multiplied by: 0 in rows of teasers, less than 1 in comments.
[[nodiscard]] std::vector<float> body_trust(const BodyQuestion& question,
                                            std::span<const FeatureRow> rows);

[[nodiscard]] BodyChoice find_body(const BodyQuestion& question, std::vector<Explanation>* explain);

}  // namespace tearsheet::extract
