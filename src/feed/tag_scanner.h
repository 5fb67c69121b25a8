// One tag out of text that may be broken: shared by the XML reader and by the HTML that feeds
// carry.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace tearsheet::feed {

struct RawAttribute {
  std::string_view name;   ///< As written, with its prefix.
  std::string_view value;  ///< References not resolved; empty where there is none.
};

struct RawTag {
  std::string_view name;
  std::vector<RawAttribute> attributes;  ///< At most kMaxAttributes; further ones are dropped.
  bool is_end = false;
  bool is_empty = false;  ///< "<x/>"
  std::size_t size = 0;   ///< Bytes up to and with the '>'.
};

inline constexpr std::size_t kMaxAttributes = 256;
inline constexpr std::size_t kMaxTagBytes = 1'000'000;

enum class TagScan {
  kTag,
  kText,        ///< The '<' begins no tag: it is text.
  kIncomplete,  ///< More bytes are needed.
  kTooLong,     ///< kMaxTagBytes without an end.
};

/// Scans the tag that begins at text[0] == '<'. Views in `tag` point into `text`. Linear in the
/// bytes it takes.
[[nodiscard]] TagScan scan_tag(std::string_view text, RawTag& tag);

}  // namespace tearsheet::feed
