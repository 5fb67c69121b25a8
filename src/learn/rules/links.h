// The links of a page.
#pragma once

#include <string>
#include <vector>

#include "html/html.h"
#include "url/url.h"

namespace tearsheet::learn {

struct PageLink {
  html::Node node;
  url::Url url;
  std::string key;  ///< Two addresses of one page have the same.
};

/// What addresses in the page are relative to.
[[nodiscard]] url::Url base_of(const html::Document& page, const url::Url& url);

/// Of the page's <a> elements (and <link> where `also_head`), of its own registrable domain, in
/// document order; some thousands at most.
[[nodiscard]] std::vector<PageLink> links_of(const html::Document& page, const url::Url& url,
                                             bool also_head = false);

}  // namespace tearsheet::learn
