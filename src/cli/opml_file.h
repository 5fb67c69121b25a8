// Addresses to crawl out of a file that a feed reader wrote.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/console.h"

namespace tearsheet::cli {

/// The addresses that the OPML file `path` ("-": standard input) names, as `crawl` takes them. What
/// of it cannot be used is said, each outline once; empty where that is all of it.
[[nodiscard]] std::optional<std::vector<std::string>> opml_addresses(const std::string& path,
                                                                     Console& console);

}  // namespace tearsheet::cli
