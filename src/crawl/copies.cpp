#include "crawl/copies.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "dedup/dedup.h"
#include "url/url.h"

namespace tearsheet::crawl {
namespace {

using store::StoryText;

// What is older than the window leaves the index after so many articles.
constexpr std::int64_t kForgetEvery = 10'000;

Result<void> put_fingerprint(store::CrawlStore& store, const StoryText& story,
                             const dedup::Fingerprint& fingerprint) {
  return store.put_fingerprint({story.article_id, story.cluster, story.date, fingerprint.bytes},
                               fingerprint.exact);
}

// Within a transaction or not at all.
template <class Work>
Result<void> in_transaction(store::CrawlStore& store, Work work) {
  if (auto begun = store.begin(); !begun) return begun;
  Result<void> done = work();
  if (done) done = store.commit();
  if (!done) store.rollback();
  return done;
}

Result<void> repair_fingerprints(store::CrawlStore& store, const StoryLimits& limits) {
  const dedup::Clusters none;
  return in_transaction(store, [&] {
    return store.each_story_text({.newest = static_cast<std::int64_t>(limits.max_articles),
                                  .without_version = dedup::Fingerprint::kVersion},
                                 [&](const StoryText& story) {
                                   return put_fingerprint(store, story,
                                                          fingerprint_of(story, none));
                                 });
  });
}

std::optional<double> copied_of(const dedup::Assignment& found) {
  return found.score > 0 ? std::optional(found.containment) : std::nullopt;
}

// One pass over the articles; the names of their clusters are only known at its end.
class Rebuild {
 public:
  Rebuild(store::CrawlStore& store, const StoryLimits& limits)
      : store_(store),
        limits_(limits),
        clusters_({.window = limits.window, .max_documents = limits.max_articles}) {}

  Result<void> run() {
    auto read = store_.each_story_text({}, [&](const StoryText& story) { return take(story); });
    if (!read) return read;
    for (const std::int64_t id : ids_) {
      const std::int64_t cluster = clusters_.cluster_of(id);
      const auto changed = store_.set_story(id, cluster);
      if (!changed) return fail(changed.error());
      done_.changed += *changed ? 1 : 0;
      done_.copies += cluster != id ? 1 : 0;
    }
    done_.articles = static_cast<std::int64_t>(ids_.size());
    done_.stories = done_.articles - done_.copies;
    return {};
  }
  [[nodiscard]] const RebuiltStories& done() const { return done_; }

 private:
  Result<void> take(const StoryText& story) {
    const dedup::Fingerprint fingerprint = fingerprint_of(story, clusters_);
    const dedup::Assignment found = clusters_.add(story.article_id, fingerprint, story.date);
    ids_.push_back(story.article_id);
    if (ids_.size() % kForgetEvery == 0) clusters_.forget_before(story.first_seen - limits_.window);
    if (auto put = put_fingerprint(store_, story, fingerprint); !put) return put;
    return store_.describe_copy(story.article_id,
                                std::string(dedup::wire_credit(story.authors_json, story.body)),
                                copied_of(found));
  }

  store::CrawlStore& store_;
  const StoryLimits limits_;
  dedup::Clusters clusters_;
  std::vector<std::int64_t> ids_;
  RebuiltStories done_;
};

bool is_of_this_version(std::string_view fingerprint) {
  return !fingerprint.empty() &&
         static_cast<std::uint8_t>(fingerprint.front()) == dedup::Fingerprint::kVersion;
}

// Articles that came without a fingerprint; the rows are read to their end before stories change.
class Joining {
 public:
  Joining(store::CrawlStore& store, const StoryLimits& limits)
      : store_(store),
        limits_(limits),
        clusters_({.window = limits.window, .max_documents = limits.max_articles}) {}

  Result<void> run() {
    auto restored = store_.each_fingerprint(
        static_cast<std::int64_t>(limits_.max_articles), std::nullopt,
        [&](const store::StoredFingerprint& stored) {
          // One that is alone and has none yet is new to the index.
          if (!is_of_this_version(stored.bytes) && stored.cluster == stored.article_id) return;
          static_cast<void>(
              clusters_.restore(stored.article_id, stored.cluster, stored.bytes, stored.date));
        });
    if (!restored) return restored;
    auto read = store_.each_story_text({.without_version = dedup::Fingerprint::kVersion},
                                       [&](const StoryText& story) { return take(story); });
    if (!read) return read;
    for (const dedup::Assignment& found : found_) {
      if (auto joined = store_.join(found.id, found.cluster, found.merged); !joined) return joined;
    }
    return {};
  }
  [[nodiscard]] const JoinedStories& done() const { return done_; }

 private:
  Result<void> take(const StoryText& story) {
    const dedup::Fingerprint fingerprint = fingerprint_of(story, clusters_);
    dedup::Assignment found = clusters_.add(story.article_id, fingerprint, story.date);
    const bool is_copy = found.cluster != story.article_id;
    ++done_.articles;
    done_.copies += is_copy ? 1 : 0;
    if (auto put = put_fingerprint(store_, story, fingerprint); !put) return put;
    auto described = store_.describe_copy(
        story.article_id, std::string(dedup::wire_credit(story.authors_json, story.body)),
        is_copy ? copied_of(found) : std::nullopt);
    found.id = story.article_id;
    if (found.cluster != story.cluster || !found.merged.empty()) found_.push_back(std::move(found));
    return described;
  }

  store::CrawlStore& store_;
  const StoryLimits limits_;
  dedup::Clusters clusters_;
  std::vector<dedup::Assignment> found_;
  JoinedStories done_;
};

}  // namespace

dedup::Fingerprint fingerprint_of(const StoryText& story, const dedup::Clusters& clusters) {
  const auto url = url::Url::parse(story.url);
  const dedup::Story told{
      .title = story.title, .text = story.body, .host = url ? url->host() : std::string_view()};
  return clusters.without_boilerplate(told, dedup::fingerprint(told));
}

Result<dedup::Clusters> load_clusters(store::CrawlStore& store, const StoryLimits& limits,
                                      SysTime now) {
  if (auto repaired = repair_fingerprints(store, limits); !repaired) return fail(repaired.error());
  dedup::Clusters clusters({.window = limits.window, .max_documents = limits.max_articles});
  const auto read =
      store.each_fingerprint(static_cast<std::int64_t>(limits.max_articles), now - limits.window,
                             [&](const store::StoredFingerprint& stored) {
                               // A damaged fingerprint is found by nobody; that is no reason not to
                               // go on.
                               static_cast<void>(clusters.restore(stored.article_id, stored.cluster,
                                                                  stored.bytes, stored.date));
                             });
  if (!read) return fail(read.error());
  return clusters;
}

Result<RebuiltStories> rebuild_stories(store::CrawlStore& store, const StoryLimits& limits) {
  Rebuild rebuild(store, limits);
  if (auto done = in_transaction(store, [&] { return rebuild.run(); }); !done)
    return fail(done.error());
  return rebuild.done();
}

Result<JoinedStories> join_stories(store::CrawlStore& store, const StoryLimits& limits) {
  Joining joining(store, limits);
  if (auto done = in_transaction(store, [&] { return joining.run(); }); !done)
    return fail(done.error());
  return joining.done();
}

}  // namespace tearsheet::crawl
