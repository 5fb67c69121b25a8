// One linear pass over a page before it is parsed.
//
// Half of a news page is scripts, styles, drawings and comments, and Gumbo spends a character's
// full price on each of their bytes. The pre-scan cuts them out by the tokenizer's own rules, so
// that the tree is the same but for what is in them (which TreeBuilder leaves out anyway). On the
// way it bounds what Gumbo is quadratic in: open depth and attributes of a tag.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "html/html.h"

namespace tearsheet::html {

class Arena;

/// A script that holds data.
struct KeptScript {
  std::size_t tag_offset;  ///< Of the start tag's '<' in the page after the pre-scan.
  std::string_view content;
};

/// A comment that was shortened.
struct KeptComment {
  std::size_t offset;  ///< Of its '<' in the page after the pre-scan.
  std::string_view text;
};
/// What the pre-scan took out and hands on, each kind in the order of its offsets.
struct Kept {
  std::vector<KeptScript> scripts;
  std::vector<KeptComment> comments;
};

/// Shortens `html` in place; contents of data scripts and comments are copied to `arena`.
Kept prescan(std::string& html, Arena& arena, const ParseLimits& limits);

/// " application/ld+json; charset=utf-8" -> "application/ld+json"
[[nodiscard]] std::string_view media_type(std::string_view type);
/// "application/ld+json; charset=utf-8" -> true: a script of this type is data, as JSON.
[[nodiscard]] bool is_data_type(std::string_view type);

}  // namespace tearsheet::html
