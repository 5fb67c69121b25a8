// Siblings of an element that are of its kind: cards, comments and rows have them.
#pragma once

#include <unordered_map>

#include "html/html.h"

namespace tearsheet::extract {

/// Answers are kept: each element is looked at once. Lives no longer than the document.
class SimilarSiblings {
 public:
  /// How many of the 24 nearest elements on either side have the element's tag and kind (its first
  /// class without a digit: other classes may number or file it).
  [[nodiscard]] int of(html::Node element);

  struct Record {
    html::Node element;  ///< Null if no element has siblings.
    int siblings = 0, level = 0;
  };
  /// The one with the most similar siblings among an element (level 1) and the seven around it.
  [[nodiscard]] Record record_around(html::Node element);

 private:
  std::unordered_map<std::uint32_t, int> known_;  // by node index
};

}  // namespace tearsheet::extract
