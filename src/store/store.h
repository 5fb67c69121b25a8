// What the crawl keeps, as verbs of the crawl: no SQL and no library type. store/sqlite/ is the
// engine.
//
// A Store belongs to one thread at a time. Everything between begin() and commit() happens wholly
// or not at all. Errors: kUnusable (corrupt, foreign, newer, read-only, disk full: the message says
// which), kBusy (another run).
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "records/records.h"
#include "store/article_columns.h"
#include "store/health.h"
#include "store/maintenance.h"
#include "store/packing.h"
#include "text/text.h"

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
  std::optional<SysTime> until{};   ///< Articles: no re-check after it (crawl/recheck.h).
  bool announced = false;           ///< Articles: a source said something new of it since.
};

/// An archive comes in over many runs, old copies after old stories. About 15 MB of prints.
inline constexpr std::int64_t kPrintsWhateverTheirDate = 20'000;

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

/// What is remembered of a host between runs.
struct HostRecord {
  std::string authority;
  std::optional<SysTime> next_at, retry_at;
  int backoff_steps = 0;
  std::string robots_body;
  int robots_status = 0;
  std::optional<SysTime> robots_at;
  std::string robots_etag, robots_modified;  ///< Validators of robots_body.
};

/// One request, for the ledger.
struct FetchRecord {
  std::int64_t site = 0;  ///< 0: none.
  std::string host, url;
  std::string purpose;  ///< "robots", "source", "article".
  SysTime started{};
  std::chrono::milliseconds elapsed{0}, pause{0};
  int status = 0;
  std::size_t bytes = 0;
  bool conditional = false;
  std::string address, error;
};

struct RawPage {
  std::string url;
  SysTime fetched_at{};
  int status = 0;
  std::string headers;                          ///< A JSON array of pairs.
  std::size_t size = 0;                         ///< Before compression.
  std::string compressed;                       ///< zstd frame (packing.h) ...
  std::int64_t dictionary = 0;                  ///< ... that needs this dictionary; 0: none.
  std::optional<NewDictionary> new_dictionary;  ///< That is to be stored with it.
  std::uint64_t digest = 0;                     ///< XXH3-64 of the page; 0: unknown.
  std::string address;                          ///< That it came from; empty: unknown.
  int extractor = 0;                            ///< What read it last ...
  std::string rules;                            ///< ... by which site file.
};

/// An article with what the database wants to know of it.
struct ArticleRecord {
  records::Article article;
  std::vector<UrlHash>
      keys;  ///< Of every address that leads here: asked for, landed on, canonical.
  std::vector<UrlHash> part_keys;  ///< Of its further pages: known from now on, no articles.
  std::uint64_t exact = 0;         ///< Hash of the folded text; 0: none.
  std::string fingerprint;         ///< For near-duplicates; may be empty.
  int extractor = 0;
  std::string rules;  ///< Hash of the site file.
};

/// What the answer of a feed or sitemap named.
struct Announced {
  std::int64_t named = 0;    ///< Addresses in all.
  std::int64_t refused = 0;  ///< Of them, those that the site file does not want.
};

/// A page that was visited and what came of it.
struct PageRecord {
  std::int64_t url_id = 0;
  std::int64_t site = 0;
  UrlHash key = 0;  ///< Of the address asked for.
  UrlHash alias_of =
      0;  ///< With kAlias and no article: key of the address that it redirects to ...
  std::string alias_url;  ///< ... and that address.
  bool again = false;     ///< An article of it is stored: a visit that fails, or finds no article,
                          ///< leaves what the last good one left (state, validators).
  Visit visit;
  std::optional<SysTime> due_if_new;  ///< Instead of visit.due_at if the article's text is new.
  std::optional<RawPage> raw;
  std::vector<RawPage> more_raw;  ///< Of the further pages of the article, in order.
  std::optional<ArticleRecord> article;
  std::optional<Announced> announced;
};

