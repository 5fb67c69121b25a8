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
// A paragraph on so many pages of a host is its furniture.
constexpr std::size_t kFurniturePages = 3;
// So many look-ups ahead, the memory is asked.
constexpr std::size_t kPrefetch = 12;

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
  nodes_.push_back({.id = id, .bytes = {}, .size = 0, .parent = number, .day = kNoDay});
  by_id_.add(number, [this](Number n) { return nodes_[n].id; });
  return number;
}

Index::Number Index::root_of(Number number) const {
  while (nodes_[number].parent != number) number = nodes_[number].parent;
  return number;
}

std::int64_t Index::join(Number a, Number b) {
  Number kept = root_of(a);
  Number gone = root_of(b);
  if (nodes_[gone].id < nodes_[kept].id) std::swap(kept, gone);
  nodes_[gone].parent = kept;
  // Short ways to the root: whoever was asked for points there from now on.
  for (Number number : {a, b}) {
    while (nodes_[number].parent != kept && number != kept) {
      number = std::exchange(nodes_[number].parent, kept);
    }
  }
  return nodes_[gone].id;
}

std::uint8_t Index::count_clusters(std::span<const Number> numbers) const {
  if (numbers.size() < 2) return static_cast<std::uint8_t>(numbers.size());
  std::array<Number, Postings::kMaxList> roots{};
  std::size_t count = 0;
  for (const Number number : numbers) {
    const Number root = root_of(number);
    Number* const end = roots.data() + count;
    if (std::find(roots.data(), end, root) == end) roots[count++] = root;
  }
  return static_cast<std::uint8_t>(count);
}

std::vector<Index::Candidate> Index::candidates(std::span<const std::uint32_t> shingles,
                                                std::vector<std::uint8_t>& counts) {
  weights_.resize(nodes_.size());
  std::vector<Candidate> best;
  std::array<Number, Postings::kMaxList> room{};
  counts.reserve(shingles.size());
  for (std::size_t i = 0; i < shingles.size(); ++i) {
    if (i + kPrefetch < shingles.size()) postings_.prefetch(shingles[i + kPrefetch]);
    const auto numbers = postings_.find(shingles[i], room);
    const std::uint8_t clusters = count_clusters(numbers);
    counts.push_back(clusters);
    if (clusters >= Postings::kMaxList) continue;
    for (const Number number : numbers) {
      if (weights_[number] == 0) best.push_back({number, 0});
      weights_[number] += 1.0 / clusters;
    }
  }
  for (Candidate& candidate : best) candidate.weight = std::exchange(weights_[candidate.number], 0);
  // Hundreds share a phrase with the document, a few are looked at: a heap gives them in order.
  const auto is_worse = [](const Candidate& a, const Candidate& b) {
    return a.weight != b.weight ? a.weight < b.weight : a.number > b.number;
  };
  std::ranges::make_heap(best, is_worse);
  std::vector<Candidate> kept;
  kept.reserve(kMaxCandidates);
  while (!best.empty() && kept.size() < kMaxCandidates) {
    std::ranges::pop_heap(best, is_worse);
    const Candidate next = best.back();
    best.pop_back();
    const Number root = root_of(next.number);
    const auto known = std::ranges::count_if(
        kept, [&](const Candidate& other) { return root_of(other.number) == root; });
    if (known < kMaxOfCluster) kept.push_back(next);
  }
  return kept;
}

std::vector<Index::Link> Index::verify(const Sketch& sketch,
                                       std::span<const std::uint32_t> shingles,
                                       std::optional<SysTime> date) {
  std::vector<Link> links;
  std::vector<std::uint8_t> counts;
  const auto likely = candidates(shingles, counts);
  if (likely.empty() || sketch.words < kMinWords) return links;
  const std::uint32_t title = title_key(sketch);
  std::array<Number, Postings::kMaxList> room{};
  const Query query(sketch, shingles, counts,
                    title == 0 ? 0 : count_clusters(postings_.find(title, room)));
  const std::int32_t day = day_of(date);
  for (const Candidate& candidate : likely) {
    const Node& node = nodes_[candidate.number];
    const auto other = read_sketch({node.bytes.get(), node.size});
    if (!other || other->words < kMinWords) continue;
    std::optional<double> days;
    if (day != kNoDay && node.day != kNoDay) {
      days = std::abs(static_cast<double>(day) - node.day);
      if (*days > static_cast<double>(options_.window.count())) continue;
    }
    Link link{.number = candidate.number,
              .comparison = compare(query, *other, days),
              .is_equal = sketch.exact == other->exact,
              .score = 0};
    link.score = link.is_equal ? 1 : score(link.comparison.evidence);
    links.push_back(link);
  }
  return links;
}

