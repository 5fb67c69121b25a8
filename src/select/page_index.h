// What selectors look up in a page instead of walking it: elements by name, id and class, and small
// filters that tell most mismatches at the cost of one AND. Built in one pass, on the first CSS
// query.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "html/html.h"

namespace tearsheet::select {

class PageIndex {
 public:
  explicit PageIndex(const html::Document& document);

  /// All elements, those of a tag (HTML, SVG and MathML alike), those whose id or class has a key
  /// of hashes.h (and now and then one that only has the same hash): in document order.
  [[nodiscard]] std::span<const std::uint32_t> elements() const { return elements_; }
  [[nodiscard]] std::span<const std::uint32_t> with_tag(html::Tag tag) const;
  [[nodiscard]] std::span<const std::uint32_t> with_key(std::uint64_t key) const;

  /// By node: filters over the ids and classes of the element, of all elements above it, and over
  /// its attribute names.
  [[nodiscard]] std::uint64_t own_filter(std::uint32_t node) const { return filters_[node].own; }
  [[nodiscard]] std::uint64_t ancestor_filter(std::uint32_t node) const {
    return filters_[node].above;
  }
  [[nodiscard]] std::uint64_t attribute_filter(std::uint32_t node) const {
    return filters_[node].attributes;
  }

 private:
  struct Filters {
    std::uint64_t own = 0;
    std::uint64_t above = 0;
    std::uint64_t attributes = 0;
  };
  struct Entry {  // one id or class of one element
    std::uint64_t key;
    std::uint32_t slot;
    std::uint32_t node;
  };
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t begin = 0;
    std::uint32_t count = 0;  // 0: free
  };

  void read_attributes(html::Node element, std::vector<Entry>& entries);
  void group_by_tag(const html::Document& document);
  void group_by_key(std::vector<Entry>& entries);
  [[nodiscard]] std::size_t find_slot(std::uint64_t key) const;

  std::uint64_t multiplier_;  // odd and unknown to the page's author, who could else make all keys
                              // meet in one slot
  bool folds_case_;           // quirks mode: ids and classes have no case
  std::vector<std::uint32_t> elements_;
  std::vector<Filters> filters_;
  std::vector<std::uint32_t> by_tag_;
  std::vector<std::uint32_t> tag_begins_;
  std::vector<std::uint32_t> by_key_;
  std::vector<Slot> slots_;  // open addressing, a power of two of them
};

}  // namespace tearsheet::select
