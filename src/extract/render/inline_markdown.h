// The text of a block as Markdown.
#pragma once

#include <string>
#include <string_view>

namespace tearsheet::extract {

/// Inline HTML of a block as CommonMark: links, emphasis, code, lines, formulas as "$x$", marks of
/// footnotes as "[^1]".
[[nodiscard]] std::string inline_markdown(std::string_view html);

/// What CommonMark would read as markup, with a backslash before it. `line_start`: the text begins
/// a line, where more is markup.
[[nodiscard]] std::string escape_markdown(std::string_view text, bool line_start = true);

/// An address as the target of a link.
[[nodiscard]] std::string escape_target(std::string_view address);

}  // namespace tearsheet::extract
