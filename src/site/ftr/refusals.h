// Directives of ftr-site-config that a polite crawler does not obey.
#pragma once

#include <optional>
#include <string>

#include "site/ftr/lines.h"

namespace tearsheet::site {

/// Why the line is not obeyed, in words, the same for all lines of a kind; empty: it may be.
[[nodiscard]] std::optional<std::string> refusal_of(const FtrLine& line);

}  // namespace tearsheet::site
