// A page that was opened: its encoding chosen, its tree built. Everything that reads a page,
// fetched, stored, archived or a file, opens it here.
#pragma once

#include <string_view>

#include "base/result.h"
#include "fetch/fetch.h"
#include "html/html.h"
#include "site/site.h"
#include "url/url.h"

namespace tearsheet::reading {

/// The parsed page. `bytes` are without content codings, in the page's own encoding; `url` is where
/// it was found (empty: nobody knows) and `site` whose it is (null: nobody's); both help to guess.
///
/// The encoding is that of the byte order mark, or of the Content-Type header; else UTF-8 where the
/// bytes are valid UTF-8 with more than ASCII in them, whatever <meta charset> says: who changes a
/// page's encoding often leaves the old <meta> in it. Else as text::decode() finds it.
[[nodiscard]] Result<html::Document> open_page(std::string_view bytes,
                                               const fetch::Headers& headers, const url::Url& url,
                                               const site::SiteDefinition* site);

/// Of the first header of this name (in lower case); empty: there is none.
[[nodiscard]] std::string_view header_of(const fetch::Headers& headers, std::string_view name);

}  // namespace tearsheet::reading
