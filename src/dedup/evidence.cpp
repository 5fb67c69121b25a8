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

struct Overlap {
  double weight_shared = 0, weight_other = 0;
  double shared = 0;
};
Overlap overlap(const Query& query, const Sketch& other) {
  Overlap sum;
  for (const std::uint32_t shingle : other.sample) {
    const auto found = query.find(shingle);
    // What the query lacks was not looked up: taken as this document's own.
    const double weight = found.is_there ? weight_of(found.clusters) : 1.0;
    sum.weight_other += weight;
    if (!found.is_there) continue;
    sum.weight_shared += weight;
    ++sum.shared;
  }
  return sum;
}

struct Numbers {
  double agree = 0, differ = 0;
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
    ++(agree ? result.agree : result.differ);
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

template <class Few>
double share_of_fewer(const Few& a, const Few& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t shared = 0;
  for (const auto item : a) shared += std::binary_search(b.begin(), b.end(), item) ? 1 : 0;
  return static_cast<double>(shared) / std::min(a.count, b.count);
}

double share_in_query(const Query& query, const Few<std::uint32_t, kMaxLead>& lead) {
  if (lead.empty()) return 0;
  double shared = 0;
  for (const std::uint32_t shingle : lead) shared += query.find(shingle).is_there ? 1 : 0;
  return shared / lead.count;
}

}  // namespace

Query::Query(const Sketch& sketch, std::span<const std::uint32_t> shingles,
             std::span<const std::uint8_t> cluster_counts)
    : sketch_(&sketch), table_(std::bit_ceil(shingles.size() * 2 + 2)) {
  for (std::size_t i = 0; i < shingles.size(); ++i) {
    const unsigned level = level_of(shingles[i]);
    sums_[level].weight += weight_of(cluster_counts[i]);
    ++sums_[level].count;
    std::size_t at = home_of(shingles[i], table_.size());
    while (table_[at] != 0) at = (at + 1) & (table_.size() - 1);
    table_[at] = std::uint64_t{shingles[i]} << 16 | std::uint64_t{cluster_counts[i]} << 1 | 1;
  }
  for (std::size_t level = sums_.size() - 1; level-- > 0;) {
    sums_[level].weight += sums_[level + 1].weight;
    sums_[level].count += sums_[level + 1].count;
  }
}

Query::Found Query::find(std::uint32_t shingle) const {
  for (std::size_t at = home_of(shingle, table_.size()); table_[at] != 0;
       at = (at + 1) & (table_.size() - 1)) {
    if (table_[at] >> 16 == shingle) {
      return {true, static_cast<std::uint8_t>(table_[at] >> 1 & 0xFF)};
    }
  }
  return {};
}

Comparison compare(const Query& query, const Sketch& other, std::optional<double> days) {
  const Sketch& own = query.sketch();
  const Overlap found = overlap(query, other);
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
  const double lead =
      std::max(share_in_query(query, other.lead), share_of_fewer(own.lead, other.lead));
  const double longer = std::max({own.words, other.words, 1U});
  const double shorter = std::max(1U, std::min(own.words, other.words));
  const bool titles = !own.title_words.empty() && !other.title_words.empty();
  const double title = titles ? share_of_fewer(own.title_words, other.title_words) : 0;
  const bool hosts = own.host != 0 && own.host == other.host;
  const double differ_share =
      numbers.differ / std::max(1.0, numbers.agree + numbers.differ) * (numbers.differ > 0 ? 1 : 0);

  Comparison result;
  result.containment = in_other;
  result.evidence = {
      1.0,
      most,
      most * most,
      std::min(in_query, in_other),
      plain,
      std::log1p(shared_shingles),
      std::log1p(numbers.agree),
      std::log1p(numbers.differ),
      differ_share,
      numbers.shared_values,
      std::log(longer / shorter),
      std::log(shorter),
      lead,
      title,
      titles && title < 0.2 ? 1.0 : 0.0,
      titles ? 0.0 : 1.0,
      hosts ? 1.0 : 0.0,
      hosts ? 1.0 - most : 0.0,
      days ? std::log1p(std::abs(*days)) : 0.0,
      days ? 0.0 : 1.0,
      hosts ? std::log1p(numbers.differ) : 0.0,
      1.0 / std::sqrt(1.0 + std::min(own_sum.count, static_cast<double>(other.sample.count))),
      most * lead,
      plain - most,
  };
  return result;
}

}  // namespace tearsheet::dedup
