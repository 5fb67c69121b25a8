#include "crawl/shared_rebuild.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crawl/story_keeper.h"
#include "dedup/dedup.h"

namespace tearsheet::crawl {
namespace {

using store::StoryText;

// Fingerprints that are written in one transaction.
constexpr std::size_t kMostAtOnce = 500;
// What is older than the window leaves the index after so many articles.
constexpr std::int64_t kForgetEvery = 10'000;
// A transaction may fail by another's doing, or with the connection.
constexpr int kMostTries = 30;
// Somebody removed articles meanwhile: what was found out may name them.
constexpr int kMostBeginnings = 5;
const std::string kStories = "stories", kRebuild = "rebuild of stories";

// Fingerprints are true of a text whatever becomes of the rest, so they are written as they are
// made. Which story an article is of is known when all were read.
class Rebuild {
 public:
  Rebuild(store::SharedStore& store, const StoryLimits& limits, std::chrono::milliseconds lease,
          std::stop_token stop)
      : store_(store),
        limits_(limits),
        lease_(lease),
        stop_(std::move(stop)),
        clusters_({.window = limits.window, .max_documents = limits.max_articles}) {}

  Result<void> run() {
    auto done = store_.each_story_text({}, [&](const StoryText& story) { return take(story); });
    if (done) done = in_transaction(false, [&] { return put_fingerprints(); });
    if (!done) return done;
    for (const Member& member : members_) {
      const std::int64_t cluster = clusters_.cluster_of(member.id);
      if (cluster != member.cluster) moved_.push_back({member.id, cluster});
      done_.copies += cluster != member.id ? 1 : 0;
    }
    done_.articles = static_cast<std::int64_t>(members_.size());
    done_.stories = done_.articles - done_.copies;
    return in_transaction(true, [&] { return regroup(); });
  }
  [[nodiscard]] const RebuiltStories& done() const { return done_; }
  /// Somebody else wrote stories, or took articles out.
  [[nodiscard]] bool has_lost() const { return has_lost_; }

 private:
  struct Member {
    std::int64_t id = 0, cluster = 0;
  };
  struct Made {
    std::int64_t id = 0, cluster = 0;
    std::optional<SysTime> date;
    dedup::Fingerprint fingerprint;
    std::string agency;
    std::optional<double> copied;
  };

  Result<void> take(const StoryText& story) {
    if (stop_.stop_requested()) return fail(ErrorCode::kCancelled, "stopped");
    Made made{story.article_id,
              story.cluster,
              story.date,
              fingerprint_of(story, clusters_),
              std::string(dedup::wire_credit(story.authors_json, story.body)),
              std::nullopt};
    const dedup::Assignment found = clusters_.add(story.article_id, made.fingerprint, story.date);
    if (found.score > 0) made.copied = found.containment;
    members_.push_back({story.article_id, story.cluster});
    if (members_.size() % kForgetEvery == 0)
      clusters_.forget_before(story.first_seen - limits_.window);
    made_.push_back(std::move(made));
    if (made_.size() < kMostAtOnce) return {};
    return in_transaction(false, [&] { return put_fingerprints(); });
  }

  // Both leases are asked for in the transaction: who lost one writes nothing. First where nobody
  // else stores: whoever wants one waits for the end then, however long it takes.
  template <class Work>
  Result<void> in_transaction(bool is_alone, Work work) {
    for (int tries = 1;; ++tries) {
      Result<void> done = is_alone ? store_.begin_alone() : store_.begin();
      if (done && is_alone) done = hold();
      if (done) done = work();
      if (done && !is_alone) done = hold();
      if (done) done = store_.commit();
      if (done) {
        made_.clear();
        return done;
      }
      store_.rollback();
      if (has_lost_ || done.error().code != ErrorCode::kNetwork || tries == kMostTries) return done;
    }
  }

  Result<void> hold() {
    for (const std::string* const name : {&kRebuild, &kStories}) {
      const auto is_held = store_.hold(*name, lease_);
      if (!is_held) return fail(is_held.error());
      has_lost_ = has_lost_ || !*is_held;
    }
    if (has_lost_) return fail(ErrorCode::kBusy, "the stories were written by another meanwhile");
    return {};
  }

  Result<void> put_fingerprints() {
    for (const Made& made : made_) {
      auto put = store_.put_fingerprint({made.id, made.cluster, made.date, made.fingerprint.bytes},
                                        made.fingerprint.exact);
      if (put) put = store_.describe_copy(made.id, made.agency, made.copied);
      if (!put) return put;
    }
    return {};
  }

  Result<void> regroup() {
    done_.changed = 0;
    for (const Member& member : moved_) {
      const auto changed = store_.set_story(member.id, member.cluster);
      if (!changed) return fail(changed.error());
      done_.changed += *changed ? 1 : 0;
    }
    return {};
  }

  store::SharedStore& store_;
  const StoryLimits limits_;
  const std::chrono::milliseconds lease_;
  const std::stop_token stop_;
  dedup::Clusters clusters_;
  std::vector<Member> members_, moved_;
  std::vector<Made> made_;  // not written yet
  RebuiltStories done_;
  bool has_lost_ = false;
};

Result<RebuiltStories> rebuild(store::SharedStore& store, const StoryLimits& limits,
                               std::chrono::milliseconds lease, const std::stop_token& stop) {
  for (int beginnings = 1;; ++beginnings) {
    auto is_ours = store.hold(kRebuild, lease);
    // Ours all the same, if it was in a transaction that failed that it was asked for last.
    if (is_ours && !*is_ours && beginnings > 1) is_ours = store.hold(kRebuild, lease);
    if (!is_ours) return fail(is_ours.error());
    if (!*is_ours) {
      return fail(ErrorCode::kBusy,
                  "the stories are being rebuilt by another program, or one that"
                  " was killed less than a minute ago");
    }
    // Whoever tells the stories learns in its next transaction that it does no longer.
    if (auto seized = store.seize(kStories, lease); !seized) return fail(seized.error());
    Rebuild attempt(store, limits, lease, stop);
    const auto done = attempt.run();
    if (done) return attempt.done();
    if (!attempt.has_lost() || beginnings == kMostBeginnings) return fail(done.error());
  }
}

}  // namespace

Result<RebuiltStories> rebuild_shared_stories(store::SharedStore& store, const StoryLimits& limits,
                                              std::chrono::milliseconds lease, const Clock& clock,
                                              const std::stop_token& stop) {
  auto done = rebuild(store, limits, lease, stop);
  const bool is_anothers = !done && done.error().code == ErrorCode::kBusy;
  if (!is_anothers) {
    for (const std::string* const name : {&kStories, &kRebuild}) {
      auto let_go = store.let_go(*name);
      if (done && !let_go) return fail(let_go.error());
    }
  }
  if (!done) return done;
  // A crawl that ended meanwhile has left what it stored.
  const auto untold = store.each_untold(1, [](const StoryText&) {});
  if (!untold) return fail(untold.error());
  if (*untold == 0) return done;
  std::stop_source at_once;
  at_once.request_stop();
  if (auto told = StoryKeeper(store, limits, lease, clock).run(at_once.get_token()); !told)
    return fail(told.error());
  return done;
}

}  // namespace tearsheet::crawl