struct PutResult {
  enum class What : std::uint8_t {
    kNothing,  ///< No article in the record.
    kInserted,
    kUpdated,    ///< A new version of an article that was there.
    kCorrected,  ///< The same words, written otherwise (case, accents, signs): the row has the new
                 ///< text, and no version more.
    kUnchanged,  ///< The same text as before.
    kKept,   ///< What came is no version of the story (nearly no text, a paywall): the row stays.
    kAlias,  ///< The site has this very text under another address: no row of its own.
  };
  What what = What::kNothing;
  std::int64_t article_id = 0;
  std::int64_t duplicate_of = 0;  ///< Of an inserted article: the first one with the same text.
  std::int64_t replaced = 0;  ///< Of an inserted article: the story that had its address before.
};

struct SiteRecord {
  std::string key, title, language, rules;
};

/// Counts of a run, in all or of one site.
struct Tally {
  std::int64_t requests = 0, bytes = 0, stored = 0, updated = 0, unchanged = 0, duplicates = 0,
               not_articles = 0, gone = 0, denied = 0, failed = 0, left_over = 0;
};
struct SiteTally {
  std::int64_t site = 0;
  Tally tally;
  std::string problem;
};

struct RunStart {
  std::int64_t id = 0;
  bool previous_was_cut =
      false;  ///< The run before did not end by itself: its last requests may be seconds old.
  /// The run before began on another day (UTC), and less than a month ago: a clock that jumped by
  /// years must not let everything outlive its keeping time.
  bool is_first_of_day = false;
};

/// What a stored fingerprint says, for rebuilding the index of near-duplicates.
struct StoredFingerprint {
  std::int64_t article_id = 0, cluster = 0;
  std::optional<SysTime> date;
  std::string_view print;  ///< Valid during the call.
};

/// What a print is made of. The views are valid during the call.
struct StoryText {
  std::int64_t article_id = 0, cluster = 0;
  std::string_view url, title, body, authors_json;
  std::optional<SysTime> date;  ///< As published.
  SysTime first_seen{};
};
struct StoryTexts {
  std::optional<std::int64_t> newest{};  ///< So many that were stored last; empty: all.
  /// Only those whose print is lost, or has another first byte; 0: all.
  std::uint8_t without_version = 0;
};

/// Which articles to read. Dates compare with the published date, or first_seen where there is
/// none.
struct ArticleFilter {
  std::string since{}, until{};  ///< ISO 8601, inclusive; "2025-11" includes the whole month.
  std::vector<std::string> sites{};
  std::string where{};    ///< Full-text query, as people type it (docs/database.md); empty: all.
  bool fts5 = false;      ///< `where` is in the syntax of FTS5 instead.
  bool distinct = false;  ///< Of each story the first page that matches.
  std::optional<std::int64_t> limit{};
  bool newest_first = false;
};

/// Which raw pages to read.
struct RawPageFilter {
  std::vector<std::string> sites{};
  std::optional<SysTime> since{}, until{};  ///< Fetched not before, and before.
};
/// A raw page with what is known of its address.
struct StoredRawPage {
  std::int64_t id = 0, url_id = 0, site = 0;
  std::int64_t article = 0;  ///< 0: it holds none.
  bool current = false;      ///< The article's row is made of it, not of a later page.
  std::string site_key;
  std::string asked_url;  ///< Before redirects.
  UrlHash key = 0;        ///< Of asked_url.
  Hint hint;
  RawPage page;
};
/// That a page was asked for again and was the same.
struct Revisit {
  SysTime at{};
  int status = 304;  ///< 304: the server said so; 200: it sent the same bytes.
  std::string address;
};

/// An article as it is stored. Views are valid during the call that hands it out.
struct StoredArticle {
  std::int64_t id = 0;
  int version = 1;
  std::array<std::string_view, kColumnCount> columns;  ///< As the table of columns says.
  [[nodiscard]] std::string_view operator[](ArticleColumn column) const { return columns[column]; }
};

/// What made an article's row. Views are valid during the call.
struct ArticleStamp {
  std::int64_t article = 0;
  bool has_page = false, noarchive = false;
  std::string_view site, url;
  int extractor = 0;
  std::string_view rules;
};
/// An article's row and what it was made of.
struct KeptArticle {
  std::int64_t article = 0, site = 0;
  std::string site_key, url;
  std::string asked_url;  ///< Before redirects.
  UrlHash key = 0;        ///< Of asked_url.
  Hint hint;
  ArticleColumns columns;
  std::vector<std::string> sourced;  ///< Columns that say where they came from.
  std::string summary_source;        ///< "source locator" of the summary.
  std::vector<RawPage> pages;        ///< In order; empty: none is kept.
};
/// An article's row as today's rules make it.
struct RereadArticle {
  std::int64_t article = 0;
  bool text_changed = false;  ///< A column that is indexed.
  bool changed = false;       ///< Any column.
  ArticleColumns columns;
  ArticleRecord record;  ///< `hint` is not looked at.
};

