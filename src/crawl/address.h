// What an address says without being fetched: its keys, whether it is worth a request, which shape
// it has.
#pragma once

#include <cstdint>
#include <optional>

#include "site/site.h"
#include "store/store.h"
#include "url/url.h"

namespace tearsheet::crawl {

/// Limits that no news page needs to pass; beyond them an address is a trap or an
/// accident.
inline constexpr std::size_t kMaxUrlBytes = 2083;  // the shortest limit of the browsers in use
inline constexpr int kMaxPathDepth = 20;           // Heritrix
inline constexpr int kMaxSegmentRepeats = 3;  // Heritrix: /a/a/a/a grows for ever by relative links

[[nodiscard]] store::UrlHash hash_of(const url::Url& url, store::UrlKind kind,
                                     const url::KeyRules& rules);
/// Within the limits above.
[[nodiscard]] bool is_sane(const url::Url& url);
/// An article's address for this site, found on `from`.
[[nodiscard]] bool is_wanted(const url::Url& url, const url::Url& from,
                             const site::SiteDefinition& site);
/// Equal for addresses of one pattern: "/cal/2024-3/17.html" and "/cal/2025-11/2.html".
[[nodiscard]] std::uint64_t shape_of(const url::Url& url);

}  // namespace tearsheet::crawl
