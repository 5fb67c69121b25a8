// The headline by what other pages of the site have shown: where titles stand, and what names the
// site rather than a story.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/page/survey.h"
#include "extract/site_knowledge.h"
#include "extract/title/title.h"

namespace tearsheet::extract {

/// Takes the line at one of the places where titles stand, if what was found names the site or is
/// shown nowhere on the page; where there is none, what a listing called the page in place of the
/// site's name. `context.known` is not null. Returns whether the text changed. O(nodes).
bool settle_headline_by_site(const html::Document& page, const PageContext& context,
                             Headline& headline);

/// Notes where the page says `listed`, outside links to other pages, and which of the known places of
/// titles say something else here. O(nodes) for a few places.
void note_title_places(const html::Document& page, const Survey& survey, std::string_view listed,
                       const PageContext& context, PageObservation& out);

/// title_key() of what the page's head and headings call it, hashed; a few at most, and none that
/// announces another page.
[[nodiscard]] std::vector<std::uint64_t> names_of(const Facts& facts, const url::Url& page);

}  // namespace tearsheet::extract
