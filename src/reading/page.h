// A page that was opened: its encoding chosen, its tree built. Everything that reads a page,
// fetched, stored, archived or a file, opens it here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "extract/extract.h"
#include "fetch/fetch.h"
#include "html/html.h"
#include "robots/robots.h"
#include "site/site.h"
#include "url/url.h"

namespace tearsheet::reading {

/// What robots.txt and robots meta elements call us.
inline constexpr std::string_view kAgentToken = "tearsheet";

/// What a page is, once its bytes are no longer needed.
struct Page {
  url::Url url;                                ///< Landed on; empty: nobody knows.
  const site::SiteDefinition* site = nullptr;  ///< Whose it is; null: nobody's.
  std::string content_language;                ///< HTTP header.
  robots::PageDirectives directives;           ///< Of the headers alone.
  html::Document tree;
  std::string_view no_page{};  ///< What the bytes are instead of a page, in words: "a feed ...".
};

/// `bytes` are without content codings, in the page's own encoding; `url` and `site` help to guess
/// it.
///
/// The encoding is that of the byte order mark, or of the Content-Type header; else UTF-8 where the
/// bytes are valid UTF-8 with more than ASCII in them, whatever <meta charset> says: who changes a
/// page's encoding often leaves the old <meta> in it. Else as text::decode() finds it.
[[nodiscard]] Result<Page> open_page(std::string_view bytes, const fetch::Headers& headers,
                                     const url::Url& url, const site::SiteDefinition* site);

/// What the extraction is told of a page. `fetched_at` empty: nobody knows when that was, so that
/// "2 hours ago" says nothing. `hint`: what a listing or feed said of it; may be null.
[[nodiscard]] extract::PageContext context_of(const Page& page,
                                              std::optional<SysTime> fetched_at = std::nullopt,
                                              const records::ListingItem* hint = nullptr);

/// Of the first header of this name (in lower case); empty: there is none.
[[nodiscard]] std::string_view header_of(const fetch::Headers& headers, std::string_view name);

}  // namespace tearsheet::reading
