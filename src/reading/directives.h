// What a page asks of robots, in its headers and in its head.
#pragma once

#include "fetch/fetch.h"
#include "html/html.h"
#include "robots/robots.h"

namespace tearsheet::reading {

[[nodiscard]] robots::PageDirectives directives_of(const fetch::Headers& headers);
[[nodiscard]] robots::PageDirectives directives_of(const html::Document& document);

}  // namespace tearsheet::reading
