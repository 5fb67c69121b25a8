// What a page says of its text that is no preference and is kept beside them as it was stated:
// whether it is free to read, and what search engines may show of it. Private to the folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fetch/fetch.h"
#include "html/html.h"

namespace tearsheet::reading {

struct Aside {
  std::string_view family, source;
  std::string text;       ///< As written.
  std::string_view name;  ///< "nosnippet", "isAccessibleForFree".
  std::string value;      ///< "true" of a directive.
};

/// nosnippet and noarchive in <meta name=robots> and X-Robots-Tag, for all agents and for `agent`;
/// isAccessibleForFree of schema.org in JSON-LD and microdata, each value once of a source.
[[nodiscard]] std::vector<Aside> asides_of(const html::Document& page,
                                           const fetch::Headers& headers, std::string_view agent);

}  // namespace tearsheet::reading
