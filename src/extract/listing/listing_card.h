// What a listing says of one story: title, date, teaser and picture around a link.
#pragma once

#include <string>

#include "dates/dates.h"
#include "html/html.h"
#include "records/records.h"
#include "url/url.h"

namespace tearsheet::extract {

struct CardLink {
  html::Node node;      ///< The <a>.
  const url::Url& url;  ///< Where it leads.
};

/// Reads the element `around`, which holds `link` and no other story. Text is cut into pieces where
/// the element or the line changes, so that a date, a headline and a teaser of one block are told
/// apart. One pass over the nodes of `around`; keep it small.
[[nodiscard]] records::ListingItem read_card(html::Node around, const CardLink& link,
                                             const url::Url& base,
                                             const dates::DateOptions& options);

/// Letters, one of a script without spaces for kWideWeight.
[[nodiscard]] float weighed_size(std::string_view text);

}  // namespace tearsheet::extract
