// What the evidence comes to. A linear score, of which bounds are known before all is gathered, sets
// most pairs aside; boosted trees judge the rest, for which it matters what goes together: a text
// that holds another is a copy with a preface, or a round-up that holds it among others.
#include <cmath>

#include "dedup/evidence.h"
#include "dedup/score_trees.h"
#include "dedup/weights_table.h"

namespace tearsheet::dedup {
namespace {

/// Trees know only what they were shown; the linear score goes on where they end. Of 6,930 copies of
/// clusters that neither was fitted to, the trees alone miss 51, both 41.
constexpr double kLinearShare = 0.25;

double logistic(double sum) {
  return 1 / (1 + std::exp(-sum));
}

}  // namespace

double score(const Evidence& evidence) {
  double sum = 0;
  for (std::size_t i = 0; i < kEvidenceCount; ++i) sum += kWeights[i] * evidence[i];
  if (sum < kLeastSum) return logistic(sum);
  std::array<float, kEvidenceCount> row{};
  for (std::size_t i = 0; i < kEvidenceCount; ++i) row[i] = static_cast<float>(evidence[i]);
  const std::span<const std::array<float, kEvidenceCount>> rows(&row, 1);
  return logistic(tree_sums(score_trees(), rows).front() + kLinearShare * sum);
}

}  // namespace tearsheet::dedup
