// Blocks of code as they are to be read: without what a highlighter puts around their letters.
#pragma once

#include <string>

#include "html/html.h"

namespace tearsheet::extract {

/// The text of a <pre>: line ends and indentation stay, <br> and elements that are lines of their
/// own end one, numbers of lines and buttons are left out, blank lines around it too.
[[nodiscard]] std::string code_text(html::Node pre);

/// The language that the classes or data attributes of a <pre>, its <code> or the elements around
/// it name: "python" of "language-python"; empty if none does.
[[nodiscard]] std::string code_language(html::Node pre);

/// Whether it holds nothing but the numbers 1, 2, 3 of another element's lines.
[[nodiscard]] bool is_line_numbers(std::string_view code);

}  // namespace tearsheet::extract
