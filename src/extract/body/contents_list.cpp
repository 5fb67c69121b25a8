#include "extract/body/contents_list.h"

#include <algorithm>

#include "base/ascii.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

// Fewer are the marks of a footnote.
constexpr int kFewestEntries = 3;

bool is_list(Node node) {
  return node.is_element() && (node.tag() == Tag::kUl || node.tag() == Tag::kOl);
}

bool leads_within(Node link) {
  const auto href = link.attribute("href");
  return href && href->size() > 1 && href->front() == '#';
}

bool is_contents(Node list) {
  int entries = 0;
  for (std::uint32_t i = list.index() + 1; i < list.end();) {
    const Node node = list.document().node(i);
    if (!node.is_element()) {
      const std::string_view text = trimmed(node.text());
      // A number or a dot before its link.
      if (std::ranges::any_of(text, [](char c) { return !is_digit(c) && c != '.'; })) return false;
      ++i;
    } else if (node.tag() == Tag::kA && node.attribute("href")) {
      if (!leads_within(node)) return false;
      ++entries;
      i = node.end();
    } else {
      ++i;
    }
  }
  return entries >= kFewestEntries;
}

}  // namespace

void distrust_contents(const html::Document& page, const Survey& survey,
                       std::vector<float>& trust) {
  const Node body = page.body();
  for (std::uint32_t i = body.index(); i < body.end();) {
    const Node node = page.node(i);
    if (!is_list(node)) {
      ++i;
      continue;
    }
    if (is_contents(node)) {
      for (std::uint32_t block = survey.first_block(node.index());
           block < survey.first_block(node.end()); ++block)
        trust[block] = 0;
    }
    i = node.end();
  }
}

}  // namespace tearsheet::extract