void Index::keep(Number number, const Sketch& sketch, std::string_view bytes,
                 std::optional<SysTime> date) {
  forget(number);
  make_room();
  Node& node = nodes_[number];
  node.day = day_of(date);
  node.bytes = std::make_unique<char[]>(bytes.size());
  node.size = static_cast<std::uint16_t>(bytes.size());
  std::ranges::copy(bytes, node.bytes.get());
  ++live_;
  const Number root = root_of(number);
  std::array<Number, Postings::kMaxList> room{};
  const auto post = [&](std::uint32_t key) {
    // Once per cluster: the length of a list is the number of stories, not of their copies.
    const auto numbers = postings_.find(key, room);
    if (std::ranges::none_of(numbers, [&](Number n) { return root_of(n) == root; })) {
      postings_.add(key, number);
    }
  };
  for (const std::uint32_t shingle : sketch.sample) post(shingle);
  if (const std::uint32_t title = title_key(sketch); title != 0) post(title);
  keep_paragraphs(number, sketch);
}

// Versions of a story share its paragraphs too, but also words of the title, or those that it
// begins with. (Where pages begin with their furniture, the title must do.)
bool Index::is_of_another(const Sketch& page, std::uint32_t paragraph, Number number) const {
  const Node& node = nodes_[number];
  const auto other = read_sketch({node.bytes.get(), node.size});
  if (!other) return true;
  constexpr double kSame = 0.5;
  const bool titled = !page.title_words.empty() && !other->title_words.empty();
  if (titled && share_of_fewer(page.title_words, other->title_words) >= kSame) return false;
  const auto opens = [&](const Sketch& sketch) {
    constexpr std::ptrdiff_t kOpening = 2;
    return std::find(sketch.paragraphs.begin(), sketch.paragraphs.end(), paragraph) -
               sketch.paragraphs.begin() <
           kOpening;
  };
  if (titled && opens(page) && opens(*other)) return true;
  return share_of_fewer(page.lead, other->lead) < kSame;
}

std::vector<std::uint32_t> Index::furniture_of(const Sketch& sketch) const {
  std::vector<std::uint32_t> furniture;
  std::array<Number, Postings::kMaxList> room{};
  for (const std::uint32_t paragraph : sketch.paragraphs) {
    const auto pages = paragraphs_.find(paragraph, room);
    if (pages.size() + 1 < kFurniturePages) continue;
    const auto others = std::ranges::count_if(
        pages, [&](Number number) { return is_of_another(sketch, paragraph, number); });
    if (static_cast<std::size_t>(others) + 1 >= kFurniturePages) furniture.push_back(paragraph);
  }
  return furniture;
}

void Index::keep_paragraphs(Number number, const Sketch& sketch) {
  std::array<Number, Postings::kMaxList> room{};
  for (const std::uint32_t paragraph : sketch.paragraphs) {
    const auto pages = paragraphs_.find(paragraph, room);
    if (pages.size() < kFurniturePages && std::ranges::all_of(pages, [&](Number page) {
          return page != number && is_of_another(sketch, paragraph, page);
        })) {
      paragraphs_.add(paragraph, number);
    }
  }
}

void Index::forget(Number number) {
  Node& node = nodes_[number];
  if (node.size == 0) return;
  if (const auto sketch = read_sketch({node.bytes.get(), node.size})) {
    for (const std::uint32_t shingle : sketch->sample) postings_.remove(shingle, number);
    if (const std::uint32_t title = title_key(*sketch); title != 0) postings_.remove(title, number);
    // What is known as furniture stays known.
    std::array<Number, Postings::kMaxList> room{};
    for (const std::uint32_t paragraph : sketch->paragraphs) {
      if (paragraphs_.find(paragraph, room).size() < kFurniturePages) {
        paragraphs_.remove(paragraph, number);
      }
    }
  }
  node.bytes.reset();
  node.size = 0;
  --live_;
}

void Index::forget_before(SysTime time) {
  const std::int32_t end = day_of(time);
  for (std::size_t number = 0; number < nodes_.size(); ++number) {
    const std::int32_t day = nodes_[number].day;
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
