#include "extract/body/similar_siblings.h"

#include <algorithm>

#include "base/ascii.h"
#include "extract/page/bounds.h"

namespace tearsheet::extract {
namespace {

using html::Node;

constexpr int kLooked = 24;  // each way
constexpr int kLevels = 8;

std::string_view kind_of(Node element) {
  std::string_view classes = class_of(element);
  while (!classes.empty()) {
    const auto begin = classes.find_first_not_of(" \t\n");
    if (begin == std::string_view::npos) return {};
    classes.remove_prefix(begin);
    const auto end = std::min(classes.find_first_of(" \t\n"), classes.size());
    const std::string_view name = classes.substr(0, end);
    if (std::none_of(name.begin(), name.end(), is_digit)) return name;
    classes.remove_prefix(end);
  }
  return {};
}

}  // namespace

int SimilarSiblings::of(Node element) {
  const auto [it, fresh] = known_.try_emplace(element.index(), 0);
  if (!fresh) return it->second;
  const auto like = [&, name = kind_of(element)](Node other) {
    return other.tag() == element.tag() && kind_of(other) == name;
  };
  int looked = 0;
  for (Node next = element.next_sibling(); !next.is_null() && looked < kLooked;
       next = next.next_sibling()) {
    if (!next.is_element()) continue;
    ++looked;
    it->second += like(next) ? 1 : 0;
  }
  looked = 0;
  for (Node before = element.previous_sibling(); !before.is_null() && looked < kLooked;
       before = before.previous_sibling()) {
    if (!before.is_element()) continue;
    ++looked;
    it->second += like(before) ? 1 : 0;
  }
  return it->second;
}

SimilarSiblings::Record SimilarSiblings::record_around(Node element) {
  Record out;
  for (int level = 1; level <= kLevels && !element.is_null() && element.tag() != html::Tag::kBody;
       ++level, element = element.parent()) {
    const int count = of(element);
    if (count > out.siblings) out = {element, count, level};
  }
  return out;
}

}  // namespace tearsheet::extract
