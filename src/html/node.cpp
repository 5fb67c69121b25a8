#include "base/ascii.h"
#include "html/html.h"

namespace tearsheet::html {
namespace {}  // namespace

std::string_view Node::name() const {
  return is_element() ? document_->nodes_[index_].text : std::string_view{};
}

std::optional<std::string_view> Node::attribute(std::string_view lower_case_name) const {
  for (const Attribute& attribute : attributes()) {
    if (attribute.name == lower_case_name) return attribute.value;
  }
  return std::nullopt;
}

std::string_view Node::id() const {
  return attribute("id").value_or(std::string_view{});
}

bool Node::has_class(std::string_view name) const {
  if (name.empty()) return false;
  const auto classes = attribute("class");
  if (!classes) return false;
  for (std::size_t at = classes->find(name); at != std::string_view::npos;
       at = classes->find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || is_html_space((*classes)[at - 1])) &&
        (end == classes->size() || is_html_space((*classes)[end]))) {
      return true;
    }
  }
  return false;
}

Node Node::last_child() const {
  if (end() == index_ + 1) return {};
  // The last descendant is under the last child: climb from it.
  std::uint32_t child = end() - 1;
  while (document_->nodes_[child].parent != index_) child = document_->nodes_[child].parent;
  return {*document_, child};
}

std::string text_content(Node node) {
  std::string text;
  const Document& document = node.document();
  for (std::uint32_t i = node.index(); i < node.end(); ++i) text += document.node(i).text();
  return text;
}

}  // namespace tearsheet::html
