// An address to fetch: the half of the ring that knows no page yet.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
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

/// The pages of an article that wait for the others (article_parts.h).
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
  std::string moved_to;  ///< Sources: where the permanent redirects that the chain began with lead.
  int known_streak = 0;  ///< Listings: known items in a row on the pages before.
  bool is_recheck = false;  ///< A stored article of which no source says anything new.
  bool is_backlog =
      false;  ///< An article that waits since an earlier run; a sitemap never asked for.
  std::uint64_t shape = 0;  ///< Of the address, for recognising traps.
  /// Of the lease under which it is asked; 0: nobody shares the database.
  std::int64_t epoch = 0;
  std::optional<SteadyTime>
      abroad_since;  ///< It waits for the lease of where it was redirected to.
  /// The pages that were read of an article whose next page this task is for.
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

/// So many known articles in a row are looked at for changed headlines on pages of a listing that
/// were read before, beyond its stop_when_known. What lies deeper shows its edits in feeds,
/// sitemaps and re-checks.
inline constexpr int kLookBack = 200;

/// Of the source that the task belongs to; 0: no limit.
[[nodiscard]] int stop_when_known(const Task& task);

/// A link that a feed names and that is on none of the site's domains, where nobody wrote them down:
/// what it redirects to is the story.
[[nodiscard]] bool is_free(const Task& task, const site::SiteDefinition& site);

/// Makes the task for an address; the site's entry says which source it belongs to.
[[nodiscard]] Task task_of(std::int64_t url_id, std::size_t site, const SiteEntry& entry,
                           store::FoundUrl found, std::optional<store::Visit> before);

/// The task that asks for a stored article again.
[[nodiscard]] Task again_task(store::KnownArticle known, std::size_t site, const SiteEntry& entry);

}  // namespace tearsheet::crawl
