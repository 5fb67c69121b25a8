// Tag names as numbers, and what the pre-scan has to know of each.
#pragma once

#include <cstdint>
#include <string_view>

namespace tearsheet::html {

/// Up to eight bytes stand in it as they are; longer names wrap around and are marked. Two long
/// names with one key are taken for the same, which can only cost the depth guard its precision.
using NameKey = std::uint64_t;
inline constexpr NameKey kLongName = NameKey{1} << 63;

constexpr NameKey add_to_key(NameKey key, unsigned char lower_case) {
  return (key << 8 | key >> 56) ^ lower_case;
}

constexpr NameKey name_key(std::string_view lower_case) {
  NameKey key = 0;
  for (const char c : lower_case) key = add_to_key(key, static_cast<unsigned char>(c));
  return lower_case.size() > 8 ? key | kLongName : key;
}

/// What comes behind the start tag (WHATWG HTML 13.2.6.4: which elements switch the tokenizer).
enum class Content : std::uint8_t {
  kNormal,
  kNone,  // void elements
  kScript,
  kStyle,
  kRawText,    // to its end tag, as it stands or with references: title, textarea, iframe, xmp ...
  kPlaintext,  // to the end of the page
  kSvg,
  kMath,
};

/// How an open element behaves when others start and end (13.2.4.2, 13.2.4.3), as far as the depth
/// depends on it.
enum Trait : std::uint16_t {
  kUncounted = 1 << 0,   // html, head, body: never nested
  kSpecial = 1 << 1,     // end tags of inline elements do not reach across it
  kFormatting = 1 << 2,  // its end tag takes it alone; what is in it stays open
  kBarrier = 1 << 3,     // end tags inside do not reach across it, but those of table parts
  kClosesP = 1 << 4,     // its start tag ends an open <p>
  kListStop = 1 << 5,    // an open <li> outside it stays open when one starts inside
};

/// Elements that are ended by the start of a sibling: which of them end which.
enum class Sibling : std::uint8_t {
  kNone,
  kP,
  kItem,
  kDefinition,
  kOption,
  kRuby,
  kTable,
  kSection,
  kRow,
  kCell
};

struct NameTraits {
  NameKey key = 0;
  Content content = Content::kNormal;
  std::uint16_t traits = 0;
  Sibling sibling = Sibling::kNone;
};

/// Of a name in lower case; names that are not in the table are ordinary inline elements.
[[nodiscard]] const NameTraits& traits_of(NameKey key);

}  // namespace tearsheet::html
