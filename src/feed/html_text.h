// HTML as feeds carry it: to plain text, and to HTML that is safe to show.
//
// Both are one pass over the text without a tree: feeds hold fragments by the thousand, and a tree
// costs more than the whole feed. What comes out is written anew: every '<' of it begins a tag of
// the allow-list with attributes of the allow-list in double quotes, every other one is "&lt;", and
// open elements are closed in order. So there is nothing left that a browser could read in another
// way.
#pragma once

#include <string>
#include <string_view>

#include "feed/links.h"

namespace tearsheet::feed {

/// What a reader sees, on one line: markup gone, references resolved, white space folded.
[[nodiscard]] std::string html_to_text(std::string_view html);

/// Elements and attributes of the allow-list (sanitise_table.cpp), links resolved against `base`,
/// at most 256 deep.
[[nodiscard]] std::string sanitise_html(std::string_view html, const Links& links, BaseId base);

}  // namespace tearsheet::feed
