#include "dedup/index.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace tearsheet::dedup {
namespace {

// A document is verified against this many others at most, the likeliest first.
constexpr std::size_t kMaxCandidates = 24;
// Of one cluster: its members are copies of each other, three show the rest.
constexpr int kMaxOfCluster = 3;
// Below this many words a text is a phrase ("Read more on our site"), and no copy of any other,
// equal or not.
constexpr std::uint32_t kMinWords = 12;
// A paragraph on so many pages of a host is its boilerplate.
constexpr std::size_t kBoilerplatePages = 3;
// Of being one story: the weights are fitted to give probabilities.
constexpr double kThreshold = 0.5;

}  // namespace

std::int32_t Index::day_of(std::optional<SysTime> date) {
  if (!date) return kNoDay;
  const auto days = std::chrono::floor<std::chrono::days>(*date).time_since_epoch().count();
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(days, -10'000'000, 10'000'000));
}

std::optional<Index::Number> Index::find(std::int64_t id) const {
  const Number number = by_id_.find(id, [this](Number n) { return nodes_[n].id; });
  if (number == IdTable::kNone) return std::nullopt;
  return number;
}

Index::Number Index::number_of(std::int64_t id) {
  if (const auto known = find(id)) return *known;
  const auto number = static_cast<Number>(nodes_.size());
  nodes_.push_back({.id = id, .bytes = {}, .size = 0});
  tallies_.push_back({.parent = number});
  by_id_.add(number, [this](Number n) { return nodes_[n].id; });
  return number;
}

std::int64_t Index::join(Number a, Number b) {
  Number kept = root_of(a);
  Number gone = root_of(b);
  if (nodes_[gone].id < nodes_[kept].id) std::swap(kept, gone);
  tallies_[gone].parent = kept;
  // Short ways to the root: whoever was asked for points there from now on.
  for (Number number : {a, b}) {
    while (tallies_[number].parent != kept && number != kept) {
      number = std::exchange(tallies_[number].parent, kept);
    }
  }
  return nodes_[gone].id;
}

std::uint8_t Index::count_clusters(const Postings::Found& found) {
  const auto numbers = found.documents;
  if (found.is_common) return Postings::kCommon;
  if (numbers.size() < 2) return static_cast<std::uint8_t>(numbers.size());
  if (++counts_made_ == 0) {  // once in many million documents: old marks would be taken for new
    for (Tally& tally : tallies_) tally.count = 0;
    counts_made_ = 1;
  }
  std::uint8_t count = 0;
  for (const Number number : numbers) {
    Tally& root = tallies_[root_of(number)];
    if (root.count != counts_made_) ++count;
    root.count = counts_made_;
  }
  return count;
}

// Who shares shingles with a document: the rarer they are, the more it weighs.
void Index::gather(std::span<const std::uint32_t> shingles) {
  touched_.clear();
  cluster_counts_.assign(shingles.size(), 0);
  postings_.find_all(shingles, [this](std::size_t i, const Postings::Found& found) {
    const std::uint8_t clusters = count_clusters(found);
    cluster_counts_[i] = clusters;
    const float weight = 1.0F / static_cast<float>(clusters);
    for (const Number number : found.documents) {
      float& sum = tallies_[number].weight;
      if (sum == 0) touched_.push_back({number, 0});
      sum += weight;
    }
  });
  for (Candidate& candidate : touched_) {
    candidate.weight = std::exchange(tallies_[candidate.number].weight, 0.0F);
  }
}

// Hundreds share a phrase with the document, a few are looked at: a heap gives them in order.
std::vector<Index::Number> Index::take_likeliest() {
  const auto is_worse = [](const Candidate& a, const Candidate& b) {
    return a.weight != b.weight ? a.weight < b.weight : a.number > b.number;
  };
  std::ranges::make_heap(touched_, is_worse);
  std::vector<Number> kept, roots;
  kept.reserve(kMaxCandidates);
  roots.reserve(kMaxCandidates);
  while (!touched_.empty() && kept.size() < kMaxCandidates) {
    std::ranges::pop_heap(touched_, is_worse);
    const Number number = touched_.back().number;
    touched_.pop_back();
    const Number root = root_of(number);
    if (std::ranges::count(roots, root) >= kMaxOfCluster) continue;
    kept.push_back(number);
    roots.push_back(root);
  }
  return kept;
}

// They lie anywhere in the memory; what is read of them is on its way while others are compared.
void Index::ask_for(std::span<const Number> numbers) const {
  constexpr std::size_t kLine = 64;
  for (const Number number : numbers) __builtin_prefetch(&nodes_[number]);
  for (const Number number : numbers) {
    const Node& node = nodes_[number];
    for (std::size_t at = 0; at < node.size; at += kLine) {
      __builtin_prefetch(node.bytes.get() + at);
    }
  }
}

std::optional<double> Index::days_between(std::int32_t day, Number number) const {
  const std::int32_t other = tallies_[number].day;
  if (day == kNoDay || other == kNoDay) return std::nullopt;
  return std::abs(static_cast<double>(day) - other);
}

