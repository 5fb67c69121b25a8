// Links to the site's front page, whose text is the site's name, and in headings is its logo; and
// links of a page to itself.
#pragma once

#include <string>
#include <string_view>

#include "extract/page/facts.h"
#include "url/url.h"

namespace tearsheet::extract {

/// Whether an address is that of the front page of the site that `page` is of, or of a language's
/// part of it ("/", "https://www.lamp.example/en/", "/index.php"). Never, where the page is that
/// front page itself.
[[nodiscard]] bool leads_home(std::string_view href, const url::Url& page);

/// Whether all that a heading says stands in a link to the front page ("The Lamp", "The Lamp
/// beta").
[[nodiscard]] bool is_logo(html::Node heading, const url::Url& page);

/// The text of a link to the front page that <title> has as its first or last piece; empty if
/// there is none.
[[nodiscard]] std::string name_in_home_links(const Facts& facts, const url::Url& page);

/// Whether the link around a text is to the page itself: blogs have their headlines so.
[[nodiscard]] bool links_to_itself(html::Node text, const url::Url& page);

}  // namespace tearsheet::extract
