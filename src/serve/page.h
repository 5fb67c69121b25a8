// What all pages of the reading room have in common: the frame around their content, and pieces of
// HTML. Private to the folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/escape.h"
#include "serve/serve.h"

namespace tearsheet::serve {

/// A page is made of this; all members but `content` are plain text.
struct Page {
  std::string title;       ///< Of the window.
  std::string name;        ///< Of the database.
  std::string here;        ///< The path of the part it belongs to: "/" or "/sites".
  std::string feeds;       ///< Query of the feeds that hold the same list, "?q=ferry"; else ...
  bool has_feeds = false;  ///< ... it is no list.
  std::string content;     ///< HTML of the main part.
};
[[nodiscard]] Response to_response(const Page& page);
/// A page with one sentence.
[[nodiscard]] Response message_page(int status, const std::string& name, std::string_view title,
                                    std::string_view sentence);

[[nodiscard]] std::string style_sheet();

/// "2025-11-14 08:30" of an ISO 8601 moment, in a <time> element; empty for none.
[[nodiscard]] std::string time_element(std::string_view iso8601);
/// "1 copy", "2 copies".
[[nodiscard]] std::string counted(std::int64_t count, std::string_view one, std::string_view many);
/// 12345 as "12,345".
[[nodiscard]] std::string grouped(std::int64_t number);
/// `lang="no" dir="auto"` with a space before; the language may be unknown.
[[nodiscard]] std::string language_attributes(std::string_view language);
/// A link to a page elsewhere where `url` is one of http(s), else its text.
[[nodiscard]] std::string link_elsewhere(std::string_view url, std::string_view text);
/// As the value of a query: what has a meaning there is percent-encoded.
[[nodiscard]] std::string query_value(std::string_view text);
/// "/page?a=1&b=2" of the pairs with a value; for an attribute still to be escaped.
[[nodiscard]] std::string address_of(
    std::string_view path, const std::vector<std::pair<std::string_view, std::string>>& query);

}  // namespace tearsheet::serve
