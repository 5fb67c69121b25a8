// Which element each of a page's data scripts (application/ld+json and the like) belongs to: their
// text is kept beside the tree, but "script::text" and "//script/text()" mean it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "html/html.h"

namespace tearsheet::select {

class DataScripts {
 public:
  explicit DataScripts(const html::Document& document);

  struct Content {
    std::uint32_t element = 0;
    std::string_view text;
  };
  /// In document order.
  [[nodiscard]] const std::vector<Content>& contents() const { return contents_; }
  /// Empty where `node` is no data script.
  [[nodiscard]] std::string_view of(std::uint32_t node) const;

 private:
  std::vector<Content> contents_;
};

}  // namespace tearsheet::select
