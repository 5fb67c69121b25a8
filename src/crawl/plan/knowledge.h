// What the writer knows in memory, in two layers: what is durable, and what the batch in hand adds.
// Planning reads both and writes the second; only after the commit does keep() put it into the
// first. A batch that cannot be stored leaves nothing behind.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "crawl/plan/seen_set.h"
#include "store/store.h"

namespace tearsheet::crawl {

/// What is known of a source's address.
struct KnownSource {
  std::int64_t url_id = 0;  ///< 0: the batch in hand adds it.
  std::optional<store::Visit> visit;
};

/// An article's address that this run took up.
struct NewUrl {
  std::int64_t url_id = 0;  ///< 0: the batch in hand adds it.
  unsigned fields = 0;      ///< Of a hint, that its sources filled so far (fields_of).
  bool announced = false;   ///< By a feed or sitemap, and written down so.
};

/// Ids of the addresses that a batch added.
using AddedIds = std::unordered_map<store::UrlHash, std::int64_t>;

class Knowledge {
 public:
  struct Start {
    std::unordered_map<store::UrlHash, KnownSource> sources;
    std::unordered_set<store::UrlHash> started;    ///< Sources of this run.
    std::unordered_set<std::int64_t> asked_again;  ///< Addresses that were visited before.
    /// Rows of addresses that held no article (plan/unsettled.h).
    std::unordered_map<store::UrlHash, std::int64_t> unsettled;
    std::vector<std::size_t> quotas;  ///< By site: articles that may wait in memory.
  };
  /// `seen` is shared with the network thread, which adds what redirects lead to.
  Knowledge(SeenSet& seen, Start start) : seen_(seen), base_(std::move(start)) {}

  [[nodiscard]] bool is_seen(store::UrlHash key) const;
  void see(store::UrlHash key) { batch_.seen.insert(key); }

  /// Null: unknown.
  [[nodiscard]] const KnownSource* source(store::UrlHash key) const;
  void set_source(store::UrlHash key, KnownSource source);
  /// False: it was started before.
  bool start_source(store::UrlHash key);

  /// The row of an address at which no article was found in an earlier run.
  [[nodiscard]] std::optional<std::int64_t> unsettled(store::UrlHash key) const;

  /// Null: this run did not take it up.
  [[nodiscard]] const NewUrl* new_url(store::UrlHash key) const;
  void set_new_url(store::UrlHash key, NewUrl url) { batch_.new_urls[key] = url; }

  /// What the batch in hand recorded of a source; null: nothing.
  [[nodiscard]] const std::string* statements(store::UrlHash source) const;
  void set_statements(store::UrlHash source, std::string statements);

  /// Likewise of its entries.
  [[nodiscard]] const store::Entries* entries(store::UrlHash source) const;
  void set_entries(store::UrlHash source, store::Entries entries);

  /// False: that was done before.
  bool ask_again(std::int64_t url_id);
  /// Of one listing in this run, this one included.
  int count_listing_page(store::UrlHash source);
  /// False: no more articles of the site may wait in memory.
  bool take_place(std::size_t site);
  void give_place(std::size_t site) { ++batch_.places[site]; }

  /// Pages of one pattern that held an article, and others.
  struct Pattern {
    int articles = 0, others = 0;
  };
  [[nodiscard]] Pattern pattern(std::uint64_t shape) const;
  void count_pattern(std::uint64_t shape, bool is_article);

  /// The batch is durable. Gives the addresses that somebody else took up meanwhile: they are not
  /// to be asked for.
  [[nodiscard]] std::unordered_set<store::UrlHash> keep(const AddedIds& ids);
  /// What was loaded later, with what is known already.
  void take_up(Start more);
  /// A page of the batch was not stored, nor what it added: it is as unknown as before.
  void forget(const std::vector<store::FoundUrl>& added);
  /// The batch is given up.
  void drop() { batch_ = {}; }

 private:
  struct Batch {
    std::unordered_set<store::UrlHash> seen, started;
    std::unordered_map<store::UrlHash, KnownSource> sources;
    std::unordered_map<store::UrlHash, NewUrl> new_urls;
    std::unordered_map<store::UrlHash, std::string> statements;
    std::unordered_map<store::UrlHash, store::Entries> entries;
    std::unordered_set<std::int64_t> asked_again;
    std::unordered_map<store::UrlHash, int> listing_pages;
    std::unordered_map<std::uint64_t, Pattern> patterns;
    std::unordered_map<std::size_t, std::ptrdiff_t> places;
  };

  SeenSet& seen_;
  Start base_;
  std::unordered_map<store::UrlHash, NewUrl> new_urls_;
  std::unordered_map<store::UrlHash, int> listing_pages_;
  std::unordered_map<std::uint64_t, Pattern> patterns_;
  Batch batch_;
};

}  // namespace tearsheet::crawl
