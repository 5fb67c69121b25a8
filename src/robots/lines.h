// A robots.txt as lines of key and value, read with the leniency that the protocol's users count
// on.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace tearsheet::robots {

enum class Key : std::uint8_t {
  kUserAgent,
  kAllow,
  kDisallow,
  kCrawlDelay,
  kSitemap,
  kContentUsage,
  kContentSignal,
  kLicense,
  kOther
};

struct Line {
  Key key = Key::kOther;
  std::string_view value;  ///< Trimmed, without the comment; lives during the call.
  std::string_view text;   ///< The same of the whole line.
};

/// Calls `take` with each line that has a key, in order. Any bytes: UTF-8 with or without byte
/// order mark, UTF-16 with one; lines end in LF, CR or both. Reads RobotsPolicy::kMaxBytes; a line
/// cut off there is left out.
void for_each_line(std::string_view bytes, const std::function<void(const Line&)>& take);

}  // namespace tearsheet::robots
