// What must hold for any page: the pre-scan changes nothing, the tree is whole, limits are kept.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "html/tree_builder.h"

namespace tearsheet::html {

/// The tree as text, one node a line.
inline std::string describe_tree(const Result<Document>& document) {
  if (!document) return "error: " + document.error().message;
  std::string text;
  for (std::uint32_t i = 0; i < document->size(); ++i) {
    const Node node = document->node(i);
    text += std::to_string(node.end());
    text += '/';
    text += std::to_string(static_cast<int>(node.name_space()));
    text += ' ';
    text += node.is_text() ? node.text() : node.name();
    for (const Attribute& attribute : node.attributes()) {
      text.append(" ").append(attribute.name).append("='").append(attribute.value).append("'");
    }
    text += '\n';
  }
  return text;
}

inline std::string describe_scripts(const Result<Document>& document) {
  std::string text;
  if (!document) return text;
  for (const DataScript& script : document->data_scripts()) {
    text.append(script.type).append("#").append(script.id).append(": ").append(script.content);
    text += '\n';
  }
  return text;
}

/// Aborts where a property does not hold.
inline void check_html_properties(std::string_view page) {
  if (page.size() > 20'000) return;
  // Small enough limits that the guards work, and large enough that most pages do not meet them.
  const ParseLimits roomy{
      .max_depth = 100'000, .max_attributes = 100'000, .max_time = std::chrono::seconds(60)};
  const auto scanned = TreeBuilder::parse(std::string(page), roomy, TreeBuilder::Prescan::kYes);
  const auto plain = TreeBuilder::parse(std::string(page), roomy, TreeBuilder::Prescan::kNo);
  if (describe_tree(scanned) != describe_tree(plain)) std::abort();
  // Data scripts are handed out as they are written; Gumbo puts line ends and bad characters right.
  const bool is_ascii = std::all_of(page.begin(), page.end(),
                                    [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); });
  if (is_ascii && describe_scripts(scanned) != describe_scripts(plain)) std::abort();

  const auto document = Document::parse(std::string(page), {.max_depth = 16, .max_attributes = 4});
  if (!document) return;
  if (!document->html() || !document->head() || !document->body()) std::abort();
  std::size_t text_size = 0;
  for (std::uint32_t i = 0; i < document->size(); ++i) {
    const Node node = document->node(i);
    text_size += node.text().size();
    unsigned depth = 0;
    for (Node at = node; at; at = at.parent()) ++depth;
    if (depth > 18) std::abort();
    if (i > 0 && !node.parent().contains(node)) std::abort();
    if (node.next_sibling() && node.next_sibling().previous_sibling() != node) std::abort();
    if (node.last_child() && node.last_child().next_sibling()) std::abort();
  }
  if (text_content(document->root()).size() != text_size) std::abort();
  if (visible_text(document->root()).size() > 2 * text_size + document->size()) std::abort();
  if (locator(document->node(document->size() - 1)).size() > 100'000) std::abort();
}

}  // namespace tearsheet::html
