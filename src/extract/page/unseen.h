// Words within a line that nobody sees.
#pragma once

#include <string>

#include "base/ascii.h"
#include "extract/page/bounds.h"
#include "extract/page/survey.h"

namespace tearsheet::extract {

/// Says itself that nobody sees it; `aria-hidden` alone only says that nobody hears it.
[[nodiscard]] inline bool is_unseen(html::Node element) {
  for (const html::Attribute& attribute : element.attributes()) {
    if (attribute.name == "hidden") return true;
    if (attribute.name != "style") continue;
    std::string style = to_lower(attribute.value.substr(0, kLongestClass));
    std::erase_if(style, is_space);
    if (style.find("display:none") != std::string::npos ||
        style.find("visibility:hidden") != std::string::npos)
      return true;
  }
  return false;
}

/// A span in a line that is not seen: its words are no part of the line. One that holds more than
/// words is a part of the page, and may be shown by a script.
[[nodiscard]] inline bool is_unseen_in_line(html::Node element) {
  constexpr std::uint32_t kFewNodes = 12;
  if (is_block_level(element.tag()) || element.end() - element.index() > kFewNodes) return false;
  if (element.attributes().empty() || !is_unseen(element)) return false;
  for (std::uint32_t i = element.index() + 1; i < element.end(); ++i) {
    const html::Node node = element.document().node(i);
    if (node.is_element() && is_block_level(node.tag())) return false;
  }
  return true;
}

}  // namespace tearsheet::extract
