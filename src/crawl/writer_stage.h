// The only writer: takes outcomes, stores them in batches, and gives receipts for what is durable.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/bounded_queue.h"
#include "base/clock.h"
#include "crawl/seen_set.h"
#include "crawl/task.h"

namespace tearsheet::crawl {

/// What the writer is sent.
struct WriterItem {
  std::optional<PageOutcome> page;
  std::vector<store::HostRecord> hosts;
  std::optional<store::FetchRecord> fetch;
  bool flush = false;  ///< Wakes the writer; whether it commits at once is said by the hungry flag.
};

/// What is known of a source's address.
struct KnownSource {
  std::int64_t url_id = 0;
  std::optional<store::Visit> visit;
};

/// Runs on the writer thread; nothing else touches the store meanwhile.
class WriterStage {
 public:
  struct Options {
    int max_pagination = 50;
    std::vector<std::size_t> article_quotas;  // by site: how many more may wait in memory
    // A batch ends with so many pages, so many bytes of them, or the age of its oldest one. 400
    // take a twentieth less CPU a page than 200, more of them nothing: texts are indexed, and pages
    // of the database written, once a batch.
    std::size_t max_batch = 400;
    std::size_t max_batch_bytes = 1'200'000;
    std::chrono::milliseconds max_age{1000};
  };
  using Deliver = std::function<void(std::vector<Receipt>)>;

  WriterStage(store::Store& store, const std::vector<SiteEntry>& sites, SeenSet& seen,
              std::unordered_map<store::UrlHash, KnownSource> sources,
              std::unordered_set<store::UrlHash> started,
              std::unordered_set<std::int64_t> asked_again, dedup::Clusters clusters,
              const Clock& clock, Options options, Deliver deliver)
      : store_(store),
        sites_(sites),
        seen_(seen),
        sources_(std::move(sources)),
        clock_(clock),
        options_(std::move(options)),
        deliver_(std::move(deliver)),
        sources_this_run_(std::move(started)),
        asked_again_(std::move(asked_again)),
        clusters_(std::move(clusters)) {}

  /// Any thread. Hungry: the network has nothing to do until receipts come, so batches are not
  /// waited full.
  void set_hungry(bool hungry) { hungry_ = hungry; }

  /// Until the queue is closed and drained. The first error of the store ends the writing: `failed`
  /// is called, and what still comes is dropped.
  Result<void> run(BoundedQueue<WriterItem>& queue, const std::function<void()>& failed);

 private:
  Result<void> write_batch(BoundedQueue<WriterItem>& queue, WriterItem first);
  Result<void> put(WriterItem item, std::vector<Receipt>& receipts);
  Result<Receipt> put_page(PageOutcome page);
  /// How many of them were unknown.
  Result<std::size_t> take_up_articles(PageOutcome& page, Receipt& receipt);
  Result<void> take_up_sources(PageOutcome& page, Receipt& receipt);
  Result<void> take_up_source(const PageOutcome& page, store::FoundUrl found, int streak,
                              Receipt& receipt);
  /// False: the page is one of a trap.
  Result<bool> take_up_new(std::size_t site, store::FoundUrl found, Receipt& receipt);
  Result<void> add_hint(const store::FoundUrl& found, Receipt& receipt);
  /// How many of them are to be asked for again.
  Result<std::size_t> take_up_changed(const Task& source,
                                      const std::vector<const store::FoundUrl*>& changed,
                                      Receipt& receipt);
  Result<bool> take_up_again(const Task& source, const store::FoundUrl& found, Receipt& receipt);
  void limit_pagination(PageOutcome& page, std::size_t taken) const;
  void hand_out(Task task, Receipt& receipt);
  [[nodiscard]] bool is_muted(std::uint64_t shape) const;
  void learn_shape(const Task& task, const store::PageRecord& record, const store::PutResult& put,
                   Receipt& receipt);

  struct Shape {
    int articles = 0, others = 0;
  };

  store::Store& store_;
  const std::vector<SiteEntry>& sites_;
  SeenSet& seen_;
  std::unordered_map<store::UrlHash, KnownSource> sources_;
  const Clock& clock_;
  Options options_;
  const Deliver deliver_;
  std::atomic<bool> hungry_ = false;
  /// An address that this run took up, and which fields of a hint its sources filled so far
  /// (fields_of).
  struct NewUrl {
    std::int64_t url_id = 0;
    unsigned fields = 0;
    bool announced = false;  ///< By a feed or sitemap, and written down so.
  };
  std::unordered_map<store::UrlHash, NewUrl> new_this_run_;
  std::unordered_set<store::UrlHash> sources_this_run_;
  std::unordered_set<std::int64_t> asked_again_;  // addresses of stored articles
  dedup::Clusters clusters_;  // every stored article, by what its text is made of
  std::unordered_map<store::UrlHash, int> pagination_;  // pages taken up, by source
  std::unordered_map<std::uint64_t, Shape> shapes_;
  int streak_ = 0;  // known items in a row at the end of the page in hand
};

/// So many known articles in a row are looked at for changed headlines on pages of a listing that
/// were read before, beyond its stop_when_known. What lies deeper shows its edits in feeds,
/// sitemaps and re-checks.
inline constexpr int kLookBack = 200;

/// Of the source that the task belongs to; 0: no limit.
[[nodiscard]] int stop_when_known(const Task& task);

/// Makes the task for an address; the site's entry says which source it belongs to.
Task task_of(std::int64_t url_id, std::size_t site, const SiteEntry& entry, store::FoundUrl found,
             std::optional<store::Visit> before);

/// The task that asks for a stored article again.
Task again_task(store::KnownArticle known, std::size_t site, const SiteEntry& entry);

}  // namespace tearsheet::crawl
