// What speaks for and against two documents being one story, as numbers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "dedup/sketch.h"

namespace tearsheet::dedup {

/// In the order of the weights; scripts/fit_dedup.py reads these names.
inline constexpr auto kEvidenceNames = std::to_array<std::string_view>({
    "constant",
    "containment_max",
    "containment_max_2",
    "containment_min",
    "containment_plain",
    "shared_log",
    "number_agree",
    "number_differ",
    "number_differ_share",
    "number_values",
    "length_ratio",
    "length_short",
    "lead_share",
    "title_share",
    "title_other",
    "title_unknown",
    "host_same",
    "host_same_partial",
    "days",
    "days_unknown",
    "differ_same_host",
    "few_samples",
    "contained_lead",
    "common",
});
inline constexpr std::size_t kEvidenceCount = kEvidenceNames.size();
using Evidence = std::array<double, kEvidenceCount>;

/// A text on its way in: its shingles with how many clusters hold each.
class Query {
 public:
  /// `cluster_counts`: how many clusters hold each of `shingles`. Both must outlive the query.
  Query(const Sketch& sketch, std::span<const std::uint32_t> shingles,
        std::span<const std::uint8_t> cluster_counts);

  struct Found {
    bool is_there = false;
    std::uint8_t clusters = 0;
  };
  [[nodiscard]] Found find(std::uint32_t shingle) const;
  [[nodiscard]] const Sketch& sketch() const { return *sketch_; }
  /// Shingles in samples of `level`, and the sum of their weights.
  struct Sum {
    double weight = 0;
    double count = 0;
  };
  [[nodiscard]] const Sum& at_level(unsigned level) const { return sums_[level]; }

 private:
  const Sketch* sketch_;
  std::vector<std::uint64_t> table_;  // shingle << 16 | clusters << 1 | 1; 0: empty
  std::array<Sum, 34> sums_{};
};

struct Comparison {
  Evidence evidence{};
  double containment = 0;  ///< Share of the query's text found in the other.
};
/// `days` apart, where both dates are known.
[[nodiscard]] Comparison compare(const Query& query, const Sketch& other,
                                 std::optional<double> days);

/// Logistic: 0 to 1.
[[nodiscard]] double score(const Evidence& evidence);

}  // namespace tearsheet::dedup
