// What an address says without being fetched: its keys, and whether it is worth a request.
#pragma once

#include <cstddef>

#include "site/site.h"
#include "store/store.h"
#include "url/url.h"

namespace tearsheet::reading {

/// Limits that no news page needs to pass; beyond them an address is a trap or an accident.
inline constexpr std::size_t kMaxUrlBytes = 2083;  // the shortest limit of the browsers in use
inline constexpr int kMaxPathDepth = 20;           // Heritrix
inline constexpr int kMaxSegmentRepeats = 3;  // Heritrix: /a/a/a/a grows for ever by relative links

[[nodiscard]] store::UrlHash hash_of(const url::Url& url, store::UrlKind kind,
                                     const url::KeyRules& rules);
/// What the store knows an article's address by, where its site file has no rules of its own for
/// keys.
[[nodiscard]] store::UrlHash article_key(const url::Url& url);
/// Within the limits above.
[[nodiscard]] bool is_sane(const url::Url& url);
/// An article's address for this site, found on `from`.
[[nodiscard]] bool is_wanted(const url::Url& url, const url::Url& from,
                             const site::SiteDefinition& site);

}  // namespace tearsheet::reading
