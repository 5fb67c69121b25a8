// Look-up, verification and union of clusters.
#include <algorithm>
#include <array>
#include <climits>
#include <cmath>
#include <map>
#include <unordered_map>

#include "dedup/dedup.h"
#include "dedup/evidence.h"
#include "dedup/postings.h"
#include "dedup/sketch.h"

namespace tearsheet::dedup {
namespace {

using Number = Postings::Number;
constexpr std::int32_t kNoDay = INT32_MIN;
// A copy is verified against this many documents at most, the most likely first.
constexpr std::size_t kMaxCandidates = 24;
// Of one cluster: its members are copies of each other, three show the rest.
constexpr int kMaxOfCluster = 3;
// One shingle in common is chance.
constexpr double kThreshold = 0.5;
// Equal texts are copies; below this many words they are phrases ("Read more on our site").
constexpr std::uint32_t kMinExactWords = 12;

std::int32_t day_of(std::optional<SysTime> date) {
  if (!date) return kNoDay;
  const auto days = std::chrono::floor<std::chrono::days>(*date).time_since_epoch().count();
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(days, -10'000'000, 10'000'000));
}

}  // namespace

struct Clusters::State {
  /// A document; one without bytes is a name that others refer to.
  struct Node {
    std::int64_t name = 0;  // of the cluster, where this is its root
    std::int64_t id = 0;
    Number parent = 0;
    std::int32_t day = kNoDay;
    std::string bytes;
  };
  struct Candidate {
    Number number = 0;
    double weight = 0;
    int shared = 0;
  };

  Options options;
  std::vector<Node> nodes;
  std::unordered_map<std::int64_t, Number> by_id;
  std::map<std::int32_t, std::vector<Number>> by_day;
  Postings postings;
  std::size_t live = 0;
  Number oldest = 0;  // where to look for the next document to drop

  Number root_of(Number number) {
    while (nodes[number].parent != number) {
      number = nodes[number].parent = nodes[nodes[number].parent].parent;
    }
    return number;
  }
  [[nodiscard]] Number root_of(Number number) const {
    while (nodes[number].parent != number) number = nodes[number].parent;
    return number;
  }
  Number node_of(std::int64_t id) {
    const auto [found, is_new] = by_id.try_emplace(id, static_cast<Number>(nodes.size()));
    if (is_new) {
      nodes.push_back({.name = id, .id = id, .parent = found->second, .day = kNoDay, .bytes = {}});
    }
    return found->second;
  }
  /// Gives the root; the smaller name stays.
  Number join(Number a, Number b) {
    a = root_of(a);
    b = root_of(b);
    if (a == b) return a;
    if (nodes[b].name < nodes[a].name) std::swap(a, b);
    nodes[b].parent = a;
    return a;
  }
  std::uint8_t count_clusters(std::span<const Number> numbers);
  std::vector<Candidate> candidates(std::span<const std::uint32_t> shingles,
                                    std::vector<std::uint8_t>& counts);
  void find_links(Number self, const Sketch& sketch, std::span<const std::uint32_t> shingles,
                  Assignment& assignment);
  void keep(Number number, const Sketch& sketch, std::string_view bytes);
  void forget(Number number);
  void make_room();
};

std::uint8_t Clusters::State::count_clusters(std::span<const Number> numbers) {
  if (numbers.size() < 2) return static_cast<std::uint8_t>(numbers.size());
  std::array<Number, Postings::kMaxList> roots{};
  std::size_t count = 0;
  for (const Number number : numbers) {
    const Number root = root_of(number);
    if (std::find(roots.begin(), roots.begin() + count, root) == roots.begin() + count) {
      roots[count++] = root;
    }
  }
  return static_cast<std::uint8_t>(count);
}

std::vector<Clusters::State::Candidate> Clusters::State::candidates(
    std::span<const std::uint32_t> shingles, std::vector<std::uint8_t>& counts) {
  std::unordered_map<Number, Candidate> found;
  counts.reserve(shingles.size());
  for (const std::uint32_t shingle : shingles) {
    const auto numbers = postings.find(shingle);
    const std::uint8_t clusters = count_clusters(numbers);
    counts.push_back(clusters);
    if (clusters >= Postings::kMaxList) continue;
    for (const Number number : numbers) {
      Candidate& candidate = found[number];
      candidate.number = number;
      candidate.weight += 1.0 / clusters;
      ++candidate.shared;
    }
  }
  std::vector<Candidate> best;
  for (const auto& [number, candidate] : found) best.push_back(candidate);
  std::ranges::sort(best, [](const Candidate& a, const Candidate& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.number < b.number;
  });
  std::unordered_map<Number, int> of_cluster;
  std::erase_if(best, [&](const Candidate& candidate) {
    return ++of_cluster[root_of(candidate.number)] > kMaxOfCluster;
  });
  if (best.size() > kMaxCandidates) best.resize(kMaxCandidates);
  return best;
}

