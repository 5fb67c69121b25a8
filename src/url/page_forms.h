// Other forms of one page: AMP, print and mobile, index files, session identifiers in the path.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tearsheet::url {

/// The host without its trailing dot and without labels that name a form (www, m, mobile, amp).
[[nodiscard]] std::string plain_host(std::string_view host);

/// Takes away what names only a form of the page: `segments` are the path between its slashes.
void drop_path_forms(std::vector<std::string>& segments);

/// Whether the parameter asks for another form of the same page ("outputType=amp", "print=1").
/// `name` in lower case.
[[nodiscard]] bool is_form_parameter(std::string_view name, std::string_view value);

/// Whether the parameter says where the reader came from or which session it is. `name` in lower
/// case.
[[nodiscard]] bool is_tracking_parameter(std::string_view name, std::string_view value);

}  // namespace tearsheet::url
