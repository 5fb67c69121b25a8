#include "reading/directives.h"

#include "reading/page.h"
#include "text/text.h"

namespace tearsheet::reading {

robots::PageDirectives directives_of(const fetch::Headers& headers) {
  robots::PageDirectives all;
  for (const auto& [name, value] : headers) {
    if (name == "x-robots-tag") all.merge(robots::parse_x_robots_tag(value, kAgentToken));
  }
  return all;
}

robots::PageDirectives directives_of(const html::Document& document) {
  robots::PageDirectives all;
  const html::Node head = document.head();
  if (!head) return all;
  for (html::Node node = head.first_child(); node; node = node.next_sibling()) {
    if (!node.is_element() || node.tag() != html::Tag::kMeta) continue;
    const std::string name = text::fold(node.attribute("name").value_or(""));
    if (name == "robots" || name == kAgentToken)
      all.merge(robots::parse_meta_robots(node.attribute("content").value_or("")));
  }
  return all;
}

}  // namespace tearsheet::reading
