#include "crawl/story_keeper.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "crawl/copies.h"

namespace tearsheet::crawl {
namespace {

using std::chrono::milliseconds;

// In one transaction.
constexpr std::int64_t kMostAtOnce = 500;
constexpr milliseconds kPause{500};
// The store itself has waited for the server each time.
constexpr int kMostFailuresAtEnd = 3;
const std::string kLease = "stories";

// What is found out of one article. An article that is there already keeps its story, and may bring
// others into it.
store::StoryLink link_of(dedup::Clusters& clusters, const store::StoryText& story) {
  const dedup::Fingerprint own = fingerprint_of(story, clusters);
  dedup::Assignment found = clusters.add(story.article_id, own, story.date);
  store::StoryLink link{.article_id = story.article_id};
  link.fingerprint = own.bytes;
  link.describes = true;
  link.agency = dedup::wire_credit(story.authors_json, story.body);
  if (found.cluster != story.article_id && found.score > 0) link.copied = found.containment;
  if (found.cluster != story.cluster || !found.merged.empty()) {
    link.cluster = found.cluster;
    link.merged = std::move(found.merged);
  }
  return link;
}

}  // namespace

Result<void> StoryKeeper::run(const std::stop_token& stop) {
  std::optional<SteadyTime> waits_since;
  for (int failures = 0;;) {
    const bool is_last = stop.stop_requested();
    auto told = tell_some();
    // What is left is told by whoever comes next.
    if (!told &&
        (told.error().code != ErrorCode::kNetwork || (is_last && ++failures == kMostFailuresAtEnd)))
      return fail(told.error());
    if (told && *told && **told > 0) continue;
    if (is_last && told && *told) break;
    if (is_last && told) {
      // Its holder may have looked before our last articles were there.
      const auto left = store_.each_untold(1, [](const store::StoryText&) {});
      if (!left) return fail(left.error());
      if (*left == 0) return {};
      if (!waits_since) waits_since = clock_.steady();
      if (clock_.steady() - *waits_since > lease_) return {};
    }
    std::this_thread::sleep_for(kPause);
  }
  return store_.let_go(kLease);
}

// Another worker may have held it meanwhile if it was over: what that one told is not in the index.
Result<bool> StoryKeeper::hold() {
  const SteadyTime asked = clock_.steady();
  auto is_held = store_.hold(kLease, lease_);
  if (asked - held_at_ >= lease_) clusters_.reset();
  held_at_ = asked;
  return is_held;
}

Result<std::optional<std::size_t>> StoryKeeper::tell_some() {
  using Told = std::optional<std::size_t>;
  const auto is_held = hold();
  if (!is_held) return fail(is_held.error());
  if (!*is_held) {
    clusters_.reset();
    return Told();
  }
  if (!clusters_) {
    auto loaded = load_clusters(store_, limits_, clock_.now());
    if (!loaded) return fail(loaded.error());
    clusters_ = std::move(*loaded);
  }
  std::vector<std::int64_t> told;
  std::vector<store::StoryLink> links;
  const auto read = store_.each_untold(kMostAtOnce, [&](const store::StoryText& story) {
    told.push_back(story.article_id);
    links.push_back(link_of(*clusters_, story));
  });
  if (!read) return fail(read.error());
  if (told.empty()) return Told(0);
  if (auto done = tell(told, links); !done) {
    store_.rollback();
    clusters_.reset();  // it took up what was not written
    return fail(done.error());
  }
  return Told(told.size());
}

// The lease is asked for once more in the transaction: who lost it writes nothing.
Result<void> StoryKeeper::tell(std::vector<std::int64_t>& told,
                               std::vector<store::StoryLink>& links) {
  if (auto begun = store_.begin(); !begun) return begun;
  const auto is_held = hold();
  if (!is_held) return fail(is_held.error());
  if (!*is_held || !clusters_)
    return fail(ErrorCode::kNetwork, "another worker tells the stories by now");
  if (auto done = store_.put_stories(links); !done) return done;
  if (auto done = store_.mark_told(told); !done) return done;
  return store_.commit();
}

}  // namespace tearsheet::crawl
