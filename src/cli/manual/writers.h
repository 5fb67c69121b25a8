// The manual in the forms that it is read in.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/manual/manual.h"

namespace tearsheet::cli::manual {

/// Files by their name, "tearsheet-crawl.1".
using Files = std::vector<std::pair<std::string, std::string>>;

[[nodiscard]] Files man_pages(const Manual& manual);
[[nodiscard]] Files reference_pages(const Manual& manual);
/// bash, zsh, fish, by the names that these look for.
[[nodiscard]] Files completions(const Manual& manual);

[[nodiscard]] std::string bash_completion(const Manual& manual);
[[nodiscard]] std::string zsh_completion(const Manual& manual);
[[nodiscard]] std::string fish_completion(const Manual& manual);

/// "tearsheet site [OPTIONS] ACTION [SITE...]".
[[nodiscard]] std::string synopsis(const CommandPage& page);

}  // namespace tearsheet::cli::manual
