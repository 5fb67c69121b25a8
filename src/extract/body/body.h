// The room body/: which blocks of a page are its article. What they become is structure/'s matter.
//
// In: a BodyQuestion, the surveyed page with its headline. Out: the chosen blocks and how sure that
// is (find_body(), here). On
// the way each block is measured (body_features.h puts together *_measures.h, a subject each, over
// page_frame.h), boosted trees say how likely it is (body_model.h), and what they expect is made a
// confidence (confidence.h). To read: body_features.h for what is measured, then body.cpp. The two
// *_table.cpp are generated: docs/models.md.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "extract/body/body_features.h"
#include "extract/page/candidates.h"

namespace tearsheet::extract {

struct BodyChoice {
  std::vector<std::uint32_t> blocks;  ///< Indices into Survey::blocks, ascending.
  std::vector<float> likely;          ///< Of each block of the page: that it is of the article.
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
