// The element that an article's text stands in.
#pragma once

#include "extract/page/survey.h"

namespace tearsheet::extract {

/// The element that holds most of the running text most tightly: paragraphs vote for their parent
/// and, by half, for its parent (the idea of the Readability bookmarklet, 2009). Null where there
/// is no text.
[[nodiscard]] html::Node top_container(const html::Document& page, const Survey& survey);

}  // namespace tearsheet::extract