enum class SearchOrder : std::uint8_t { kBest, kNewest };
/// `filter.where` is the query; `filter.limit` defaults to 20; `filter.newest_first` has no effect.
struct SearchQuery {
  ArticleFilter filter;
  SearchOrder order = SearchOrder::kBest;
  bool copies = false;  ///< Each page that matches; otherwise one of each story.
};
/// A text with the places where it was hit, in order.
struct MarkedText {
  std::string text;
  std::vector<text::Range> marks;
};
struct SearchHit {
  std::int64_t id = 0;
  std::int64_t cluster = 0;  ///< Id of the first article of its story ...
  std::int64_t copies = 0;   ///< ... and how many more carry it.
  double score = 0;          ///< Relevance, only to be compared within one answer; 0 by newest.
  std::string site, url, date, first_seen, language;
  MarkedText title;
  MarkedText snippet;  ///< The part of summary or body with most of the words.
};
struct SearchAnswer {
  std::vector<SearchHit> hits;
  bool more = false;  ///< Others were left out by the limit.
  /// Not 0: so many articles, the ones stored last, were weighed; older ones hold the words too.
  std::int64_t weighed = 0;
};

/// One text that an article had.
struct ArticleVersion {
  int version = 1;
  std::string title, date, updated, summary, body;
  std::string stored;    ///< When it came.
  std::string replaced;  ///< When the next one took its place; empty: the newest.
};
struct ArticleHistory {
  std::int64_t id = 0;
  std::string url;
  std::string gone;  ///< Since when its address holds it no longer; empty: it does.
  std::vector<ArticleVersion> versions;  ///< Oldest first; never empty.
};

/// One in sixteen articles of a site with rules is compared: these stand for the last two hundred.
inline constexpr int kAgreementArticles = 12;
struct SiteStatus {
  std::string key, title, last_run, outcome, problem, newest;
  std::int64_t articles = 0, distinct = 0, waiting = 0, stored_last = 0, failed_last = 0,
               requests_last = 0;
  std::optional<SysTime> next_due;    ///< Empty: in the next run.
  std::vector<std::int64_t> per_day;  ///< New articles of the last 14 days, oldest first.
  /// Of the articles that were compared last (kAgreementArticles at most): by field, how far the
  /// site file's rules and the automatic extraction say the same, 0 to 1 on average.
  std::map<std::string, double> agreement;
};
struct StatusReport {
  std::vector<SiteStatus> sites;
  std::int64_t articles = 0, distinct = 0, runs = 0, bytes = 0;
  std::string last_run_started, last_run_ended, last_run_outcome;
};
/// What the ledger proves of one host.
struct LedgerLine {
  std::string host;
  std::int64_t requests = 0, overlaps = 0, sooner = 0;
  std::optional<std::chrono::milliseconds>
      smallest_gap;                    ///< From an answer to the next request, robots.txt apart.
  std::chrono::milliseconds pause{0};  ///< Longest that was promised.
  std::string robots_body;
  int robots_status = 0;
  std::vector<std::string> urls;  ///< Requested since that robots.txt was read.
};

class Store {
 public:
  virtual ~Store() = default;

