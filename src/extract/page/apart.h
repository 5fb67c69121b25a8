// What sets a block of text apart from the headline.
#pragma once

#include "extract/page/survey.h"

namespace tearsheet::extract {

/// The hints and elements that a block stands in and the headline does not: a class that says
/// "posts" or "left" around the whole page says nothing of a part of it.
struct Apart {
  Hints hints;
  bool in_nav = false, in_aside = false, in_footer = false;
  bool in_header = false;  ///< By its tag or its class; "date-header" is the date's own.
};

/// Of all that a block stands in, where there is no headline. O(depth).
[[nodiscard]] Apart apart_from(const html::Document& page, const Survey& survey,
                               std::uint32_t block, html::Node headline);

}  // namespace tearsheet::extract
