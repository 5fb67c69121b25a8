// What feeds and sitemaps say of a site's articles.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "learn/learn.h"

namespace tearsheet::learn {

/// An article that a source names.
struct Statement {
  url::Url url;
  Known known;
};

struct Statements {
  std::vector<Statement> articles;        ///< Each once, in the order of their sources.
  std::map<std::string, std::size_t> at;  ///< By the key of an address: where it stands there.

  void add(url::Url url, Known known);
  [[nodiscard]] const Known* of(const url::Url& url) const;
};

/// Entries of a feed; 0 where it is none.
std::size_t read_feed(const Fetched& feed, Statements& out);

/// Addresses of a sitemap that look like articles, and the sitemaps that an index names.
struct SitemapRead {
  std::size_t articles = 0;
  bool is_news = false;
  std::vector<url::Url> children;
};
SitemapRead read_sitemap(const Fetched& sitemap, Statements& out);

/// Whether an address looks like an article's: a long number, or a name of several words.
[[nodiscard]] bool looks_like_article(const url::Url& url);

}  // namespace tearsheet::learn
