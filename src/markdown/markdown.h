// Stored Markdown, to read: as wrapped text for a terminal, and as HTML.
//
// CommonMark as the extractor writes it (extract/render/markdown.h), with tables, task lists and
// footnotes. What a page could have put into it is harmless in both forms: control characters and
// bidirectional overrides are escaped, raw HTML is text, and an address of any scheme but http(s)
// leads nowhere. Linear in the text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tearsheet::markdown {

struct TerminalOptions {
  std::size_t width = 80;  ///< Columns; 0: lines are as long as they are.
  bool colour = false;     ///< Bold, italic and dim by ANSI sequences; else marks as in Markdown.
};

/// Lines that each end with '\n'; a blank one between two blocks.
[[nodiscard]] std::string to_terminal(std::string_view markdown, const TerminalOptions& options);

enum class Look : unsigned char { kPlain, kBold, kItalic, kDim };
/// The same of a text without markup, in paragraphs with a blank line between them.
[[nodiscard]] std::string wrapped(std::string_view text, const TerminalOptions& options,
                                  Look look = Look::kPlain);

struct HtmlOptions {
  bool images = true;  ///< Else a picture is its text, in brackets: nothing is loaded.
};
/// Elements without a document around them: h2 to h6, p, ul, ol, blockquote, pre, table, a, img.
[[nodiscard]] std::string to_html(std::string_view markdown, const HtmlOptions& options = {});

/// Columns that a line takes on a terminal: East Asian wide characters two, marks none.
[[nodiscard]] std::size_t columns_of(std::string_view utf8);
/// At most so many columns of it, with "…" at the end where something is left out.
[[nodiscard]] std::string shortened(std::string_view utf8, std::size_t columns);

}  // namespace tearsheet::markdown
