// The only writer: takes outcomes, has them planned (plan/plan.h), commits the plans in batches and
// gives receipts for what is durable.
#pragma once

#include <chrono>
#include <optional>
#include <unordered_set>
#include <vector>

#include "base/bounded_queue.h"
#include "base/clock.h"
#include "crawl/copies.h"
#include "crawl/plan/knowledge.h"
#include "crawl/plan/plan.h"
#include "crawl/receipt_box.h"
#include "crawl/site_rules.h"

namespace tearsheet::crawl {

/// What the writer is sent.
struct WriterItem {
  std::optional<PageOutcome> page;
  std::vector<store::HostRecord> hosts;
  std::optional<store::FetchRecord> fetch;
  std::optional<store::TdmFileRecord> tdm_file{};
  /// True: the network has nothing to do until receipts come, so batches are not waited full; until
  /// an item says false.
  std::optional<bool> flush_when_idle;
  std::optional<Knowledge::Start> loaded{};  ///< Of domains that were taken.
  std::optional<store::Release> release{};
};

/// Runs on the writer thread; nothing else touches the store meanwhile.
class WriterStage {
 public:
  struct Options {
    int max_pagination = 50;
    StoryLimits stories;
    /// Other workers ask hosts, too, and one of them finds out what is a copy.
    bool is_shared = false;
    int tries = 2;  ///< At a batch.
    // A batch ends with so many pages, so many bytes of them, or the age of its oldest one. 400
    // would take 4 % less CPU a page and 3.4 MiB more memory, since a batch is held until it is
    // stored.
    std::size_t max_batch = 200;
    std::size_t max_batch_bytes = 1'200'000;
    std::chrono::milliseconds max_age{1000};
  };

  /// `rules` must outlive the writer.
  WriterStage(store::CrawlStore& store, const std::vector<SiteEntry>& sites, SiteRules& rules,
              Knowledge known, dedup::Clusters clusters, const Clock& clock, Options options)
      : store_(store),
        rules_(rules),
        known_(std::move(known)),
        planner_(sites, known_, options.max_pagination),
        clusters_(std::move(clusters)),
        clock_(clock),
        options_(options) {}
  WriterStage(const WriterStage&) = delete;
  WriterStage& operator=(const WriterStage&) = delete;

  /// Until the queue is closed and drained; receipts go into `box`. The first error of the store
  /// ends the writing: the box is told, and what still comes is dropped.
  Result<void> run(BoundedQueue<WriterItem>& queue, ReceiptBox& box);

  /// Takes an item into the batch in hand. The error is the store's: something could not be looked
  /// up, or a batch had to be committed first and could not.
  Result<void> add(WriterItem item);
  /// Commits the batch in hand. Where that fails, the batch stays in hand and can be committed
  /// again; nothing that is known changes before it succeeded.
  Result<std::vector<Receipt>> commit();

 private:
  /// Plans with their batch; the receipts and fingerprints are by page of the batch.
  struct InHand {
    store::Batch batch;
    std::vector<Receipt> receipts;
    std::vector<dedup::Fingerprint> fingerprints;
    std::unordered_set<store::UrlHash> articles;  ///< Addresses of visited articles.
    std::size_t items = 0, bytes = 0;
    bool urgent = false;  ///< A source, whose articles wait for its receipt; a trap, to be left.
  };

  Result<void> write_batch(BoundedQueue<WriterItem>& queue, ReceiptBox& box, WriterItem first);
  Result<void> add_page(PageOutcome page);
  Result<SourceNews> compare(const PageOutcome& page, store::UrlHash source);
  Result<std::optional<store::Entries>> follow_links(PageOutcome& page, store::UrlHash source);
  Result<void> look_up(const PageOutcome& page, const SourceNews& news, KnownArticles& articles);
  Result<std::vector<store::PageReceipt>> try_commit();
  Result<void> commit_at_last(std::vector<Receipt>& receipts);
  std::vector<Receipt> settle(const std::vector<store::PageReceipt>& stored);

  store::CrawlStore& store_;
  SiteRules& rules_;
  Knowledge known_;
  Planner planner_;
  dedup::Clusters clusters_;  // every stored article, by what its text is made of
  const Clock& clock_;
  const Options options_;
  InHand in_hand_;
  std::vector<Receipt> early_;  // of batches that add() had to commit
  bool flush_when_idle_ = false;
  std::unordered_set<std::size_t> claimants_;  // sites of which a false canonical address was told
};

}  // namespace tearsheet::crawl