std::vector<Index::Link> Index::verify(const SketchView& sketch,
                                       std::span<const std::uint32_t> shingles,
                                       std::optional<SysTime> date, Want want) {
  struct Likely {
    Number number;
    std::optional<double> days;
    SketchView sketch;
  };
  if (sketch.words < kMinWords) return {};
  gather(shingles);
  std::vector<Likely> likely;
  likely.reserve(kMaxCandidates);
  unsigned least_level = sketch.level;
  const auto numbers = take_likeliest();
  ask_for(numbers);
  for (const Number number : numbers) {
    const auto days = days_between(day_of(date), number);
    if (days && *days > static_cast<double>(options_.window.count())) continue;
    const SketchView other = sketch_of(number);
    if (other.words < kMinWords) continue;
    least_level = std::min(least_level, other.level);
    likely.push_back({number, days, other});
  }
  std::vector<Link> links;
  if (likely.empty()) return links;
  const std::uint32_t title = title_key(sketch);
  Postings::Room room{};
  const Query query(sketch, shingles, cluster_counts_,
                    title == 0 ? 0 : count_clusters(postings_.find(title, room)), least_level);
  for (const Likely& other : likely) {
    Link link{.number = other.number,
              .comparison = {},
              .is_equal = sketch.exact == other.sketch.exact,
              .score = 1};
    if (!link.is_equal || want == Want::kAll) {
      const auto comparison = compare(query, other.sketch, other.days, want);
      if (!comparison) continue;
      link.comparison = *comparison;
      if (!link.is_equal) link.score = score(comparison->evidence);
    }
    if (want == Want::kAll || link.score >= kThreshold) links.push_back(link);
  }
  return links;
}

void Index::keep(Number number, const SketchView& sketch, std::string_view bytes,
                 std::optional<SysTime> date) {
  forget(number);
  make_room();
  Node& node = nodes_[number];
  tallies_[number].day = day_of(date);
  node.bytes = std::make_unique_for_overwrite<char[]>(bytes.size());
  node.size = static_cast<std::uint16_t>(bytes.size());
  std::ranges::copy(bytes, node.bytes.get());
  ++live_;
  const Number root = root_of(number);
  Postings::Room room{};
  const auto post = [&](std::uint32_t key) {
    // Once per cluster: the length of a list is the number of stories, not of their copies.
    const auto numbers = postings_.find(key, room).documents;
    if (std::ranges::none_of(numbers, [&](Number n) { return root_of(n) == root; })) {
      postings_.add(key, number);
    }
  };
  for (std::size_t i = 0; i < sketch.sample.count; ++i) post(sketch.sample[i]);
  if (const std::uint32_t title = title_key(sketch); title != 0) post(title);
  keep_paragraphs(number, sketch);
}

// Versions of a story share its paragraphs too, but also words of the title, or those that it
// begins with. (Where pages begin with their boilerplate, the title must do.)
bool Index::is_of_another(const SketchView& page, std::uint32_t paragraph, Number number) const {
  if (nodes_[number].size == 0) return true;
  const SketchView other = sketch_of(number);
  constexpr double kSame = 0.5;
  const bool titled = !page.title_words.empty() && !other.title_words.empty();
  if (titled && share_of_fewer(page.title_words, other.title_words) >= kSame) return false;
  const auto opens = [&](const SketchView& sketch) {
    constexpr std::uint8_t kOpening = 2;
    for (std::size_t i = 0; i < std::min(kOpening, sketch.paragraphs.count); ++i) {
      if (sketch.paragraphs[i] == paragraph) return true;
    }
    return false;
  };
  if (titled && opens(page) && opens(other)) return true;
  return share_of_fewer(page.lead, other.lead) < kSame;
}

std::vector<std::uint32_t> Index::boilerplate_of(const SketchView& sketch) const {
  std::vector<std::uint32_t> boilerplate;
  Postings::Room room{};
  for (std::size_t i = 0; i < sketch.paragraphs.count; ++i) {
    const std::uint32_t paragraph = sketch.paragraphs[i];
    const auto pages = paragraphs_.find(paragraph, room).documents;
    if (pages.size() + 1 < kBoilerplatePages) continue;
    const auto others = std::ranges::count_if(
        pages, [&](Number number) { return is_of_another(sketch, paragraph, number); });
    if (static_cast<std::size_t>(others) + 1 >= kBoilerplatePages) boilerplate.push_back(paragraph);
  }
  return boilerplate;
}

void Index::keep_paragraphs(Number number, const SketchView& sketch) {
  Postings::Room room{};
  for (std::size_t i = 0; i < sketch.paragraphs.count; ++i) {
    const std::uint32_t paragraph = sketch.paragraphs[i];
    const auto pages = paragraphs_.find(paragraph, room).documents;
    if (pages.size() < kBoilerplatePages && std::ranges::all_of(pages, [&](Number page) {
          return page != number && is_of_another(sketch, paragraph, page);
        })) {
      paragraphs_.add(paragraph, number);
    }
  }
}

void Index::forget(Number number) {
  Node& node = nodes_[number];
  if (node.size == 0) return;
  const SketchView sketch = sketch_of(number);
  for (std::size_t i = 0; i < sketch.sample.count; ++i) {
    postings_.remove(sketch.sample[i], number);
  }
  if (const std::uint32_t title = title_key(sketch); title != 0) postings_.remove(title, number);
  // What is known as boilerplate stays known.
  Postings::Room room{};
  for (std::size_t i = 0; i < sketch.paragraphs.count; ++i) {
    const std::uint32_t paragraph = sketch.paragraphs[i];
    if (paragraphs_.find(paragraph, room).documents.size() < kBoilerplatePages) {
      paragraphs_.remove(paragraph, number);
    }
  }
  node.bytes.reset();
  node.size = 0;
  --live_;
}

void Index::forget_before(SysTime time) {
  const std::int32_t end = day_of(time);
  for (std::size_t number = 0; number < tallies_.size(); ++number) {
    const std::int32_t day = tallies_[number].day;
    if (day != kNoDay && day < end) forget(static_cast<Number>(number));
  }
}

void Index::make_room() {
  while (live_ >= std::max<std::size_t>(1, options_.max_documents)) {
    if (oldest_ >= nodes_.size()) oldest_ = 0;  // some came again under an old number
    forget(oldest_++);
  }
}

}  // namespace tearsheet::dedup
