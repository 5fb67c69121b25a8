#include "extract/body.h"

#include <algorithm>
#include <cmath>

#include "extract/body_model.h"

namespace tearsheet::extract {

BodyChoice find_body(const BodyQuestion& question, std::vector<Explanation>* explain) {
  BodyChoice out;
  const auto& survey = question.survey;
  const auto rows = body_features(question);
  const auto probabilities = body_probabilities(rows);
  double right = 0, all = 0;
  for (std::uint32_t i = 0; i < probabilities.size(); ++i) {
    if (probabilities[i] < 0.5F) continue;
    out.blocks.push_back(i);
    all += survey.blocks[i].size;
    right += static_cast<double>(probabilities[i]) * survey.blocks[i].size;
  }
  if (out.blocks.empty()) return out;
  out.source = "auto";
  const html::Node top = top_container(question.page, survey);
  if (!top.is_null()) out.locator = html::locator(top);
  out.why = "blocks that the fitted model thinks more likely of the article than not";
  out.confidence = right / std::max(1.0, all);
  if (explain != nullptr)
    explain->push_back({"body", out.source, out.locator, {}, out.why, out.confidence, true});
  return out;
}

}  // namespace tearsheet::extract
