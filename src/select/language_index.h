// The language of every element (WHATWG HTML 3.2.6.2) and matching it against :lang() ranges.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html/html.h"

namespace tearsheet::select {

class LanguageIndex {
 public:
  explicit LanguageIndex(const html::Document& document);

  /// As written; empty where nothing says it. The view lives as long as the document.
  [[nodiscard]] std::string_view of(std::uint32_t node) const { return languages_[node]; }

 private:
  std::vector<std::string_view> languages_;
};

/// Extended filtering (RFC 4647, 3.3.2) with the wildcards in the middle implied: "de-DE" fits
/// de-Latn-DE. `range` in lower case.
[[nodiscard]] bool is_language_in_range(std::string_view language, std::string_view range);

}  // namespace tearsheet::select