void Clusters::State::find_links(Number self, const Sketch& sketch,
                                 std::span<const std::uint32_t> shingles, Assignment& assignment) {
  std::vector<std::uint8_t> counts;
  const auto likely = candidates(shingles, counts);
  if (likely.empty()) return;
  const Query query(sketch, shingles, counts);
  const std::int32_t day = nodes[self].day;
  for (const Candidate& candidate : likely) {
    const Node& node = nodes[candidate.number];
    const auto other = read_sketch(node.bytes);
    if (!other) continue;
    std::optional<double> days;
    if (day != kNoDay && node.day != kNoDay) {
      days = std::abs(static_cast<double>(day) - node.day);
      if (*days > static_cast<double>(options.window.count())) continue;
    }
    const Comparison comparison = compare(query, *other, days);
    const bool is_equal = sketch.exact == other->exact && sketch.words >= kMinExactWords;
    const double probability = is_equal ? 1 : score(comparison.evidence);
    if (probability < kThreshold) continue;
    if (probability > assignment.score) {
      assignment.score = probability;
      assignment.containment = is_equal ? 1 : comparison.containment;
    }
    const Number a = root_of(self);
    const Number b = root_of(candidate.number);
    if (a == b) continue;
    const std::int64_t gone = std::max(nodes[a].name, nodes[b].name);
    join(a, b);
    if (gone != nodes[self].id) assignment.merged.push_back(gone);
  }
}

void Clusters::State::keep(Number number, const Sketch& sketch, std::string_view bytes) {
  Node& node = nodes[number];
  node.bytes = bytes;
  node.bytes.shrink_to_fit();
  ++live;
  if (node.day != kNoDay) by_day[node.day].push_back(number);
  const Number root = root_of(number);
  for (const std::uint32_t shingle : sketch.sample) {
    // Once per cluster: the length of a list is the number of stories, not of their copies.
    const auto numbers = postings.find(shingle);
    if (std::ranges::none_of(numbers, [&](Number n) { return root_of(n) == root; })) {
      postings.add(shingle, number);
    }
  }
}

void Clusters::State::forget(Number number) {
  Node& node = nodes[number];
  if (node.bytes.empty()) return;
  if (const auto sketch = read_sketch(node.bytes)) {
    for (const std::uint32_t shingle : sketch->sample) postings.remove(shingle, number);
  }
  node.bytes = std::string();
  --live;
}

void Clusters::State::make_room() {
  while (live >= std::max<std::size_t>(1, options.max_documents)) {
    if (oldest >= nodes.size()) oldest = 0;  // some came again under an old number
    forget(oldest++);
  }
}

Clusters::Clusters() : Clusters(Options{}) {}
Clusters::Clusters(const Options& options) : state_(std::make_unique<State>()) {
  state_->options = options;
}
Clusters::~Clusters() = default;
Clusters::Clusters(Clusters&&) noexcept = default;
Clusters& Clusters::operator=(Clusters&&) noexcept = default;

Assignment Clusters::add(std::int64_t id, const Fingerprint& print, std::optional<SysTime> date) {
  State& state = *state_;
  const Number self = state.node_of(id);
  state.forget(self);
  state.nodes[self].day = day_of(date);
  Assignment assignment;
  assignment.id = id;
  if (const auto sketch = read_sketch(print.bytes)) {
    state.make_room();
    const std::span<const std::uint32_t> sample(sketch->sample.begin(), sketch->sample.end());
    state.find_links(self, *sketch, print.shingles.empty() ? sample : std::span(print.shingles),
                     assignment);
    state.keep(self, *sketch, print.bytes);
  }
  assignment.cluster = state.nodes[state.root_of(self)].name;
  return assignment;
}

Result<void> Clusters::restore(std::int64_t id, std::int64_t cluster,
                               std::string_view fingerprint_bytes, std::optional<SysTime> date) {
  State& state = *state_;
  const Number self = state.node_of(id);
  state.join(self, state.node_of(cluster));
  const auto sketch = read_sketch(fingerprint_bytes);
  if (!sketch) {
    return fail(ErrorCode::kInvalid, "fingerprint of document " + std::to_string(id) +
                                         " is damaged or of another version");
  }
  state.forget(self);
  state.make_room();
  state.nodes[self].day = day_of(date);
  state.keep(self, *sketch, fingerprint_bytes);
  return {};
}

void Clusters::forget_before(SysTime time) {
  State& state = *state_;
  const auto end = state.by_day.lower_bound(day_of(time));
  for (auto day = state.by_day.begin(); day != end; ++day) {
    for (const Number number : day->second) {
      // The document may have come again since, with another date.
      if (state.nodes[number].day == day->first) state.forget(number);
    }
  }
  state.by_day.erase(state.by_day.begin(), end);
}

std::int64_t Clusters::cluster_of(std::int64_t id) const {
  const auto found = state_->by_id.find(id);
  return found == state_->by_id.end() ? id : state_->nodes[state_->root_of(found->second)].name;
}

std::size_t Clusters::size() const {
  return state_->live;
}

}  // namespace tearsheet::dedup
