// The form of an address: which pages come from one template.
#pragma once

#include <cstdint>

#include "url/url.h"

namespace tearsheet::crawl {

/// Equal for addresses of one pattern: "/cal/2024-3/17.html" and "/cal/2025-11/2.html".
[[nodiscard]] std::uint64_t shape_of(const url::Url& url);

}  // namespace tearsheet::crawl
