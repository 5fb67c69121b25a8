// The Link header (RFC 8288).
#pragma once

#include <string_view>
#include <vector>

namespace tearsheet {

/// A link that says of itself what it is: an element of a page, or a part of a Link header.
struct WebLink {
  std::string_view href, rel, type, title;
};

/// `<address>; name=value; name="value", <address>; ...` as views of `header`; what is none of this
/// is passed over. Of a parameter told twice the first counts. Linear.
[[nodiscard]] std::vector<WebLink> links_of_header(std::string_view header);

/// Whether the relations, words apart, hold this one (in lower case).
[[nodiscard]] bool has_relation(std::string_view rel, std::string_view relation);

}  // namespace tearsheet
