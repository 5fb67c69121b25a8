// Pages as they were fetched.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/frontier.h"
#include "store/packing.h"

namespace tearsheet::store {

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

/// The row of an article's address.
struct ArticleUrl {
  UrlHash key = 0;
  std::int64_t id = 0;
  SysTime visited{};  ///< 1970: never.
};

/// That a page was asked for again and was the same.
struct Revisit {
  SysTime at{};
  int status = 304;  ///< 304: the server said so; 200: it sent the same bytes.
  std::string address;
};

/// Raw pages, for archives and for the next visit.
class RawPageStore {
 public:
  /// Every address of an article, and when it was visited last (1970: never). Any order.
  virtual Result<void> each_article_url(
      const std::function<void(UrlHash, SysTime visited)>& each) = 0;
  /// Those of `keys` that are there.
  virtual Result<std::vector<ArticleUrl>> article_urls(const std::vector<UrlHash>& keys) = 0;
  /// In the order of storing; `each` returns false to stop.
  virtual Result<void> each_raw_page(const RawPageFilter& filter,
                                     const std::function<bool(StoredRawPage&&)>& each) = 0;
  /// When the same page came again, or servers answered 304 for its address, since it was fetched
  /// and before a later page of it was; oldest first.
  virtual Result<std::vector<Revisit>> revisits(const StoredRawPage& page) = 0;
  /// Between begin() and commit(): of the page that the article's row is made of, if it is older.
  /// False: there is none.
  virtual Result<bool> put_revisit(std::int64_t article_id, const Revisit& revisit) = 0;

 protected:
  ~RawPageStore() = default;
};

}  // namespace tearsheet::store
