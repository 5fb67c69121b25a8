// Taking articles out of a database for good.
//
// The functions open the file themselves. Errors as of open_store(): kUnusable, kBusy.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/articles.h"

namespace tearsheet::store {

/// Notes of visits begin so where a person had the article removed.
inline constexpr std::string_view kRemovedNote = "removed: ";

/// A site with all that is known of it: it can be crawled anew, as if for the first time.
struct WholeSite {
  std::string key;
};
/// Articles by id, those that a filter finds, or a site.
using RemovalTarget = std::variant<std::vector<std::int64_t>, ArticleFilter, WholeSite>;

struct RemovedArticle {
  std::int64_t id = 0;
  std::string site, url, title;
};

/// What was taken out where; with `dry_run` what would be.
struct RemovalReceipt {
  std::vector<RemovedArticle> articles;   ///< By id.
  std::int64_t versions = 0;              ///< Earlier texts.
  std::int64_t raw_pages = 0, bytes = 0;  ///< Pages as fetched, and what they took packed.
  std::int64_t field_sources = 0, fingerprints = 0;
  std::int64_t dictionaries = 0;  ///< Pages that others were packed by ...
  std::int64_t repacked = 0;      ///< ... and how many of those were packed anew.
  std::int64_t addresses = 0;     ///< Kept as removed; of a site: forgotten.
  std::int64_t stories = 0;       ///< That go on with another page as their first.
};

struct RemovalOptions {
  std::string why;  ///< One line.
  bool dry_run = false;
  /// Asked with the receipt before anything is written; false leaves all as it is (kCancelled).
  std::function<bool(const RemovalReceipt&)> may_go_on{};
};

/// One transaction: all of it or, whatever happens, nothing. What is freed in the file is
/// overwritten with zeros. kNotFound: no such article or site; kInvalid: a filter that is wrong.
Result<RemovalReceipt> remove_articles(const std::filesystem::path& file,
                                       const RemovalTarget& target, const RemovalOptions& options,
                                       SysTime now);

/// Why the article at this address was removed ("2025-11-15T08:30:00Z, on request"); empty: it was
/// not. A file that is not there knows of none.
Result<std::optional<std::string>> removal_of(const std::filesystem::path& file, UrlHash key);

}  // namespace tearsheet::store
