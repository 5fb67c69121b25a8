// What the addresses of a site's articles have in common, as patterns.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "url/url.h"

namespace tearsheet::learn {

struct AddressPatterns {
  std::vector<std::string> patterns;     ///< RE2, searched in the whole address; empty: none found.
  std::size_t taken = 0, of = 0;         ///< Articles that one of them takes.
  std::size_t mistaken = 0, others = 0;  ///< Addresses of other pages that one takes.
};

/// The shortest patterns that take `articles` and leave out `others`.
[[nodiscard]] AddressPatterns address_patterns(const std::vector<url::Url>& articles,
                                               const std::vector<url::Url>& others);

}  // namespace tearsheet::learn
