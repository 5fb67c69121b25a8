// Which links of a front page lead to its sections: pages that list articles of one topic or place.
#pragma once

#include <cstddef>
#include <string_view>

#include "url/url.h"

namespace tearsheet::extract {

/// More links than that are an index of topics, not what a site is divided into.
inline constexpr std::size_t kMaxSections = 40;

/// The folder that an address stands in, with the slash at its end; of a front page "/".
[[nodiscard]] std::string_view scope_of(const url::Url& url);

}  // namespace tearsheet::extract
