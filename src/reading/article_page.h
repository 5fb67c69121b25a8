// From a page to the record of its article: the same for a page just fetched, for one that is
// stored and for one out of an archive.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "dedup/dedup.h"
#include "fetch/fetch.h"
#include "site/site.h"
#include "store/store.h"
#include "url/url.h"

namespace tearsheet::reading {

/// What robots.txt and robots meta elements call us.
inline constexpr std::string_view kAgentToken = "tearsheet";

/// A page on which an article is expected.
struct ArticlePage {
  const site::SiteDefinition& site;
  url::Url url;  ///< Landed on.
  const fetch::Headers& headers;
  std::string_view body;  ///< Without content codings, in the page's own encoding.
  SysTime fetched_at;
  const store::Hint& hint;
  std::vector<store::UrlHash> keys;  ///< Of the addresses that led here.
};

struct ArticleReading {
  store::VisitState state = store::VisitState::kStored;
  std::string note;       ///< Why it is no article, in words.
  bool may_keep = false;  ///< The raw page: it asks for neither noindex nor noarchive.
  std::optional<store::ArticleRecord> article;  ///< Its `hint` is left to the caller.
  dedup::Fingerprint print;                     ///< Of the article.
};

/// Never fails: what holds no article gets a state and a reason. Any thread.
[[nodiscard]] ArticleReading read_article_page(const ArticlePage& page, std::string_view agent);

/// Headers as a raw page keeps them: a JSON array of pairs, without cookies.
[[nodiscard]] std::string to_json(const fetch::Headers& headers);

}  // namespace tearsheet::reading
