// What the fitted model takes for running text and is none of this page's story: the next one below
// it, its translation, a second copy, what is hidden, dialogues, galleries of other stories.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/page/survey.h"
#include "url/url.h"

namespace tearsheet::extract {

struct StoryOnPage {
  const html::Document& page;
  const Survey& survey;
  html::Node headline;  ///< Null if none.
  std::string_view title;
  const url::Url& url;         ///< May be empty.
  std::string_view canonical;  ///< What the page says its address is; may be empty.
};

/// Takes the blocks of other stories out of a body. Nothing is taken where too little would be left:
/// then it is the body that stands in an odd place.
void keep_one_story(const StoryOnPage& story, std::vector<std::uint32_t>& body);

}  // namespace tearsheet::extract
