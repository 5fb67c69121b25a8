// The page's text in one piece: each element's text content is a slice of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html/html.h"

namespace tearsheet::select {

class TextIndex {
 public:
  explicit TextIndex(const html::Document& document);

  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  [[nodiscard]] Range range(html::Node node) const {
    return {offsets_[node.index()], offsets_[node.end()]};
  }
  [[nodiscard]] std::string_view all() const { return all_; }
  /// Where `needle` stands in the whole text, ascending.
  [[nodiscard]] std::vector<std::size_t> find_all(std::string_view needle) const;

 private:
  std::string all_;
  std::vector<std::size_t> offsets_;  // by node, and one for the end
};

}  // namespace tearsheet::select
