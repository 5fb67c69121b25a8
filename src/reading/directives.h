// What a page asks of robots, in its headers and in its head.
#pragma once

#include <string_view>

#include "fetch/fetch.h"
#include "html/html.h"
#include "robots/robots.h"

namespace tearsheet::reading {

[[nodiscard]] robots::PageDirectives directives_of(const fetch::Headers& headers,
                                                   std::string_view agent);
[[nodiscard]] robots::PageDirectives directives_of(const html::Document& document,
                                                   std::string_view agent);

}  // namespace tearsheet::reading
