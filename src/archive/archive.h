// Raw pages out of the database as a web archive, into it from one, and read all over again with
// today's rules. No socket is opened by anything here (docs/archive.md).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "crawl/crawl.h"
#include "reading/reading.h"
#include "site/site.h"
#include "store/store.h"
#include "warc/warc.h"

namespace tearsheet::archive {

/// Whether others write to the database meanwhile.
enum class Others : std::uint8_t {
  kAreKeptOut,
  kStore,  ///< And one of those who share it tells its stories (crawl::Telling).
};

struct ImportOptions {
  std::string version;  ///< Of the program, for the run's row.
  const site::SiteSet* sites =
      nullptr;                        ///< Their rules and ids are used for pages of their domains.
  std::optional<std::int64_t> limit;  ///< Stop after so many pages were read.
  Others others = Others::kAreKeptOut;
  unsigned threads = 0;               ///< 0: as many as there are cores.
  std::size_t max_page = 10'000'000;  ///< Bytes without codings; larger pages are skipped.
  std::size_t max_held = 32'000'000;  ///< Bytes of pages between file and database.
};

struct ImportReport {
  std::int64_t records = 0;  ///< Of any type.
  std::int64_t pages = 0;    ///< That were read: HTML, status 200, not known.
  std::int64_t stored = 0, updated = 0, unchanged = 0;
  std::int64_t copies = 0;    ///< Of `stored`: of a story that was there.
  std::int64_t aliases = 0;   ///< Other addresses of articles that were there.
  std::int64_t revisits = 0;  ///< Of pages that are here.
  std::map<std::string, std::int64_t> not_articles;  ///< By the kind of page it is.
  std::map<std::string, std::int64_t> skipped;       ///< Records, by reason.
  warc::Damage damage;
  std::uint64_t bytes = 0;  ///< Of the file that were read.
  bool stopped = false, at_limit = false;
  std::optional<Error> broken;  ///< The file could not be read to its end; what came before counts.
  /// Of another file: all counts, and the first trouble.
  void add(const ImportReport& other);
};

/// For a progress line; called on the caller's thread a few times a second.
struct Progress {
  std::int64_t records = 0;                ///< Or articles.
  std::int64_t total = 0;                  ///< Of them; 0: unknown.
  std::int64_t stored = 0;                 ///< Or changed.
  std::uint64_t bytes = 0, file_size = 0;  ///< 0: unknown.
};

/// Every page of an archive that holds an article becomes one, dated by the archive. Importing the
/// same file again adds nothing: an address is read again only for a later date than its last
/// visit. `store` null: nothing is stored, only counted. `each` is told of every page that was
/// read: its address, and why it is no article (empty: it is one). The error is the store's.
Result<ImportReport> import_archive(
    store::Store* store, warc::Reader& reader, const ImportOptions& options, const Clock& clock,
    const std::stop_token& stop, const std::function<void(const Progress&)>& progress,
    const std::function<void(std::string_view url, std::string_view why_not)>& each);

/// What somebody fetched and read.
struct FetchedArticle {
  const site::SiteDefinition* site = nullptr;  ///< Null: the domain becomes the site.
  url::Url asked, landed;                      ///< Of the first page.
  store::UrlHash key = 0;                      ///< Of `asked`.
  fetch::Headers headers;
  SysTime at{};
  reading::Reading reading;
};

/// Articles that somebody fetched, one by one, into a store that was opened for a run: as the crawl
/// would have stored them.
class PageKeeper {
 public:
  static Result<PageKeeper> begin(store::Store& store, Others others, const Clock& clock,
                                  std::string_view version);
  PageKeeper(PageKeeper&&) noexcept;
  ~PageKeeper();
  /// On the disk when it returns; what is no article only as a visit. The error is the store's.
  Result<void> keep(FetchedArticle fetched);
  Result<void> end();

