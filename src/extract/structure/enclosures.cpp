#include "extract/structure/enclosures.h"

#include <algorithm>

#include "base/ascii.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;
using records::Enclosure;

constexpr std::uint32_t kMaxNumber = 999'999'999;  // CommonMark 5.2: nine digits

std::uint32_t number_in(std::optional<std::string_view> value, std::uint32_t otherwise) {
  if (!value || value->empty() || value->size() > 9) return otherwise;
  std::uint32_t out = 0;
  for (const char c : *value) {
    if (!is_digit(c)) return otherwise;
    out = out * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return out;
}

/// An item of a task list begins with its box.
Enclosure::Task task_of(Node element) {
  Node node = element.first_child();
  for (int i = 0; i < 4 && node; ++i) {
    if (node.is_element() && node.tag() == Tag::kInput) {
      if (node.attribute("type").value_or("") != "checkbox") return Enclosure::Task::kNone;
      return node.attribute("checked") ? Enclosure::Task::kDone : Enclosure::Task::kOpen;
    }
    if (node.is_text() && !trimmed(node.text()).empty()) break;
    // A label or paragraph may stand around the box.
    node = node.is_element() && node.first_child() ? node.first_child() : node.next_sibling();
  }
  return Enclosure::Task::kNone;
}

}  // namespace

std::uint32_t Enclosures::number_of(Node element, Node list) {
  Count& count = counts_[list.index()];
  Node from = list.first_child();
  std::uint32_t number = 0;
  if (count.node != 0 && count.node <= element.index()) {
    if (count.node == element.index()) return count.number;
    from = element.document().node(count.node).next_sibling();
    number = count.number;
  } else {
    number = number_in(list.attribute("start"), 1) - 1;
  }
  for (; from && from.index() <= element.index(); from = from.next_sibling()) {
    if (!from.is_element() || from.tag() != Tag::kLi) continue;
    number = std::min(number_in(from.attribute("value"), number + 1), kMaxNumber);
  }
  count = {element.index(), number};
  return number;
}

Enclosure Enclosures::item(Node element, Node list) {
  Enclosure out;
  out.kind = Enclosure::Kind::kBullet;
  out.list = list.index();
  out.id = element.index();
  out.task = task_of(element);
  if (list.tag() == Tag::kOl) {
    out.kind = Enclosure::Kind::kNumbered;
    out.number = number_of(element, list);
  }
  return out;
}

std::vector<Enclosure> Enclosures::around(Node node) {
  std::vector<Enclosure> out;
  for (; node && node.is_element(); node = node.parent()) {
    if (node.index() <= begin_ && node.end() >= end_) break;
    if (node.tag() == Tag::kBlockquote) {
      out.push_back({.id = node.index()});
    } else if (node.tag() == Tag::kLi) {
      const Node list = node.parent();
      if (list && (list.tag() == Tag::kUl || list.tag() == Tag::kOl))
        out.push_back(item(node, list));
    }
  }
  std::reverse(out.begin(), out.end());
  if (out.size() > kMaxEnclosures) out.resize(kMaxEnclosures);
  return out;
}

}  // namespace tearsheet::extract