  // A run. The store must have been opened for one.
  virtual Result<RunStart> begin_run(SysTime now, std::string_view version) = 0;
  virtual Result<void> end_run(SysTime now, std::string_view outcome, const Tally& all,
                               const std::vector<SiteTally>& sites) = 0;
  /// The row of a site, made or brought up to date.
  virtual Result<std::int64_t> site_id(const SiteRecord& site, SysTime now) = 0;
  /// Counts the kinds of trouble of the run under way, in order: how many runs in a row each was
  /// met. Those of the `asked` sites that were not met are over and forgotten. To be called once,
  /// before end_run().
  virtual Result<std::vector<Trouble>> count_troubles(SysTime now,
                                                      const std::vector<TroubleSeen>& seen,
                                                      const std::vector<std::int64_t>& asked) = 0;
  virtual Result<std::vector<HostRecord>> hosts() = 0;
  /// How many addresses each_url() will give, about.
  virtual Result<std::size_t> url_count() = 0;
  /// From the one taken up last to the first.
  /// `wants` (if given) is asked about articles that were never visited, before their `url.url` and
  /// `url.hint` are read: false leaves these empty.
  virtual Result<void> each_url(const std::function<void(KnownUrl&&)>& each,
                                const std::function<bool(const KnownUrl&)>& wants = {}) = 0;
  virtual Result<void> each_article_key(const std::function<void(UrlHash)>& each) = 0;
  /// Of the `newest` articles that were stored last, those published at `since` or later, or
  /// nobody knows when; and the last kPrintsWhateverTheirDate.
  virtual Result<void> each_fingerprint(
      std::int64_t newest, std::optional<SysTime> since,
      const std::function<void(const StoredFingerprint&)>& each) = 0;
  /// In the order of storing, between begin() and commit(). `each` may call put_print() and
  /// describe_copy() for the article in hand; its error ends the reading.
  virtual Result<void> each_story_text(
      const StoryTexts& which, const std::function<Result<void>(const StoryText&)>& each) = 0;

  // Writing, between begin() and commit() or rollback().
  virtual Result<void> begin() = 0;
  virtual Result<void> commit() = 0;
  virtual void rollback() = 0;
  /// The new row's id. The caller knows that the key is new.
  virtual Result<std::int64_t> add_url(const FoundUrl& url) = 0;
  /// Another source knows the address too: what it says fills what the first left open.
  virtual Result<void> add_hint(std::int64_t url_id, const Hint& hint) = 0;
  /// Another kind of page (`Hint::origin`) names the address too.
  virtual Result<void> add_origin(std::int64_t url_id, std::string_view origin) = 0;
  /// The same of an address that leads to a stored article; others are not found.
  virtual Result<void> add_article_origin(UrlHash key, std::string_view origin) = 0;
  virtual Result<PutResult> put(const PageRecord& page) = 0;
  /// The article that an address leads to; empty: none.
  virtual Result<std::optional<KnownArticle>> article_at(UrlHash key) = 0;
  /// A source says something new of the article whose address this is: `hint`, over what was said
  /// before. It is asked for from `due` on, whatever its age.
  virtual Result<void> announce(std::int64_t url_id, const Hint& hint, SysTime due) = 0;
  /// What a source said of articles, as the caller wrote it; empty: nothing.
  virtual Result<std::string> said(UrlHash source) = 0;
  virtual Result<void> put_said(UrlHash source, const std::string& statements) = 0;
  /// Puts an article into the group of `cluster`, and with it every group of `merged`.
  virtual Result<void> join(std::int64_t article_id, std::int64_t cluster,
                            const std::vector<std::int64_t>& merged) = 0;
  /// Which wire service an article credits (empty: none), and where known the share of its words
  /// that stands in another page of its story.
  virtual Result<void> describe_copy(std::int64_t article_id, const std::string& agency,
                                     std::optional<double> copied) = 0;
  /// The group of one article alone, whatever it was before; true: it was another. Any order.
  virtual Result<bool> set_story(std::int64_t article_id, std::int64_t cluster) = 0;
  /// In place of the print that is there, if any.
  virtual Result<void> put_print(const StoredFingerprint& print, std::uint64_t exact) = 0;
  virtual Result<void> put_host(const HostRecord& host) = 0;
  virtual Result<void> put_fetch(const FetchRecord& fetch) = 0;

  /// What raw pages are packed and unpacked by. Any thread; as long as the store lives.
  virtual Dictionaries& dictionaries() = 0;

