// Pages that hold nothing but the way to another one.
#pragma once

#include <optional>

#include "fetch/fetch.h"
#include "html/html.h"
#include "site/site.h"
#include "url/url.h"

namespace tearsheet::reading {

/// Bytes of a page that may only lead on, and of the text that it shows meanwhile. Longer ones are
/// read for themselves.
inline constexpr std::size_t kLargestLeadingOn = 200'000;
inline constexpr std::size_t kLongestFarewell = 600;

/// The target of <meta http-equiv=refresh content="N; url=...">, if the page sends its reader
/// elsewhere at once: within 10 s, not back to itself, and over http or https.
[[nodiscard]] std::optional<url::Url> refresh_target(const html::Document& page,
                                                     const url::Url& base);

/// Where a page that came leads by such an element, having hardly any text itself. It is followed
/// like a redirect: through the host's gate, and counted among the hops.
[[nodiscard]] std::optional<url::Url> leads_on(const fetch::FetchResult& result,
                                               const site::SiteDefinition* site);

}  // namespace tearsheet::reading
