// Articles' rows made again of their stored pages.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/article_columns.h"
#include "store/articles.h"
#include "store/pages.h"

namespace tearsheet::store {

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
  std::int64_t raw_page = 0;  ///< The first of its pages; 0: none is kept.
  std::string changed;        ///< When the row was last.
  ArticleColumns columns;
  std::map<std::string, std::string> sources;  ///< By column, for those that say it.
  std::string summary_source;                  ///< "source locator" of the summary.
  std::vector<RawPage> pages;                  ///< In order; empty: none is kept.
};

/// An article's row as today's rules make it.
struct ReextractedArticle {
  std::int64_t article = 0;
  std::int64_t raw_page = 0;  ///< KeptArticle::raw_page ...
  std::string as_of;          ///< ... and KeptArticle::changed.
  bool text_changed = false;  ///< A column that is indexed.
  bool changed = false;       ///< Any column.
  ArticleColumns columns;
  ArticleRecord record;  ///< `hint` is not looked at.
};

/// What `reextract` reads and writes.
class ReextractionStore {
 public:
  /// In the order of storing.
  virtual Result<void> each_stamp(const ArticleFilter& filter,
                                  const std::function<void(const ArticleStamp&)>& each) = 0;
  /// Empty: no such article.
  virtual Result<std::optional<KeptArticle>> kept_article(std::int64_t article_id) = 0;
  /// Between begin() and commit(): the row as it is now, and all that depends on it. No version is
  /// made; `changed` moves where a column did. False: the article is another one by now, or made of
  /// another page, and stays as it is.
  virtual Result<bool> put_reextracted(const ReextractedArticle& reextracted, SysTime now) = 0;
  /// The articles that are to be read again, in the order of storing: records that said so, and
  /// those of a site whose pages came since the doubt of a rule that turned out not to fit.
  virtual Result<std::vector<std::int64_t>> due_again() = 0;
  /// A transaction of its own: they were.
  virtual Result<void> settle_again(const std::vector<std::int64_t>& articles) = 0;
  /// Between begin() and commit(): the article's pages, of which `raw_page` is the first, were read,
  /// and hold none now.
  virtual Result<void> note_reextracted(std::int64_t article_id, std::int64_t raw_page,
                                        int extractor, const std::string& rules) = 0;

 protected:
  ~ReextractionStore() = default;
};

}  // namespace tearsheet::store
