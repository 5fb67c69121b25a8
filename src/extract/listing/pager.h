// The pages of one article or listing: which links lead to the later ones.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/page/facts.h"
#include "html/html.h"
#include "url/url.h"

namespace tearsheet::extract {

struct Pager {
  /// Absolute addresses of the pages after this one, in order, as far as this page names them.
  std::vector<std::string> later;
  /// The address that has all pages in one; empty: none, or nothing to join.
  std::string single;
};

/// For an article: rel=next, links that say a page's number or are marked as next, where the
/// address is this one but for that number. Pagers of comments and rel=next links to other stories
/// are none. One pass over the links.
[[nodiscard]] Pager find_pager(const html::Document& page, const Facts& facts, const url::Url& url,
                               const url::Url& base);

/// For a listing: rel=next, a link marked as next, or the link of a row of numbers that says the
/// number after this page's.
[[nodiscard]] std::optional<url::Url> next_listing_page(const html::Document& page,
                                                        const url::Url& page_url,
                                                        const url::Url& base);

}  // namespace tearsheet::extract
