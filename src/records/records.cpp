#include "records/records.h"

#include <algorithm>
#include <array>

namespace tearsheet::records {

const char* to_string(PageKind kind) {
  static constexpr std::array kNames = {"article",      "listing",    "liveblog",     "gallery",
                                        "paywalled",    "login-wall", "consent-wall", "error-page",
                                        "script-shell", "empty",      "page",         "forum",
                                        "product",      "other"};
  return kNames.at(static_cast<std::size_t>(kind));
}

bool is_by_rule(const Article& article, std::string_view field) {
  return std::any_of(
      article.sources.begin(), article.sources.end(),
      [&](const FieldSource& source) { return source.field == field && source.source == "rule"; });
}

}  // namespace tearsheet::records
