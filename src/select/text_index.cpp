#include "select/text_index.h"

#include "select/text_search.h"

namespace tearsheet::select {

TextIndex::TextIndex(const html::Document& document) {
  offsets_.reserve(document.size() + 1);
  for (std::uint32_t i = 0; i < document.size(); ++i) {
    offsets_.push_back(all_.size());
    all_ += document.node(i).text();
  }
  offsets_.push_back(all_.size());
}

std::vector<std::size_t> TextIndex::find_all(std::string_view needle) const {
  std::vector<std::size_t> found;
  search_text(
      all_, needle, [](char c) { return c; },
      [&found](std::size_t at) {
        found.push_back(at);
        return true;
      });
  return found;
}

}  // namespace tearsheet::select
