// What a listing or feed said of a page, held against the page itself.
#pragma once

#include <string_view>

#include "extract/page/survey.h"
#include "extract/title/title.h"

namespace tearsheet::extract {

/// Where `headline` is no visible headline and the page bears out what its listing called it, takes
/// that: the found title is it and more behind or before a separator (the site, a section), or a
/// line of the page outside links says it word for word. Also finds the element of a headline that
/// has none. A listing's title that was cut short counts for nothing. Returns whether the text
/// changed. O(blocks).
bool settle_headline(const html::Document& page, const Survey& survey, std::string_view listed,
                     std::string_view site_name, const url::Url& url, Headline& headline);

/// The same for a found title without a visible headline, by the page alone: of its parts, cut at
/// separators, the longest that a line of the page says word for word, outside links to other
/// pages; else the heading that it begins with, where the site's name follows without a sign.
bool settle_headline_by_text(const html::Document& page, const Survey& survey, const url::Url& url,
                             Headline& headline);

}  // namespace tearsheet::extract
