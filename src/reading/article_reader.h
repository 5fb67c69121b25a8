// An article page by page, wherever its pages come from: the network, the database, an archive.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "extract/extract.h"
#include "reading/read_page.h"
#include "site/site.h"
#include "url/url.h"

namespace tearsheet::reading {

/// Bytes of the pages of one article, unpacked; beyond them it is left incomplete.
inline constexpr std::size_t kMaxPartsBytes = 20'000'000;

/// Takes the pages of an article and says which one it wants next. It asks for nothing itself: the
/// caller gets the page from where its pages are, and calls add() or fail() until next() is null.
/// Movable; one thread at a time.
class ArticleReader {
 public:
  /// `first` was read of a page of so many bytes. `site` (null: nobody's) must outlive the reader.
  ArticleReader(Reading first, const site::SiteDefinition* site, std::size_t bytes);

  /// The page that is wanted; null: none is, or none may be asked for.
  [[nodiscard]] const url::Url* next() const { return next_ ? &*next_ : nullptr; }
  /// The page at next() was read; it may hold no article.
  void add(Reading page, std::size_t bytes);
  /// The page at next() cannot be had. What is known stays, and says what is missing.
  void fail(const std::string& why);
  /// The first page's reading with the article of all pages, and what is kept of them.
  [[nodiscard]] Reading take();

 private:
  void choose_next(bool nofollow);
  [[nodiscard]] bool is_nobodys() const;
  [[nodiscard]] bool is_of_site(const url::Url& url) const;

  Reading first_;  ///< Its article's fields are in `parts_`, if it goes on elsewhere.
  const site::SiteDefinition* site_;
  std::optional<extract::ArticleParts> parts_;
  std::string domain_;  ///< Of an article of nobody's site.
  std::size_t bytes_;
  std::optional<url::Url> next_;
};

}  // namespace tearsheet::reading
