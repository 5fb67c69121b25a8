#include "crawl/equal_verdicts.h"

#include <algorithm>

namespace tearsheet::crawl {

void EqualVerdicts::add(const Receipt& receipt) {
  if (!receipt.was_first_look) return;
  ++looks_;
  if (receipt.verdict.empty()) return;
  auto& [count, example] = verdicts_[receipt.verdict];
  if (count++ == 0) example = receipt.url;
}

std::optional<EqualVerdicts::Told> EqualVerdicts::told() const {
  const auto most = std::max_element(
      verdicts_.begin(), verdicts_.end(),
      [](const auto& a, const auto& b) { return a.second.first < b.second.first; });
  if (most == verdicts_.end()) return std::nullopt;
  const auto& [count, example] = most->second;
  if (count < kEqualVerdicts || 2 * count <= looks_) return std::nullopt;
  return Told{"announced stories are answered alike, and are asked for again later: " + most->first,
              example, count};
}

}  // namespace tearsheet::crawl
