// An article out of its stored pages, as the crawl made it of the fetched ones.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "fetch/fetch.h"
#include "reading/read_page.h"
#include "site/site.h"
#include "store/store.h"
#include "url/url.h"

namespace tearsheet::reading {

/// One stored page.
struct KeptPage {
  url::Url url;  ///< Landed on.
  fetch::Headers headers;
  std::string body;
  SysTime fetched_at{};
};
struct KeptPages {
  const site::SiteDefinition& site;
  std::vector<KeptPage> pages;  ///< Not empty; the first, and the further ones in order.
  const store::Hint& hint;
  store::UrlHash key = 0;       ///< Of the address that was asked for.
  std::string_view incomplete;  ///< Why the stored article is not whole; empty: it is.
  const extract::SiteKnowledge* known = nullptr;  ///< What the site's other pages tell.
  RuleWatch* rules = nullptr;                     ///< Null: the site's rules are believed.
};

/// Without what the site's other pages say of summaries (settle_summary). Any thread.
[[nodiscard]] Reading reextract_article(const KeptPages& kept);

}  // namespace tearsheet::reading
