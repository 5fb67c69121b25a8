#include "crawl/copies.h"

#include <utility>
#include <vector>

#include "dedup/dedup.h"
#include "url/url.h"

namespace tearsheet::crawl {
namespace {

using store::StoryText;

// What is older than the window leaves the index after so many articles.
constexpr std::int64_t kForgetEvery = 10'000;

dedup::Fingerprint print_of(const StoryText& story) {
  const auto url = url::Url::parse(story.url);
  return dedup::fingerprint(
      {.title = story.title, .text = story.body, .host = url ? url->host() : std::string_view()});
}

Result<void> put_print(store::Store& store, const StoryText& story,
                       const dedup::Fingerprint& print) {
  return store.put_print({story.article_id, story.cluster, story.date, print.bytes}, print.exact);
}

// Within a transaction or not at all.
template <class Work>
Result<void> in_transaction(store::Store& store, Work work) {
  if (auto begun = store.begin(); !begun) return begun;
  Result<void> done = work();
  if (done) done = store.commit();
  if (!done) store.rollback();
  return done;
}

Result<void> repair_prints(store::Store& store, const StoryLimits& limits) {
  return in_transaction(store, [&] {
    return store.each_story_text(
        {.newest = static_cast<std::int64_t>(limits.max_articles),
         .without_version = dedup::Fingerprint::kVersion},
        [&](const StoryText& story) { return put_print(store, story, print_of(story)); });
  });
}

std::string byline_of(const records::Article& article) {
  std::string byline;
  for (const std::string& author : article.authors) (byline += author) += '\n';
  return byline;
}

std::optional<double> copied_of(const dedup::Assignment& found) {
  return found.score > 0 ? std::optional(found.containment) : std::nullopt;
}

// One pass over the articles; the names of their clusters are only known at its end.
class Rebuild {
 public:
  Rebuild(store::Store& store, const StoryLimits& limits)
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
    const auto url = url::Url::parse(story.url);
    const dedup::Story told{
        .title = story.title, .text = story.body, .host = url ? url->host() : std::string_view()};
    const dedup::Fingerprint print = clusters_.without_furniture(told, dedup::fingerprint(told));
    const dedup::Assignment found = clusters_.add(story.article_id, print, story.date);
    ids_.push_back(story.article_id);
    if (ids_.size() % kForgetEvery == 0) clusters_.forget_before(story.first_seen - limits_.window);
    if (auto put = put_print(store_, story, print); !put) return put;
    return store_.describe_copy(story.article_id,
                                std::string(dedup::wire_credit(story.authors_json, story.body)),
                                copied_of(found));
  }

  store::Store& store_;
  const StoryLimits limits_;
  dedup::Clusters clusters_;
  std::vector<std::int64_t> ids_;
  RebuiltStories done_;
};

}  // namespace

Result<dedup::Clusters> load_clusters(store::Store& store, const StoryLimits& limits, SysTime now) {
  if (auto repaired = repair_prints(store, limits); !repaired) return fail(repaired.error());
  dedup::Clusters clusters({.window = limits.window, .max_documents = limits.max_articles});
  const auto read =
      store.each_fingerprint(static_cast<std::int64_t>(limits.max_articles), now - limits.window,
                             [&](const store::StoredFingerprint& stored) {
                               // A damaged print is found by nobody; that is no reason not to go
                               // on.
                               static_cast<void>(clusters.restore(stored.article_id, stored.cluster,
                                                                  stored.print, stored.date));
                             });
  if (!read) return fail(read.error());
  return clusters;
}

std::string agency_of(const records::Article& article) {
  return std::string(dedup::wire_credit(byline_of(article), article.body));
}

void leave_out_furniture(const dedup::Clusters& clusters, store::ArticleRecord& record,
                         dedup::Fingerprint& print) {
  const records::Article& article = record.article;
  // Its host the print knows.
  const dedup::Story story{.title = article.title, .text = article.body, .host = {}};
  print = clusters.without_furniture(story, std::move(print));
  record.fingerprint = print.bytes;
}

// The index says which story the article belongs to, the store remembers it.
Result<void> link_copies(store::Store& store, dedup::Clusters& clusters,
                         const store::ArticleRecord& record, const dedup::Fingerprint& print,
                         store::PutResult& put) {
  using What = store::PutResult::What;
  const bool is_new = put.what == What::kInserted;
  if (!is_new && put.what != What::kUpdated && put.what != What::kCorrected) return {};
  const records::Article& article = record.article;
  const auto date = article.published ? std::optional(article.published->to_sys()) : std::nullopt;
  const std::int64_t before = clusters.cluster_of(put.article_id);
  const dedup::Assignment found = clusters.add(put.article_id, print, date);
  const std::string agency = agency_of(article);
  const bool is_copy = is_new && found.cluster != put.article_id;
  if (!is_new || is_copy || !agency.empty()) {
    auto described =
        store.describe_copy(put.article_id, agency, is_copy ? copied_of(found) : std::nullopt);
    if (!described) return described;
  }
  // A new text can show an article to be a copy, too, but never takes it out of its story.
  const std::int64_t known = is_new && put.duplicate_of != 0 ? put.duplicate_of : before;
  if (found.cluster == known && found.merged.empty()) return {};
  if (found.cluster != put.article_id) put.duplicate_of = found.cluster;
  return store.join(put.article_id, found.cluster, found.merged);
}

Result<RebuiltStories> rebuild_stories(store::Store& store, const StoryLimits& limits) {
  Rebuild rebuild(store, limits);
  if (auto done = in_transaction(store, [&] { return rebuild.run(); }); !done)
    return fail(done.error());
  return rebuild.done();
}

}  // namespace tearsheet::crawl
