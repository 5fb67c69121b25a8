// Where each element stands among its siblings, for :nth-child() and its kin. Linear in the page,
// whatever its shape.
#pragma once

#include <cstdint>
#include <vector>

#include "html/html.h"

namespace tearsheet::select {

class SiblingIndex {
 public:
  explicit SiblingIndex(const html::Document& document);

  struct Position {
    std::uint32_t from_start = 0;  ///< 1-based; 0 for nodes that are not elements.
    std::uint32_t from_end = 0;
  };
  [[nodiscard]] Position child(std::uint32_t node) const { return children_[node]; }
  /// Among siblings with the same name and namespace.
  [[nodiscard]] Position of_type(std::uint32_t node) const { return of_type_[node]; }

 private:
  std::vector<Position> children_;
  std::vector<Position> of_type_;
};

/// The element before `node` under the same parent; null if there is none.
[[nodiscard]] inline html::Node previous_element(html::Node node) {
  do {
    node = node.previous_sibling();
  } while (node && !node.is_element());
  return node;
}
[[nodiscard]] inline html::Node next_element(html::Node node) {
  do {
    node = node.next_sibling();
  } while (node && !node.is_element());
  return node;
}

}  // namespace tearsheet::select
