// One self-contained HTML file that shows what is read from a page, and why. Private to the folder.
#pragma once

#include <string>
#include <vector>

#include "extract/extract.h"
#include "reading/reading.h"
#include "records/records.h"
#include "site/site.h"

namespace tearsheet::preview {

/// What a preview is of.
struct Previewed {
  const reading::Page& page;
  const site::SiteDefinition* site = nullptr;
  const records::Article& article;
  const std::vector<extract::Explanation>& runners_up;
  const records::Listing* listing = nullptr;  ///< Null: the page is looked at as an article.
  bool is_list = false;  ///< A list of articles and no article: only its items are shown.
  std::string name;      ///< Of the page: its address or file.
  std::string back{};    ///< Where whoever looks at it came from; empty: nowhere.
};

[[nodiscard]] std::string to_preview(const Previewed& what);

}  // namespace tearsheet::preview
