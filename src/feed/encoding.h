// Which encoding a feed is in, settled before anything is parsed (RFC 7303 3.2 and XML 1.0 appendix
// F, in that spirit).
//
// Left on purpose: what is valid UTF-8 with characters beyond ASCII is UTF-8 even where a
// single-byte encoding is declared, because such text is never valid by chance, and wrong
// declarations are everywhere; a declaration that does not fit the bytes is passed over. Supersets
// stand in for their subsets (text::decode_as).
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "feed/feed.h"

namespace tearsheet::feed {

struct Utf8Source {
  std::unique_ptr<ByteSource> converted;  ///< Where the bytes were not UTF-8.
  ByteSource* source = nullptr;  ///< UTF-8, at its beginning; the given one or `converted`.
  std::string front;             ///< The first bytes of it, at most kFrontBytes.
};
inline constexpr std::size_t kFrontBytes = 4096;

/// Reads `source` once to the end and rewinds it. kTooLarge above the limit.
Result<Utf8Source> settle_encoding(ByteSource& source, const FeedOptions& options);

}  // namespace tearsheet::feed
