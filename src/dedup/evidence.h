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
    "common",
    "shared_log",
    "chained_max",
    "chained_log",
    "begins_late",
    "ends_early",
    "late_short",
    "number_differ",
    "number_values",
    "length_ratio",
    "length_short",
    "title_other",
    "title_unknown",
    "neither_title_nor_lead",
    "title_chained_elsewhere",
    "host_same",
    "host_same_days",
    "same_title_elsewhere",
    "title_grown_elsewhere",
    "title_grown_here",
});
inline constexpr std::size_t kEvidenceCount = kEvidenceNames.size();
using Evidence = std::array<double, kEvidenceCount>;

/// A text on its way in: its shingles with how many clusters hold each. To be compared with texts
/// of a sample of `least_level` or above: what is in no sample of that level is not looked for.
class Query {
 public:
  /// `cluster_counts`: how many clusters hold each of `shingles`; `title_clusters`: how many hold
  /// its title. The bytes of the sketch and the shingles must outlive the query.
  Query(const SketchView& sketch, std::span<const std::uint32_t> shingles,
        std::span<const std::uint8_t> cluster_counts, std::uint8_t title_clusters,
        unsigned least_level);

  struct Found {
    bool is_there = false;
    std::uint8_t clusters = 0;
    std::uint32_t position = 0;  ///< Among the query's shingles.
  };
  /// A shingle of the least level or above.
  [[nodiscard]] Found find(std::uint32_t shingle) const;
  /// How many of the shingles of another's lead it has.
  [[nodiscard]] std::size_t count(const Packed<std::uint32_t>& lead) const;
  [[nodiscard]] const SketchView& sketch() const { return sketch_; }
  [[nodiscard]] std::uint32_t title() const { return title_; }  ///< title_key()
  [[nodiscard]] std::uint8_t title_clusters() const { return title_clusters_; }
  /// Shingles in samples of `level`, and the sum of their weights.
  struct Sum {
    double weight = 0;
    double count = 0;
  };
  [[nodiscard]] const Sum& at_level(unsigned level) const { return sums_[level]; }
  /// Of its first words, those in samples of `level`.
  [[nodiscard]] double lead_at_level(unsigned level) const { return lead_[level]; }
  [[nodiscard]] std::size_t size() const { return shingles_.size(); }
  static constexpr std::uint32_t kLead = 28;

 private:
  SketchView sketch_;
  std::span<const std::uint32_t> shingles_;
  std::uint32_t title_ = 0;
  std::uint8_t title_clusters_ = 0;
  struct Slot {
    std::uint32_t shingle = 0;  // 0: empty
    std::uint32_t place = 0;    // position << 8 | clusters
  };
  std::vector<Slot> table_;
  int shift_ = 0;
  std::array<Sum, 34> sums_{};
  std::array<double, 34> lead_{};
};

struct Comparison {
  Evidence evidence{};
  double containment = 0;  ///< Share of the query's text found in the other.
};
/// What is asked of a comparison: all evidence, or none where it cannot score one half.
enum class Want { kAll, kCopies };
/// `days` apart, where both dates are known. Empty: Want::kCopies, and it is none.
[[nodiscard]] std::optional<Comparison> compare(const Query& query, const SketchView& other,
                                                std::optional<double> days, Want want);

/// Logistic: 0 to 1.
[[nodiscard]] double score(const Evidence& evidence);

}  // namespace tearsheet::dedup
