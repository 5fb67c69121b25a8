// Sitemaps that are lines of URLs (https://www.sitemaps.org/protocol.html, "Text file").
#pragma once

#include "feed/feed.h"

namespace tearsheet::feed {

/// Lines that are no http(s) URL are passed over. `source` gives UTF-8.
Result<FeedHead> read_text_sitemap(ByteSource& source, const FeedOptions& options,
                                   const EachEntry& each);

}  // namespace tearsheet::feed