 private:
  struct State;
  explicit PageKeeper(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Stored pages that cannot be read.
struct Unreadable {
  std::int64_t pages = 0;
  std::string why;  ///< The first one.
  void add(const std::string& reason) {
    if (++pages == 1) why = reason;
  }
};

struct ExportReport {
  std::int64_t assets = 0;  ///< Pictures and styles of the pages.
  std::int64_t pages = 0, revisits = 0;
  std::map<std::string, Unreadable> unreadable;  ///< By site; they are not in the archive.
  std::uint64_t bytes = 0;                       ///< Of the archive.
  bool stopped = false;
};

/// The raw pages that pass the filter as WARC 1.1; the same rows give the same bytes but for the
/// first record, which tells when they were written. `software` is for that record: "tearsheet/0.1".
/// kIo when the writer breaks.
Result<ExportReport> export_archive(store::Store& store, const store::RawPageFilter& filter,
                                    std::string_view software, SysTime now, warc::Writer& writer,
                                    const std::stop_token& stop);
/// The same into a WACZ, which is left to be finished. Its pages are those that articles' rows are
/// made of.
Result<ExportReport> export_wacz(store::Store& store, const store::RawPageFilter& filter,
                                 std::string_view software, SysTime now, warc::WaczWriter& wacz,
                                 const std::stop_token& stop);

/// A stored page, to learn from.
struct SitePage {
  url::Url url;  ///< Landed on.
  fetch::Headers headers;
  std::string bytes;
  SysTime at{};
  store::Hint hint;  ///< What its sources say of it.
  /// The row of its article; empty: it holds none.
  std::optional<store::ArticleColumns> row;
};

/// The pages of a site that were fetched since: the newest `limit` of those that hold an article,
/// and of the others the last one of each address. What cannot be read is left out.
Result<std::vector<SitePage>> site_pages(store::Store& store, const std::string& site,
                                         SysTime since, std::size_t limit);

struct ReextractOptions {
  const site::SiteSet* sites = nullptr;  ///< Today's rules.
  store::ArticleFilter filter;
  bool all = false;  ///< Also what today's rules made already.
  /// Instead of what the filter finds: what the store has due_again(), whatever made it. It is
  /// settled then, but for what a stop left.
  bool due_again = false;
  unsigned threads = 0;               ///< 0: as many as there are cores.
  std::size_t max_page = 64'000'000;  ///< Bytes unpacked; larger pages are taken for damaged.
  std::size_t max_held = 32'000'000;  ///< Bytes of unpacked pages under way.
};

/// What today's rules make otherwise of an article.
struct ArticleChange {
  struct Field {
    std::string name;           ///< Column of `articles`; with "_source", where it comes from.
    std::string before, after;  ///< As stored; of the body empty.
  };
  std::int64_t id = 0;
  std::string site, url;
  std::vector<Field> fields;
  std::size_t words_added = 0, words_removed = 0;  ///< Of the body.
  std::string why_not;     ///< Not empty: its page holds no article now, and the row stays.
  std::string unreadable;  ///< Not empty: its page cannot be read, and the row stays.
};

struct ReextractReport {
  struct Counts {
    std::int64_t articles = 0;    ///< That pass the filter.
    std::int64_t up_to_date = 0;  ///< Of them: made by today's rules, and not read.
    std::int64_t read = 0, changed = 0;
    std::int64_t not_articles = 0;  ///< Read, and now none; their rows stay.
    std::int64_t no_page = 0;       ///< No raw page is kept (any more).
    Unreadable unreadable;
    std::int64_t no_rules = 0;                   ///< Their site file is not there.
    std::map<std::string, std::int64_t> fields;  ///< How many articles' field changed.
  };
  Counts all;
  std::map<std::string, Counts> sites;
  bool stopped = false;
};

/// Makes every article's row again of its stored pages, by the rules that are in force now. Rows
/// are written in small transactions, each article in one, and say what made them: a second run
/// does only what is left. No versions are made. `reader` is read from; `writer` null: nothing is
/// written. `each` hears of every article with something to say, once it is on the disk. The error
/// is the store's.
Result<ReextractReport> reextract(store::Store& reader, store::Store* writer,
                                  const ReextractOptions& options, const Clock& clock,
                                  const std::stop_token& stop,
                                  const std::function<void(const Progress&)>& progress,
                                  const std::function<void(const ArticleChange&)>& each);

}  // namespace tearsheet::archive
