// Stored articles, for readers.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/article_columns.h"
#include "store/frontier.h"

namespace tearsheet::store {

/// What somebody wants articles for.
enum class Purpose : std::uint8_t { kSearch, kAiInput, kAiTrain, kTdm };

/// Which articles to read. Dates compare with the published date, or first_seen where there is
/// none.
struct ArticleFilter {
  std::string since{}, until{};  ///< ISO 8601, inclusive; "2025-11" includes the whole month.
  std::vector<std::string> sites{};
  std::string language{};  ///< "en" includes "en-GB"; empty: all.
  std::string where{};     ///< Full-text query, as people type it (docs/database.md); empty: all.
  bool fts5 = false;       ///< `where` is in the syntax of FTS5 instead.
  bool distinct = false;   ///< Of each story the first page that matches.
  std::optional<std::int64_t> limit{};
  bool newest_first = false;
  bool news_only = false;  ///< Without what is kept apart: pages that are no news (kind "page").
  /// Only what its publisher allows for it ...
  std::optional<Purpose> purpose{};
  bool keep_unknown = false;  ///< ... or says nothing of.
  bool with_sources = false;  ///< StoredArticle::sources is wanted as well.
};

/// An article as it is stored. Views are valid during the call that hands it out.
struct StoredArticle {
  std::int64_t id = 0;
  int version = 1;
  std::array<std::string_view, kColumnCount> columns;  ///< As the table of columns says.
  /// Where each field came from, as JSON: {"title":{"source":"rule","locator":"h1"}}. Empty: nothing
  /// is known of it, or it was not asked for.
  std::string_view sources;
  [[nodiscard]] std::string_view operator[](ArticleColumn column) const { return columns[column]; }
};

/// Where a list of articles is from.
struct ListOrigin {
  /// Identity of the database, made with it and never again; a copy of its public tables has the
  /// same. Empty: a copy of before copies had it.
  std::string database{};
  std::string language{};  ///< Of all that is in the list, as far as that is known; else empty.
};

/// Articles as they are stored.
class ArticleReader {
 public:
  virtual ~ArticleReader() = default;
  virtual Result<ListOrigin> origin_of(const ArticleFilter& filter) = 0;
  /// By id, or newest first; `each` returns false to stop.
  virtual Result<void> each_article(const ArticleFilter& filter,
                                    const std::function<bool(const StoredArticle&)>& each) = 0;
};

/// The same, and what came of them.
class ArticleStore : public ArticleReader {
 public:
  /// What was stored, changed or removed (or is no longer allowed for the filter's purpose) behind `cursor` (empty: all that is there), each article
  /// once, in the order of its last change; `filter.limit` counts removed ones too. Gives the
  /// cursor to go on from, which stays good whatever is written or crashes meanwhile. kInvalid: no
  /// cursor, or one of another or a newer database; kCancelled: a callback returned false.
  virtual Result<std::string> each_change(
      const ArticleFilter& filter, const std::string& cursor,
      const std::function<bool(const StoredArticle&)>& each,
      const std::function<bool(std::int64_t id, std::string_view url)>& removed) = 0;
  /// The article at an address: as stored (`url` or `canonical_url`; the newest where an address
  /// was used again), or else the one that has this key. By index.
  virtual Result<std::optional<std::int64_t>> find_article(const std::string& url,
                                                           std::optional<UrlHash> key) = 0;
  /// A compact file of the public tables alone, replaced atomically.
  virtual Result<void> export_public(const std::filesystem::path& to,
                                     const ArticleFilter& filter) = 0;

 protected:
  ~ArticleStore() = default;
};

}  // namespace tearsheet::store
