// Other forms of one page: AMP, print and mobile, index files, session identifiers in the path.
#pragma once

#include <string>
#include <string_view>

namespace tearsheet::url {

/// Appends the host without its trailing dot and without labels that name a form (www, m, mobile,
/// amp).
void append_plain_host(std::string& out, std::string_view host);

/// Takes away what names only a form of the page. `out` holds from `begin` on a path without empty
/// segments and without a slash at its end ("/a/b"); afterwards such a path again, or nothing.
void drop_path_forms(std::string& out, std::size_t begin);

/// Takes away ";jsessionid=..." and its like; empty where the whole segment is a session
/// identifier.
void drop_session(std::string& segment);

/// Whether the parameter asks for another form of the same page ("outputType=amp", "print=1").
/// `name` in lower case.
[[nodiscard]] bool is_form_parameter(std::string_view name, std::string_view value);

/// Whether the parameter says where the reader came from or which session it is. `name` in lower
/// case.
[[nodiscard]] bool is_tracking_parameter(std::string_view name, std::string_view value);

}  // namespace tearsheet::url
