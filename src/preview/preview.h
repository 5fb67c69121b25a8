// A page and what is read from it, to be looked at in a browser: one self-contained HTML file in
// which nothing runs and which asks for nothing.
//
// On its left each field with the rule or place that gave it and what else it might have been; on
// its right the page's tree, written anew from a list of harmless elements, with what became of it
// outlined. blame.h says which stage gave a field its value.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "reading/reading.h"
#include "url/url.h"

namespace tearsheet::preview {

/// What is looked at, read by the rules of `page.site`.
struct Subject {
  const reading::Page& page;
  url::Url asked;                       ///< The address that it was asked for at; may be empty.
  std::string name;                     ///< Its address or file.
  bool is_listing = false;              ///< It is looked at as a list of articles.
  std::optional<SysTime> fetched_at{};  ///< Empty: nobody knows.
  std::string back{};  ///< An address for a link back to where one came from; empty: none.
};
[[nodiscard]] std::string preview_of(const Subject& subject);

/// The same for a page that could not be read: the stage that failed, and why.
[[nodiscard]] std::string preview_of_failure(const std::string& name, const std::string& stage,
                                             const std::string& why);

}  // namespace tearsheet::preview
