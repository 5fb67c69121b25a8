// One self-contained HTML file that shows what is read from a page, and why.
#pragma once

#include <string>
#include <vector>

#include "extract/extract.h"
#include "reading/reading.h"
#include "records/records.h"
#include "site/site.h"

namespace tearsheet::cli {

/// What a preview is of.
struct Previewed {
  const reading::Page& page;
  const site::SiteDefinition* site = nullptr;
  const records::Article& article;
  const std::vector<extract::Explanation>& runners_up;
  const records::Listing* listing = nullptr;  ///< Null: the page is looked at as an article.
  bool is_list = false;  ///< A list of articles and no article: only its items are shown.
  std::string name;      ///< Of the page: its address or file.
};

[[nodiscard]] std::string to_preview(const Previewed& what);

/// The same for a page that could not be read: the stage that failed, and why.
[[nodiscard]] std::string to_preview_of_failure(const std::string& name, const std::string& stage,
                                                const std::string& why);

}  // namespace tearsheet::cli
