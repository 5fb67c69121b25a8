// An article page by page, wherever its pages come from: the network, the database, an archive.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "extract/extract.h"
#include "reading/article_page.h"
#include "site/site.h"
#include "url/url.h"

namespace tearsheet::reading {

/// Bytes of the pages of one article, unpacked; beyond them it is left incomplete.
inline constexpr std::size_t kMaxPartsBytes = 20'000'000;

/// Takes the pages of an article and says which one it wants next. It asks for nothing itself: the
/// caller gets the page from where its pages are, and calls add() or fail() until next() is null.
class ArticleReader {
 public:
  /// `first` holds an article; `bytes` is the size of its page. `site` must outlive the reader.
  ArticleReader(ArticleReading first, const site::SiteDefinition& site, std::size_t bytes);

  /// The page that is wanted; null: none is, or none may be asked for.
  [[nodiscard]] const url::Url* next() const { return next_ ? &*next_ : nullptr; }
  /// The page at next() was read; it may hold no article.
  void add(ArticleReading page, std::size_t bytes);
  /// The page at next() cannot be had. What is known stays, and says what is missing.
  void fail(const std::string& why);
  /// The first page's reading with the article of all pages.
  [[nodiscard]] ArticleReading take();

 private:
  void choose_next(bool nofollow);

  ArticleReading first_;  ///< Its article's fields are in `parts_`, if it goes on elsewhere.
  const site::SiteDefinition* site_;
  std::optional<extract::ArticleParts> parts_;
  std::size_t bytes_;
  std::optional<url::Url> next_;
};

}  // namespace tearsheet::reading
