// Addresses: which are known, what came of each, what its sources said of it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "dates/dates.h"

namespace tearsheet::store {

/// 64-bit hash of an address's deduplication key and its kind: an article and a source at one
/// address are two things.
using UrlHash = std::uint64_t;

enum class UrlKind : std::uint8_t {
  kArticle = 0,
  kListing = 1,
  kFeed = 2,
  kSitemap = 3,
  kHome = 4
};

enum class VisitState : std::uint8_t {
  kStored = 1,      ///< An article, or a source that was read.
  kNotArticle = 2,  ///< Read, and it holds no article.
  kGone = 3,        ///< 404 or 410.
  kRetry = 4,       ///< Failed; to be tried again, not before `due_at`.
  kGivenUp = 5,     ///< Failed too often.
  kDenied = 6,      ///< By robots.txt, or by the page itself (noindex).
  kAlias = 7,       ///< Leads to another address that has its own row.
};

/// What a listing, feed or sitemap says of a page.
struct Hint {
  std::string origin;  ///< Kind of page that says it: "listing", "feed", "sitemap", "home".
  std::string title, summary;
  std::optional<dates::Timestamp> published, modified;
  std::vector<std::string> authors;
  [[nodiscard]] bool empty() const {
    return title.empty() && summary.empty() && !published && !modified && authors.empty();
  }
};

/// An address to take up.
struct FoundUrl {
  UrlHash key = 0;
  std::int64_t site = 0;
  UrlKind kind = UrlKind::kArticle;
  UrlHash source =
      0;  ///< Key of the source that it was found through; a source of the site file names itself.
  int depth = 0;  ///< Pages of pagination or levels of sitemaps behind that source.
  std::string url;
  Hint hint;
  UrlHash entry = 0;     ///< What tells the story besides its address; 0: nothing does.
  UrlHash moved_in = 0;  ///< The source that named this entry before, at another address.
};

/// What is known of the entries of a source (crawl/plan/moving.h).
struct Entries {
  std::string known;        ///< As the caller wrote it.
  int answers = 0;          ///< That named most known entries at new addresses.
  int same = 0, other = 0;  ///< Such addresses that led to an article that was there, to a new one.
};

/// Of a source: how often it brings something, and what its owner says of it (crawl/plan/rhythm.h).
struct Rhythm {
  double news = 0, hours = 0;  ///< New items and the time that they came in, both fading.
  std::optional<SysTime> last_new;
  std::chrono::minutes told{0};  ///< Between two visits; 0: nothing was said.
  std::optional<SysTime> base;   ///< A moment that `told` is counted from.
  std::uint32_t skip_hours = 0;  ///< Bits 0 to 23, UTC.
  std::uint8_t skip_days = 0;    ///< Bit 0: Sunday.
};

struct Visit {
  VisitState state = VisitState::kStored;
  int status = 0;
  SysTime visited_at{};
  std::optional<SysTime> due_at;
  int failures = 0;
  int unchanged = 0;
  std::string etag, last_modified;  ///< Byte for byte as received.
  std::string note;                 ///< Why, in words.
  std::optional<Rhythm> rhythm;     ///< Sources that were read.
  std::optional<SysTime> until{};   ///< Articles: no re-check after it (crawl/plan/recheck.h).
  bool announced = false;           ///< Articles: a source said something new of it since.
  std::string answered_by{};  ///< Sources: whose validators these are; empty: its own address's.
  std::string moved_to{};     ///< Sources: where permanent redirects lead.
};

struct KnownUrl {
  std::int64_t id = 0;
  FoundUrl url;  ///< `url.url` and `url.hint` are filled where the row is not finished: no visit,
                 ///< kRetry, or a source.
  std::optional<Visit> visit;  ///< Of a finished article only what says when it is due again.
};

/// What asking again for a stored article takes.
struct KnownArticle {
  std::int64_t article_id = 0, url_id = 0;
  FoundUrl url;               ///< The address whose text is its; `url.url` is where that led to.
  Visit visit;                ///< The last one of that address.
  std::vector<UrlHash> keys;  ///< Of every address that leads to it.
};

/// What a run knows of addresses.
class FrontierStore {
 public:
  /// How many addresses each_url() will give, about.
  virtual Result<std::size_t> url_count() = 0;
  /// From the one taken up last to the first.
  /// `wants` (if given) is asked about articles that were never visited, before their `url.url` and
  /// `url.hint` are read: false leaves these empty.
  virtual Result<void> each_url(const std::function<void(KnownUrl&&)>& each,
                                const std::function<bool(const KnownUrl&)>& wants = {}) = 0;
  virtual Result<void> each_article_key(const std::function<void(UrlHash)>& each) = 0;
  /// The article that an address leads to; empty: none.
  virtual Result<std::optional<KnownArticle>> article_at(UrlHash key) = 0;
  /// The same of many addresses; those that lead to none are left out.
  virtual Result<std::vector<std::pair<UrlHash, KnownArticle>>> articles_at(
      const std::vector<UrlHash>& keys) = 0;
  /// The address of an article that was visited and led to none: `article_id` is 0, and what its
  /// visit says of validators is left out. Empty: it is not visited yet, or leads to one.
  virtual Result<std::optional<KnownArticle>> unsettled_at(std::int64_t url_id) = 0;
  /// What a source said of articles, as the caller wrote it; empty: nothing.
  virtual Result<std::string> said(UrlHash source) = 0;

  virtual Result<Entries> entries(UrlHash source) = 0;

  // Writing, between begin() and commit() or rollback().
  /// The new row's id. The caller knows that the key is new.
  virtual Result<std::int64_t> add_url(const FoundUrl& url) = 0;
  /// Another source knows the address too: what it says fills what the first left open.
  virtual Result<void> add_hint(std::int64_t url_id, const Hint& hint) = 0;
  /// Another kind of page (`Hint::origin`) names the address too.
  virtual Result<void> add_origin(std::int64_t url_id, std::string_view origin) = 0;
  /// The same of an address that leads to a stored article; others are not found.
  virtual Result<void> add_article_origin(UrlHash key, std::string_view origin) = 0;
  /// A source says something new of the article whose address this is: `hint`, over what was said
  /// before. It is asked for from `due` on, whatever its age.
  virtual Result<void> announce(std::int64_t url_id, const Hint& hint, SysTime due) = 0;
  /// An address that was visited is not due any more.
  virtual Result<void> settle(std::int64_t url_id) = 0;
  /// `same` and `other` are counted by put() alone.
  virtual Result<void> put_entries(UrlHash source, const Entries& entries) = 0;
  virtual Result<void> put_said(UrlHash source, const std::string& statements) = 0;

 protected:
  ~FrontierStore() = default;
};

}  // namespace tearsheet::store
