// Which elements of a page became what of its article.
#pragma once

#include <cstdint>
#include <vector>

#include "reading/reading.h"
#include "records/records.h"
#include "site/site.h"

namespace tearsheet::preview {

enum class Mark : std::uint8_t {
  kNone,
  kTitle,
  kDate,
  kAuthors,
  kSummary,
  kImage,
  kBody,
  kStripped,
  kItem
};

/// What people call it; empty for kNone.
[[nodiscard]] const char* to_string(Mark mark);

/// One for each node of the page. `site` and `listing` may be null. Linear in the page, but for what
/// the site's own selectors cost.
[[nodiscard]] std::vector<Mark> marks_of(const reading::Page& page, const records::Article& article,
                                         const site::SiteDefinition* site,
                                         const records::Listing* listing);

}  // namespace tearsheet::preview
