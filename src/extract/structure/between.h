// Pictures with their captions, and formulas, that stand between blocks of text.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "extract/page/survey.h"
#include "extract/structure/enclosures.h"
#include "extract/structure/footnotes.h"
#include "extract/structure/formulas.h"
#include "extract/structure/inline_html.h"
#include "html/html.h"
#include "records/records.h"
#include "url/url.h"

namespace tearsheet::extract {

/// Appends to `out`; lives no longer than what it refers to.
class Between {
 public:
  struct Place {
    const html::Document& page;
    const Survey& survey;
    const url::Url& base;
    const Footnotes& notes;
    InlineHtml& inline_html;
    Enclosures& enclosures;
    std::vector<records::Block>& out;
  };
  explicit Between(const Place& place) : at_(place) {}

  /// Pictures and formulas of nodes [begin, end), among which no block is chosen. A picture that
  /// stands with text other than its caption is another story's.
  void gap(std::uint32_t begin, std::uint32_t end);
  /// Pictures within a block that is chosen, whose formulas stand in its line.
  void pictures_in(std::uint32_t begin, std::uint32_t end) { read(begin, end, false); }

 private:
  void read(std::uint32_t begin, std::uint32_t end, bool formulas_too);
  [[nodiscard]] bool may_have_any(std::uint32_t begin, std::uint32_t end) const;
  [[nodiscard]] bool is_caption(const TextBlock& block) const;
  [[nodiscard]] bool is_captioned(std::uint32_t from, std::uint32_t to) const;
  void captioned(html::Node figure, std::uint32_t from, std::uint32_t to);
  void picture(html::Node node);
  void standing_formula(html::Node node, const Formula& formula);

  Place at_;
  std::unordered_set<std::string> shown_;  // addresses of pictures
  std::size_t images_ = 0;
  std::uint32_t last_picture_ = 0;
};

}  // namespace tearsheet::extract
