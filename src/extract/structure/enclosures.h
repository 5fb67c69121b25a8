// What a block stands in.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "html/html.h"
#include "records/records.h"

namespace tearsheet::extract {

class Enclosures {
 public:
  /// Elements that hold all nodes of [begin, end) say nothing of one of them: a page may have put
  /// its article into an item.
  Enclosures(std::uint32_t begin, std::uint32_t end) : begin_(begin), end_(end) {}

  /// Quotations and items around a node, outermost first, at most kMaxEnclosures. Nodes are asked
  /// in document order, so that items are counted once.
  [[nodiscard]] std::vector<records::Enclosure> around(html::Node node);

 private:
  records::Enclosure item(html::Node element, html::Node list);
  std::uint32_t number_of(html::Node element, html::Node list);

  std::uint32_t begin_, end_;
  struct Count {
    std::uint32_t node = 0, number = 0;
  };
  std::unordered_map<std::uint32_t, Count> counts_;  // by list: its last item that was asked for
};

inline constexpr std::size_t kMaxEnclosures = 8;

}  // namespace tearsheet::extract
