#include "dedup/evidence.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "dedup/weights_table.h"

namespace tearsheet::dedup {
namespace {

// A shingle in n clusters says a nth: the boilerplate of a site and the words of a form count nothing
// once they are known.
double weight_of(std::uint8_t clusters) {
  return 1.0 / std::max<int>(1, clusters);
}

std::size_t home_of(std::uint32_t shingle, int shift) {
  return std::uint32_t{shingle * 0x9E37'79B1U} >> shift;
}

// Neighbours in a sample of every 2^L-th shingle stand 2^L apart on average; four times that is
// exceeded by one in fifty.
constexpr std::int64_t kMaxGap = 4;
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
  /// What is shared; where, chain() finds.
  Alignment(const Query& query, const SketchView& other) : query_(query), level_(other.level) {
    count_ = other.sample.count;
    for (std::size_t i = 0; i < count_; ++i) take(i, query.find(other.sample[i]));
  }
  [[nodiscard]] const Overlap& overlap() const { return sum_; }
  void chain() {
    find_followers();
    std::int32_t first = kNone, last = kNone, lowest = kNone, highest = kNone;
    for (std::size_t i = 0; i < count_; ++i) {
      if (!is_chained_[i]) continue;
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

 private:
  static constexpr std::int32_t kNone = -1;
  void take(std::size_t i, const Query::Found& found) {
    // What the query lacks was not looked up: taken as this document's own.
    const double weight = found.is_there ? weight_of(found.clusters) : 1.0;
    sum_.weight_other += weight;
    positions_[i] = found.is_there ? static_cast<std::int32_t>(found.position) : kNone;
    if (!found.is_there) return;
    sum_.weight_shared += weight;
    ++sum_.shared;
    if (found.position < Query::kLead) ++sum_.lead;
  }
  // Those that follow their neighbour, or the one behind it, in both texts.
  void find_followers() {
    for (std::size_t i = 0; i < count_; ++i) {
      for (std::size_t behind = i + 1; behind < std::min(i + 3, count_); ++behind) {
        const std::int64_t a = positions_[i], b = positions_[behind];
        const auto most = (kMaxGap << level_) * static_cast<std::int64_t>(behind - i);
        if (a != kNone && b > a && b - a <= most) is_chained_[i] = is_chained_[behind] = true;
      }
    }
  }

  const Query& query_;
  unsigned level_;
  std::size_t count_ = 0;
  Overlap sum_;
  std::array<std::int32_t, kMaxSample> positions_;
  std::array<bool, kMaxSample> is_chained_{};
};

struct Numbers {
  double differ = 0;
  double shared_values = 0;  // of those of the document that has fewer
};
Numbers compare_numbers(const SketchView& a, const SketchView& b) {
  Numbers result;
  const auto& x = a.numbers;
  const auto& y = b.numbers;
  for (std::size_t i = 0, j = 0; i < x.count && j < y.count;) {
    const std::uint16_t place = x[i].place;
    if (place != y[j].place) {
      ++(place < y[j].place ? i : j);
      continue;
    }
    const std::size_t begin = j;
    bool agree = false;
    for (; i < x.count && x[i].place == place; ++i) {
      for (j = begin; j < y.count && y[j].place == place; ++j) {
        agree = agree || x[i].value == y[j].value;
      }
    }
    if (!agree) ++result.differ;
  }
  const auto& fewer = x.count <= y.count ? x : y;
  const auto& more = x.count <= y.count ? y : x;
  if (fewer.empty()) return result;
  for (std::size_t i = 0; i < fewer.count; ++i) {
    for (std::size_t j = 0; j < more.count; ++j) {
      if (more[j].value != fewer[i].value) continue;
      ++result.shared_values;
      break;
    }
  }
  result.shared_values /= fewer.count;
  return result;
}

// In the order of kEvidenceNames.
enum Feature : std::uint8_t {
  kConstant,
  kContainmentMax,
  kContainmentMax2,
  kContainmentMin,
  kContainmentPlain,
  kCommon,
  kSharedLog,
  kChainedMax,
  kChainedLog,
  kBeginsLate,
  kEndsEarly,
  kLateShort,
  kNumberDiffer,
  kNumberValues,
  kLengthRatio,
  kLengthShort,
  kTitleOther,
  kTitleUnknown,
  kNeitherTitleNorLead,
  kTitleChainedElsewhere,
  kHostSame,
  kHostSameDays,
  kSameTitleElsewhere,
  kTitleGrownElsewhere,
  kTitleGrownHere,
  kFeatures
};
static_assert(kFeatures == kEvidenceCount);

/// Evidence as it is gathered, with the best score that may come of it.
class Gathered {
 public:
  void set(Feature feature, double value) {
    evidence_[feature] = value;
    sum_ += kWeights[feature] * value;
  }
  /// What is not known yet is 0 at least and `most` at most: what it can add.
  void expect(Feature feature, double most) { open_ += std::max(0.0, kWeights[feature] * most); }
  /// Ends what was expected: it is known now.
  void expect_nothing() { open_ = 0; }
  [[nodiscard]] bool can_be_a_copy() const {
    constexpr double kRounding = 1e-6;
    return sum_ + open_ > kLeastSum - kRounding;
  }
  [[nodiscard]] const Evidence& evidence() const { return evidence_; }

 private:
  Evidence evidence_{};
  double sum_ = 0, open_ = 0;
};

double share(double part, double whole) {
  return whole > 0 ? std::min(1.0, part / whole) : 0.0;
}

/// One query and one document, in steps: the cheap ones show that most are no copies.
class Comparing {
 public:
  Comparing(const Query& query, const SketchView& other, std::optional<double> days)
      : query_(query),
        own_(query.sketch()),
        other_(other),
        own_sum_(query.at_level(other.level)),
        alignment_(query, other),
        each_(std::ldexp(1.0, static_cast<int>(other.level))),
        titled_(!own_.title_words.empty() && !other.title_words.empty()),
        same_host_(own_.host != 0 && own_.host == other.host),
        days_(days) {}

  /// Which shingles are shared, and what needs no list.
  void weigh() {
    const Overlap& found = alignment_.overlap();
    const double in_query = share(found.weight_shared, found.weight_other);
    in_other_ = share(found.weight_shared, own_sum_.weight);
    const double most = std::max(in_query, in_other_);
    const double plain = std::max(share(found.shared, static_cast<double>(other_.sample.count)),
                                  share(found.shared, own_sum_.count));
    const double longer = std::max({own_.words, other_.words, 1U});
    const double shorter = std::max(1U, std::min(own_.words, other_.words));
    gathered_.set(kConstant, 1);
    gathered_.set(kContainmentMax, most);
    gathered_.set(kContainmentMax2, most * most);
    gathered_.set(kContainmentMin, std::min(in_query, in_other_));
    gathered_.set(kContainmentPlain, plain);
    gathered_.set(kCommon, plain - most);
    gathered_.set(kSharedLog, std::log1p(found.weight_shared * each_));
    gathered_.set(kLengthRatio, std::log(longer / shorter));
    gathered_.set(kLengthShort, std::log(shorter));
    gathered_.set(kTitleUnknown, titled_ ? 0 : 1);
    gathered_.set(kHostSame, same_host_ ? 1 : 0);
    gathered_.set(kHostSameDays, same_host_ && days_ ? std::log1p(std::abs(*days_)) : 0);
    const double chained_log = std::log1p(found.shared * each_);
    gathered_.expect(kChainedMax, plain);
    gathered_.expect(kChainedLog, chained_log);
    for (const Feature f : {kBeginsLate, kEndsEarly, kLateShort}) gathered_.expect(f, 1);
    expect_lists(plain, chained_log);
  }
  /// What runs on in both texts.
  void chain() {
    alignment_.chain();
    const Overlap& found = alignment_.overlap();
    const double in_query = share(found.chained, static_cast<double>(other_.sample.count));
    const double in_other = share(found.chained, own_sum_.count);
    chained_ = std::max(in_query, in_other);
    chained_log_ = std::log1p(found.chained * each_);
    gathered_.expect_nothing();
    gathered_.set(kChainedMax, chained_);
    gathered_.set(kChainedLog, chained_log_);
    gathered_.set(kBeginsLate, found.begins_late);
    gathered_.set(kEndsEarly, found.ends_early);
    gathered_.set(kLateShort, found.begins_late * (1 - std::min(in_query, in_other)));
    expect_lists(chained_, chained_log_);
  }
  /// Numbers, titles, leads.
  void read_lists() {
    const Numbers numbers = compare_numbers(own_, other_);
    const double title = titled_ ? share_of_fewer(own_.title_words, other_.title_words) : 0;
    // "Morning briefing" is the title of many stories, and says nothing.
    const bool same_title =
        !same_host_ && query_.title() != 0 && query_.title() == title_key(other_);
    gathered_.expect_nothing();
    gathered_.set(kNumberDiffer, std::log1p(numbers.differ));
    gathered_.set(kNumberValues, numbers.shared_values);
    gathered_.set(kTitleOther, titled_ && title < 0.2 ? 1 : 0);
    gathered_.set(kNeitherTitleNorLead, titled_ ? (1 - lead()) * (1 - title) : 0);
    gathered_.set(kTitleChainedElsewhere, same_host_ ? 0 : title * chained_);
    const double grown = has_grown(title) ? chained_log_ / (1 + numbers.differ) : 0;
    gathered_.set(kTitleGrownElsewhere, same_host_ ? 0 : grown);
    gathered_.set(kTitleGrownHere, same_host_ ? grown : 0);
    gathered_.set(
        kSameTitleElsewhere,
        same_title ? weight_of(query_.title_clusters()) * chained_log_ / (1 + numbers.differ) : 0);
  }
  [[nodiscard]] bool can_be_a_copy() const { return gathered_.can_be_a_copy(); }
  [[nodiscard]] Comparison result() const { return {gathered_.evidence(), in_other_}; }

 private:
  void expect_lists(double chained, double chained_log) {
    gathered_.expect(kNumberDiffer, std::log1p(static_cast<double>(kMaxNumbers)));
    gathered_.expect(kNumberValues, 1);
    gathered_.expect(kTitleOther, titled_ ? 1 : 0);
    gathered_.expect(kNeitherTitleNorLead, titled_ ? 1 : 0);
    gathered_.expect(kTitleChainedElsewhere, same_host_ || !titled_ ? 0 : chained);
    gathered_.expect(same_host_ ? kTitleGrownHere : kTitleGrownElsewhere,
                     titled_ ? chained_log : 0);
    gathered_.expect(kSameTitleElsewhere, same_host_ || query_.title() == 0 ? 0 : chained_log);
  }
  // "UPDATE 1-Harbour opens in spring", "... in spring (2)", "... in spring, council says": a host
  // prints its story again. (Under one title as it stands come the forms of every day.)
  [[nodiscard]] bool has_grown(double title) const {
    const int a = own_.title_words.count, b = other_.title_words.count;
    // Of a long title some words are kept: a new one takes the place of another.
    constexpr double kMostOfLong = 0.8;
    if (std::cmp_equal(std::min(a, b), kMaxTitle)) return title >= kMostOfLong && title < 1;
    constexpr int kLeastWords = 4, kMostAdded = 3;
    return title == 1 && a != b && std::min(a, b) >= kLeastWords && std::abs(a - b) <= kMostAdded;
  }
  [[nodiscard]] double lead() const {
    const double own_lead = query_.lead_at_level(other_.level);
    const auto in_query = static_cast<double>(query_.count(other_.lead));
    return std::max({share(in_query, other_.lead.count), share_of_fewer(own_.lead, other_.lead),
                     own_lead >= kMinLead ? share(alignment_.overlap().lead, own_lead) : 0.0});
  }

  const Query& query_;
  const SketchView& own_;
  const SketchView& other_;
  const Query::Sum& own_sum_;
  Alignment alignment_;
  double each_;  // shingles of the texts for one of the samples
  bool titled_, same_host_;
  std::optional<double> days_;
  Gathered gathered_;
  double in_other_ = 0, chained_ = 0, chained_log_ = 0;
};

}  // namespace

Query::Query(const SketchView& sketch, std::span<const std::uint32_t> shingles,
             std::span<const std::uint8_t> cluster_counts, std::uint8_t title_clusters,
             unsigned least_level)
    : sketch_(sketch),
      shingles_(shingles),
      title_(title_key(sketch)),
      title_clusters_(title_clusters) {
  std::vector<std::uint32_t> places;
  for (std::size_t i = 0; i < shingles.size(); ++i) {
    if (is_in_level(shingles[i], least_level)) places.push_back(static_cast<std::uint32_t>(i));
  }
  table_.resize(std::bit_ceil(places.size() * 2 + 2));
  shift_ = 32 - std::countr_zero(table_.size());
  for (const std::uint32_t i : places) {
    const unsigned level = level_of(shingles[i]);
    sums_[level].weight += weight_of(cluster_counts[i]);
    ++sums_[level].count;
    if (i < kLead) ++lead_[level];
    std::size_t at = home_of(shingles[i], shift_);
    while (table_[at].shingle != 0) at = (at + 1) & (table_.size() - 1);
    table_[at] = {shingles[i], i << 8 | cluster_counts[i]};
  }
  for (std::size_t level = sums_.size() - 1; level-- > 0;) {
    sums_[level].weight += sums_[level + 1].weight;
    sums_[level].count += sums_[level + 1].count;
    lead_[level] += lead_[level + 1];
  }
}

Query::Found Query::find(std::uint32_t shingle) const {
  for (std::size_t at = home_of(shingle, shift_); table_[at].shingle != 0;
       at = (at + 1) & (table_.size() - 1)) {
    const Slot& slot = table_[at];
    if (slot.shingle == shingle) {
      return {true, static_cast<std::uint8_t>(slot.place), slot.place >> 8};
    }
  }
  return {};
}

std::size_t Query::count(const Packed<std::uint32_t>& lead) const {
  // Few are asked of, all are read: a bit for each that is asked of passes over the others.
  std::uint64_t asked = 0;
  for (std::size_t i = 0; i < lead.count; ++i) asked |= std::uint64_t{1} << (lead[i] & 63U);
  std::size_t found = 0;
  for (const std::uint32_t shingle : shingles_) {
    if ((asked >> (shingle & 63U) & 1U) == 0) continue;
    for (std::size_t i = 0; i < lead.count; ++i) found += lead[i] == shingle ? 1 : 0;
  }
  return found;
}

std::optional<Comparison> compare(const Query& query, const SketchView& other,
                                  std::optional<double> days, Want want) {
  Comparing comparing(query, other, days);
  comparing.weigh();
  if (want == Want::kCopies && !comparing.can_be_a_copy()) return std::nullopt;
  comparing.chain();
  if (want == Want::kCopies && !comparing.can_be_a_copy()) return std::nullopt;
  comparing.read_lists();
  if (want == Want::kCopies && !comparing.can_be_a_copy()) return std::nullopt;
  Comparison result = comparing.result();
  if (want == Want::kCopies && score(result.evidence) < 0.5) return std::nullopt;
  return result;
}

}  // namespace tearsheet::dedup
