// The text of a page for comparing: letters and digits alone, in one string, so that the text of
// every element is a slice of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html/html.h"

namespace tearsheet::learn {

/// Letters and digits, small where they are ASCII. One pass.
[[nodiscard]] std::string letters_of(std::string_view text);

/// Whether a break of the flow stands before and behind the element.
[[nodiscard]] bool breaks_flow(html::Tag tag);

class PageText {
 public:
  explicit PageText(const html::Document& page);

  /// A run of text between two breaks of the flow.
  struct Block {
    std::uint32_t node = 0;            ///< Of its first text.
    std::uint32_t begin = 0, end = 0;  ///< In the page's letters.
    std::uint64_t hash = 0;            ///< Of its letters.
  };

  /// Of everything in `element`.
  [[nodiscard]] std::string_view of(html::Node element) const {
    return slice(offsets_[element.index()], offsets_[element.end()]);
  }
  [[nodiscard]] std::string_view of(const Block& block) const {
    return slice(block.begin, block.end);
  }
  [[nodiscard]] const std::vector<Block>& blocks() const { return blocks_; }
  /// Blocks of an element are [first_block(its index), first_block(its end)).
  [[nodiscard]] std::uint32_t first_block(std::uint32_t node) const;

 private:
  [[nodiscard]] std::string_view slice(std::uint32_t begin, std::uint32_t end) const {
    return std::string_view(letters_).substr(begin, end - begin);
  }
  std::string letters_;
  std::vector<std::uint32_t> offsets_;  // by node: where its letters begin; one more at the end
  std::vector<Block> blocks_;
};

}  // namespace tearsheet::learn
