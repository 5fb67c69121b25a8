// What the members of objects in page states are called, and what the objects are, in the words of
// content systems: Arc, Contentful, Sanity, Editor.js, Slate, ProseMirror, Draft.js, Gutenberg ...
#pragma once

#include <cstdint>
#include <string_view>

#include "extract/embedded/values.h"

namespace tearsheet::extract {

enum class Role : std::uint8_t {
  kNone,  ///< Holds others, or its own text.
  kParagraph,
  kHeading,
  kList,
  kItem,
  kQuote,
  kImage,
  kLink,
  kBreak,
  kBeside,  ///< Advertisements, embedded objects, other stories.
};

/// What an object is by its type; `level` of a heading.
[[nodiscard]] Role role_of(const Values& values, std::uint32_t object, int& level);
/// Of an element of HTML that is written as data.
[[nodiscard]] Role role_of_tag(std::string_view tag, int& level);

/// A member that holds text for readers: "text", "bodyHtml", "content".
[[nodiscard]] bool is_text_key(std::string_view key);
/// A member beside the story: "related", "comments", "author".
[[nodiscard]] bool is_beside_key(std::string_view key);
/// A member that sums the story up.
[[nodiscard]] bool is_summary_key(std::string_view key);
[[nodiscard]] bool is_title_key(std::string_view key);
/// Reads like running text, and no address, code or list of names.
[[nodiscard]] bool is_prose(std::string_view text);
/// A string says something to readers: it is prose, or its member holds text.
[[nodiscard]] bool is_said(const Value& value);

/// The text of an object of its own, markup first; empty if it has none.
[[nodiscard]] std::string_view own_text(const Values& values, std::uint32_t object);

}  // namespace tearsheet::extract
