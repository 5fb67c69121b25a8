#include <algorithm>

#include "html/html.h"
#include "html/memory.h"
#include "html/tree_builder.h"

namespace tearsheet::html {

Document::Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Result<Document> Document::parse(std::string utf8, const ParseLimits& limits) {
  return TreeBuilder::parse(std::move(utf8), limits, TreeBuilder::Prescan::kYes);
}

Node Document::html() const {
  for (Node child = root().first_child(); child; child = child.next_sibling()) {
    if (child.is_element()) return child;
  }
  return {};
}

Node Document::head() const {
  for (Node child = html().first_child(); child; child = child.next_sibling()) {
    if (child.tag() == Tag::kHead && child.is_element()) return child;
  }
  return {};
}

Node Document::body() const {
  for (Node child = html().first_child(); child; child = child.next_sibling()) {
    if (child.is_element() && (child.tag() == Tag::kBody || child.tag() == Tag::kFrameset))
      return child;
  }
  return {};
}

std::size_t Document::element_count() const {
  return static_cast<std::size_t>(
      std::count_if(nodes_.begin(), nodes_.end(),
                    [](const NodeData& node) { return node.type == NodeType::kElement; }));
}

}  // namespace tearsheet::html
