// One linear pass over a page before it is parsed.
//
// Half of a news page is scripts, styles, drawings and comments, and half of the rest is values of
// attributes; Gumbo spends a character's full price on each of their bytes. The pre-scan cuts them
// out by the tokenizer's own rules, so that the tree is the same: TreeBuilder puts values and
// comments back, and leaves out the contents of scripts, styles and drawings anyway. On the way it
// bounds what Gumbo is quadratic in: open depth and attributes of a tag.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html/html.h"

namespace tearsheet::html {

/// A piece of the page that was taken out.
struct KeptText {
  std::size_t offset;     ///< In the page after the pre-scan: see Prescanned.
  std::string_view text;  ///< Points into the page before it.
};

/// Runs of text leave a private-use character behind, that of their number, if the page has none of
/// these itself.
inline constexpr char32_t kFirstTextMark = 0xF0000;
inline constexpr std::size_t kMaxTextMarks = 0xFFFE;
inline constexpr char kTextMarkLead = '\xF3';  ///< The first of its four bytes in UTF-8.

/// Attributes of a start tag that were taken out.
struct KeptTag {
  std::size_t offset;   ///< Of its '<', in the page after the pre-scan.
  std::uint32_t begin;  ///< In Prescanned::attributes.
  std::uint32_t count;
};

/// The page after the pre-scan, and what was taken out, each in the order of the offsets.
struct Prescanned {
  std::string html;
  std::vector<KeptText> data_scripts;   ///< Offset of the start tag's '<'.
  std::vector<KeptText> comments;       ///< Of the comment's '<'.
  std::vector<KeptTag> tags;            ///< Tags all of whose attributes were taken out.
  std::vector<Attribute> attributes;    ///< Of those tags.
  std::vector<std::string_view> texts;  ///< Runs of text; the nth left text_mark(n) behind.
  std::vector<KeptText> values;         ///< Of other tags: offset of the opening quote of a value.

  [[nodiscard]] std::size_t bytes() const;  ///< Memory held.
};

/// `html` must outlive the result.
Prescanned prescan(const std::string& html, const ParseLimits& limits);

/// " application/ld+json; charset=utf-8" -> "application/ld+json"
[[nodiscard]] std::string_view media_type(std::string_view type);
/// "application/ld+json; charset=utf-8" -> true: a script of this type is data, as JSON.
[[nodiscard]] bool is_data_type(std::string_view type);
/// What a script of that type or none is kept as: its media type where it is data, kCodeType where
/// it is code; empty: not at all.
[[nodiscard]] std::string_view kept_type(std::string_view type);
inline constexpr std::string_view kCodeType = "text/javascript";
/// Bytes of a script of code that is worth keeping: the text of an article may stand in it.
inline constexpr std::size_t kShortestKeptCode = 100;

}  // namespace tearsheet::html
