// JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/).
#pragma once

#include "feed/feed.h"

namespace tearsheet::feed {

/// `source` gives UTF-8; it is read whole. Broken JSON gives the entries in front of the break.
Result<FeedHead> read_json_feed(ByteSource& source, const FeedOptions& options,
                                const EachEntry& each);

}  // namespace tearsheet::feed