  // Raw pages: archives, and extraction all over again.
  /// Every address of an article: its row, and when it was visited last (1970: never).
  virtual Result<void> each_article_url(
      const std::function<void(UrlHash, std::int64_t id, SysTime visited)>& each) = 0;
  /// In the order of storing; `each` returns false to stop.
  virtual Result<void> each_raw_page(const RawPageFilter& filter,
                                     const std::function<bool(StoredRawPage&&)>& each) = 0;
  /// When the same page came again, or servers answered 304 for its address, since it was fetched
  /// and before a later page of it was; oldest first.
  virtual Result<std::vector<Revisit>> revisits(const StoredRawPage& page) = 0;
  /// Between begin() and commit(): of the page that the article's row is made of, if it is older.
  /// False: there is none.
  virtual Result<bool> put_revisit(std::int64_t article_id, const Revisit& revisit) = 0;

  /// In the order of storing.
  virtual Result<void> each_stamp(const ArticleFilter& filter,
                                  const std::function<void(const ArticleStamp&)>& each) = 0;
  /// Empty: no such article.
  virtual Result<std::optional<KeptArticle>> kept_article(std::int64_t article_id) = 0;
  /// Between begin() and commit(): the row as it is now, and all that depends on it. No version is
  /// made; `changed` moves where a column did.
  virtual Result<void> put_reread(const RereadArticle& reread, SysTime now) = 0;
  /// Between begin() and commit(): the article's pages were read, and hold none now.
  virtual Result<void> note_reread(std::int64_t article_id, int extractor,
                                   const std::string& rules) = 0;

  /// Titles and summaries of the `newest` articles, the older first. Views are valid during the
  /// call.
  virtual Result<void> each_summary(
      std::int64_t newest, const std::function<void(std::int64_t site, std::string_view title,
                                                    std::string_view summary)>& each) = 0;

  // Reading.
  /// By id, or newest first; `each` returns false to stop.
  virtual Result<void> each_article(const ArticleFilter& filter,
                                    const std::function<bool(const StoredArticle&)>& each) = 0;
  /// What was stored, changed or removed behind `cursor` (empty: all that is there), each article
  /// once, in the order of its last change; `filter.limit` counts removed ones too. Gives the
  /// cursor to go on from, which stays good whatever is written or crashes meanwhile. kInvalid: no
  /// cursor, or one of another or a newer database; kCancelled: a callback returned false.
  virtual Result<std::string> each_change(
      const ArticleFilter& filter, const std::string& cursor,
      const std::function<bool(const StoredArticle&)>& each,
      const std::function<bool(std::int64_t id, std::string_view url)>& removed) = 0;
  /// Full-text search. kInvalid: the query or a site that is not there.
  virtual Result<SearchAnswer> search(const SearchQuery& query) = 0;
  /// The article at an address: as stored (`url` or `canonical_url`; the newest where an address
  /// was used again), or else the one that has this key. By index.
  virtual Result<std::optional<std::int64_t>> find_article(const std::string& url,
                                                           std::optional<UrlHash> key) = 0;
  /// Empty: no such article.
  virtual Result<std::optional<ArticleHistory>> history(std::int64_t article_id) = 0;
  virtual Result<StatusReport> status(SysTime now) = 0;
  virtual Result<std::vector<SiteHealth>> health(SysTime now) = 0;
  /// Of the last `days` days.
  virtual Result<std::vector<SiteDays>> days(SysTime now, int days) = 0;
  /// Reads every address ever taken up: about a second for a million.
  virtual Result<std::vector<SiteCoverage>> coverage() = 0;
  virtual Result<void> each_ledger_line(const std::function<void(LedgerLine&&)>& each) = 0;
  /// A compact file of the public tables alone, replaced atomically.
  virtual Result<void> export_public(const std::filesystem::path& to,
                                     const ArticleFilter& filter) = 0;
};

enum class Access {
  kRead,          ///< The file must be there; never blocks and is never blocked.
  kReadArticles,  ///< The same of public tables alone: a copy made by export_public() will do.
  kRun,           ///< Made or migrated where needed; holds the database's run lock until closed.
};
Result<std::unique_ptr<Store>> open_store(const std::filesystem::path& file, Access access);

/// For a process that stores many pages, before its first open_store(): SQLite no longer counts its
/// memory, for which it takes a lock at every allocation and release (1,100 a page). What limits
/// the memory of readers does not hold in this process.
void forgo_memory_count();

}  // namespace tearsheet::store
