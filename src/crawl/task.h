// What travels round the ring: an address to fetch, what came of it, what the writer made of that.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dedup/dedup.h"
#include "fetch/fetch.h"
#include "site/site.h"
#include "store/store.h"
#include "url/url.h"

namespace tearsheet::crawl {

/// A site of the round: its file and its row.
struct SiteEntry {
  const site::SiteDefinition* definition = nullptr;
  std::int64_t row = 0;
  /// What addresses name the sources of the file by, in its order.
  std::vector<store::UrlHash> source_keys;

  SiteEntry(const site::SiteDefinition& site, std::int64_t its_row);
  /// Null: none of the file, or no more.
  [[nodiscard]] const site::Source* source_of(store::UrlHash key) const;
};

struct PartsInHand;

/// An address to fetch.
struct Task {
  std::int64_t url_id = 0;
  std::size_t site = 0;  ///< Index of the SiteEntry.
  const site::Source* source =
      nullptr;  ///< That it belongs to or was found through; null once that left the site file.
  store::FoundUrl found;
  url::Url url;  ///< As first asked for.
  url::Url at;   ///< The hop that is next.
  /// Keys of the hops; of an article that is asked for again, all that lead to it.
  std::vector<store::UrlHash> passed;
  /// The visit before this one; null for most addresses, of which thousands may wait.
  std::shared_ptr<const store::Visit> before;
  std::chrono::milliseconds fresh{0};  ///< How long HTTP says that a source's answer stays good.
  int attempts = 0;
  int hops = 0;
  int known_streak = 0;     ///< Listings: known items in a row on the pages before.
  bool is_recheck = false;  ///< A stored article of which no source says anything new.
  bool is_backlog = false;  ///< An article that waits since an earlier run.
  std::uint64_t shape = 0;  ///< Of the address, for recognising traps.
  /// The pages that were read of an article whose next page this task is for (article_parts.h).
  std::shared_ptr<PartsInHand> parts;

  /// Drops what found.url says as well: an address that waits is kept once.
  void fold();
  /// Undoes fold().
  void unfold();
  [[nodiscard]] bool is_source() const { return found.kind != store::UrlKind::kArticle; }
  /// An article of it is stored.
  [[nodiscard]] bool is_again() const {
    return !is_source() && before && before->state == store::VisitState::kStored;
  }
};

/// Fills what `into` leaves open.
void merge(const store::Hint& from, store::Hint& into);
/// A bit for each field that says something.
[[nodiscard]] unsigned fields_of(const store::Hint& hint);

/// A page on its way to the parse workers.
struct FetchedPage {
  Task task;
  fetch::FetchResult result;
  std::vector<std::string> sitemaps;  ///< That robots.txt names, where the page is a home page.
};

/// What a page came to, on its way to the writer.
struct PageOutcome {
  Task task;
  store::PageRecord record;
  dedup::Fingerprint print;              ///< Of the article, if there is one.
  std::vector<store::FoundUrl> found;    ///< Articles, in the source's order.
  std::vector<store::FoundUrl> sources;  ///< Feeds and sitemaps that it names.
  std::optional<store::FoundUrl> next;   ///< The following page of a listing.
  std::optional<Task> more;    ///< The article's next page: nothing is stored before it came.
  std::size_t held_bytes = 0;  ///< Given back by the receipt.
};

/// What the writer made durable. Links are handed on only now.
struct Receipt {
  std::size_t site = 0;
  bool was_source = false;
  bool was_named_source = false;  ///< One of the site file.
  bool was_recheck = false;
  store::VisitState state = store::VisitState::kStored;
  int status = 0;
  store::PutResult put;
  std::string note, url;
  std::vector<Task> tasks;
  std::vector<std::pair<store::UrlHash, store::Hint>>
      hints;                                ///< More is known of tasks handed out before.
  std::size_t left_for_later = 0;           ///< Known addresses that wait for the next run.
  std::vector<std::uint64_t> muted_shapes;  ///< No more pages of this shape are wanted in this run.
  std::vector<std::string> remarks;
  std::size_t held_bytes = 0;

  /// A re-check that was answered by the whole page, though nothing had changed.
  [[nodiscard]] bool is_useless_recheck() const {
    return was_recheck && put.what == store::PutResult::What::kUnchanged;
  }
  /// More requests of this kind should not be made: the network is not to wait for it.
  [[nodiscard]] bool is_warning() const { return !muted_shapes.empty() || is_useless_recheck(); }
};

}  // namespace tearsheet::crawl
