// Data that stands in JavaScript as a literal: JSON, and what scripts write where JSON would do.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "extract/embedded/values.h"

namespace tearsheet::extract {

/// What names stand for in a literal: the parameters of the function around it.
using Names = std::map<std::string_view, std::uint32_t, std::less<>>;

/// What a page's literals may cost together.
struct LiteralBudget {
  std::size_t bytes = 2 * kMaxStateBytes;
};

/// Reads the object, array or string that begins at `at` and appends its values; gives the position
/// behind it. Nothing is appended where it is no literal, or the budget is used up. Names without
/// quotes, single quotes, templates, trailing commas and comments are read; an expression is one
/// unknown value. A string that holds JSON itself is read as that.
[[nodiscard]] std::optional<std::size_t> read_literal(std::string_view code, std::size_t at,
                                                      const Names& names, LiteralBudget& budget,
                                                      Values& out);

/// The text of the string literal at `at`, and the position behind it in `end`.
[[nodiscard]] std::optional<std::string> read_string(std::string_view code, std::size_t at,
                                                     std::size_t& end);

/// Behind the expression that begins at `at`: at the comma or the bracket that ends it, or at the
/// end. Strings and brackets within are passed over.
[[nodiscard]] std::size_t skip_expression(std::string_view code, std::size_t at);

}  // namespace tearsheet::extract
