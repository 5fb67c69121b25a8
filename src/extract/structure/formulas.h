// Formulas as TeX, however a page writes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "html/html.h"

namespace tearsheet::extract {

struct Formula {
  std::string tex;          ///< One line; empty: it cannot be had, and nothing else is to be shown.
  bool is_display = false;  ///< Stands in lines of its own.
  std::uint32_t end = 0;    ///< Behind the nodes that show it.
};

/// The formula that `element` is: MathML (with its TeX as annotation or converted), the elements
/// that KaTeX, MathJax and MediaWiki put around it, a picture whose alternative text is TeX.
[[nodiscard]] std::optional<Formula> formula_at(html::Node element);

/// MathML Core as TeX. At most kLongestFormula bytes.
[[nodiscard]] std::string tex_of_mathml(html::Node math);

inline constexpr std::size_t kLongestFormula = 4000;

}  // namespace tearsheet::extract
