// Elements around the whole article whose names sound like something beside it.
#pragma once

#include "extract/page/survey.h"

namespace tearsheet::extract {

/// <div class="story has-comments"> around all paragraphs hints at no comments: hints at what stands
/// beside an article are taken from elements that hold the first running text behind the headline
/// and most of all that follows it. `headline` may be null. O(ancestors * log(blocks)).
void forgive_wrappers(const html::Document& page, html::Node headline, Survey& survey);

}  // namespace tearsheet::extract
