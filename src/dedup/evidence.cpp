#include "dedup/evidence.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace tearsheet::dedup {
namespace {

// A shingle in n clusters says a nth: the furniture of a site and the words of a form count nothing
// once they are known.
double weight_of(std::uint8_t clusters) {
  return 1.0 / std::max<int>(1, clusters);
}

std::size_t home_of(std::uint32_t shingle, std::size_t slots) {
  return (std::uint64_t{shingle * 0x9E37'79B1U} * slots) >> 32;
}

// Neighbours in a sample of every 2^L-th shingle stand 2^L apart on average; four times that is
// exceeded by one in fifty.
constexpr double kMaxGap = 4;
// Fewer of the first words than this in a sample say nothing of the lead.
constexpr double kMinLead = 4;

/// What two texts share, and where. Matches that follow each other in both texts are chained: set
/// phrases meet by chance and are not.
struct Overlap {
  double weight_shared = 0, weight_other = 0;
  double shared = 0;
  double chained = 0;
  double lead = 0;                         // of the query's first words
  double begins_late = 0, ends_early = 0;  // of both texts, what is before and behind the chain
};

class Alignment {
 public:
  Alignment(const Query& query, const Sketch& other) : query_(query), other_(other) {
    for (const std::uint32_t shingle : other.sample) take(query.find(shingle));
    chain();
  }
  [[nodiscard]] const Overlap& overlap() const { return sum_; }

 private:
  static constexpr std::int32_t kNone = -1;
  void take(const Query::Found& found) {
    // What the query lacks was not looked up: taken as this document's own.
    const double weight = found.is_there ? weight_of(found.clusters) : 1.0;
    sum_.weight_other += weight;
    positions_[count_++] = found.is_there ? static_cast<std::int32_t>(found.position) : kNone;
    if (!found.is_there) return;
    sum_.weight_shared += weight;
    ++sum_.shared;
    if (found.position < Query::kLead) ++sum_.lead;
  }
  [[nodiscard]] bool follows(std::size_t before, std::size_t behind) const {
    if (before >= count_ || behind >= count_) return false;
    const std::int32_t a = positions_[before], b = positions_[behind];
    if (a == kNone || b == kNone || b <= a) return false;
    return b - a <= kMaxGap * std::exp2(other_.level) * static_cast<double>(behind - before);
  }
  void chain() {
    std::int32_t first = kNone, last = kNone, lowest = kNone, highest = kNone;
    for (std::size_t i = 0; i < count_; ++i) {
      const bool is_chained = follows(i, i + 1) || follows(i, i + 2) ||
                              (i > 0 && follows(i - 1, i)) || (i > 1 && follows(i - 2, i));
      if (!is_chained) continue;
      ++sum_.chained;
      if (first == kNone) first = static_cast<std::int32_t>(i);
      last = static_cast<std::int32_t>(i);
      if (lowest == kNone || positions_[i] < lowest) lowest = positions_[i];
      highest = std::max(highest, positions_[i]);
    }
    if (first == kNone) return;
    const auto share = [](double part, double whole) { return part / std::max(1.0, whole); };
    const auto sample = static_cast<double>(count_), size = static_cast<double>(query_.size());
    sum_.begins_late = std::min(share(first, sample), share(lowest, size));
    sum_.ends_early = std::min(share(sample - 1 - last, sample), share(size - 1 - highest, size));
  }

  const Query& query_;
  const Sketch& other_;
  Overlap sum_;
  std::array<std::int32_t, kMaxSample> positions_{};
  std::size_t count_ = 0;
};

struct Numbers {
  double differ = 0;
  double shared_values = 0;  // of those of the document that has fewer
};
Numbers compare_numbers(const Sketch& a, const Sketch& b) {
  Numbers result;
  const auto* x = a.numbers.begin();
  const auto* y = b.numbers.begin();
  while (x != a.numbers.end() && y != b.numbers.end()) {
    if (x->place != y->place) {
      ++(x->place < y->place ? x : y);
      continue;
    }
    const std::uint16_t place = x->place;
    const auto* y_begin = y;
    bool agree = false;
    for (; x != a.numbers.end() && x->place == place; ++x) {
      for (y = y_begin; y != b.numbers.end() && y->place == place; ++y) {
        agree = agree || x->value == y->value;
      }
    }
    if (!agree) ++result.differ;
  }
  const Sketch& fewer = a.numbers.count <= b.numbers.count ? a : b;
  const Sketch& more = &fewer == &a ? b : a;
  if (fewer.numbers.empty()) return result;
  for (const NumberInPlace& number : fewer.numbers) {
    result.shared_values += std::ranges::any_of(
        more.numbers, [&](const NumberInPlace& other) { return other.value == number.value; });
  }
  result.shared_values /= fewer.numbers.count;
  return result;
}

double share_in_query(const Query& query, const Few<std::uint32_t, kMaxLead>& lead) {
  if (lead.empty()) return 0;
  double shared = 0;
  for (const std::uint32_t shingle : lead) shared += query.find(shingle).is_there ? 1 : 0;
  return shared / lead.count;
}

}  // namespace

Query::Query(const Sketch& sketch, std::span<const std::uint32_t> shingles,
             std::span<const std::uint8_t> cluster_counts, std::uint8_t title_clusters)
    : sketch_(&sketch),
      size_(shingles.size()),
      title_clusters_(title_clusters),
      table_(std::bit_ceil(shingles.size() * 2 + 2)) {
  for (std::size_t i = 0; i < shingles.size(); ++i) {
    const unsigned level = level_of(shingles[i]);
    sums_[level].weight += weight_of(cluster_counts[i]);
    ++sums_[level].count;
    if (i < kLead) ++lead_[level];
    std::size_t at = home_of(shingles[i], table_.size());
    while (table_[at].shingle != 0) at = (at + 1) & (table_.size() - 1);
    table_[at] = {shingles[i], static_cast<std::uint32_t>(i << 8) | cluster_counts[i]};
  }
  for (std::size_t level = sums_.size() - 1; level-- > 0;) {
    sums_[level].weight += sums_[level + 1].weight;
    sums_[level].count += sums_[level + 1].count;
    lead_[level] += lead_[level + 1];
  }
}

Query::Found Query::find(std::uint32_t shingle) const {
  for (std::size_t at = home_of(shingle, table_.size()); table_[at].shingle != 0;
       at = (at + 1) & (table_.size() - 1)) {
    const Slot& slot = table_[at];
    if (slot.shingle == shingle) {
      return {true, static_cast<std::uint8_t>(slot.place), slot.place >> 8};
    }
  }
  return {};
}

Comparison compare(const Query& query, const Sketch& other, std::optional<double> days) {
  const Sketch& own = query.sketch();
  const Overlap found = Alignment(query, other).overlap();
  const Query::Sum& own_sum = query.at_level(other.level);
  const auto share = [](double part, double whole) {
    return whole > 0 ? std::min(1.0, part / whole) : 0.0;
  };
  const double in_query = share(found.weight_shared, found.weight_other);
  const double in_other = share(found.weight_shared, own_sum.weight);
  const double most = std::max(in_query, in_other);
  const double plain = std::max(share(found.shared, static_cast<double>(other.sample.count)),
                                share(found.shared, own_sum.count));
  const Numbers numbers = compare_numbers(own, other);
  const double shared_shingles = found.weight_shared * std::exp2(other.level);
  const double own_lead = query.lead_at_level(other.level);
  const double lead =
      std::max({share_in_query(query, other.lead), share_of_fewer(own.lead, other.lead),
                own_lead >= kMinLead ? share(found.lead, own_lead) : 0.0});
  const double chained_in_query = share(found.chained, static_cast<double>(other.sample.count));
  const double chained_in_other = share(found.chained, own_sum.count);
  const double chained = std::max(chained_in_query, chained_in_other);
  const double longer = std::max({own.words, other.words, 1U});
  const double shorter = std::max(1U, std::min(own.words, other.words));
  const bool titles = !own.title_words.empty() && !other.title_words.empty();
  const double title = titles ? share_of_fewer(own.title_words, other.title_words) : 0;
  const bool hosts = own.host != 0 && own.host == other.host;
  const double chained_least = std::min(chained_in_query, chained_in_other);
  const double chained_log = std::log1p(found.chained * std::exp2(other.level));
  const double no_lead_nor_title = (1 - lead) * (1 - title);
  // "Morning briefing" is the title of many stories, and says nothing.
  const bool same_title = title_key(own) != 0 && title_key(own) == title_key(other);

  Comparison result;
  result.containment = in_other;
  result.evidence = {
      1.0,
      most,
      most * most,
      std::min(in_query, in_other),
      plain,
      plain - most,
      std::log1p(shared_shingles),
      chained,
      chained_log,
      found.begins_late,
      found.ends_early,
      found.begins_late * (1 - chained_least),
      std::log1p(numbers.differ),
      numbers.shared_values,
      std::log(longer / shorter),
      std::log(shorter),
      titles && title < 0.2 ? 1.0 : 0.0,
      titles ? 0.0 : 1.0,
      titles ? no_lead_nor_title : 0.0,
      hosts ? 0.0 : title * chained,
      hosts ? 1.0 : 0.0,
      hosts && days ? std::log1p(std::abs(*days)) : 0.0,
      same_title && !hosts ? weight_of(query.title_clusters()) * chained_log / (1 + numbers.differ)
                           : 0.0,
  };
  return result;
}

}  // namespace tearsheet::dedup
