// The room render/: an article as a document. render.cpp writes text and HTML, and is what
// extract.h offers; this file writes Markdown.
//
// Blocks as Markdown: CommonMark 0.30, and GFM's tables.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "records/records.h"

namespace tearsheet::extract {

/// Each block after an empty line; items of one list together.
[[nodiscard]] std::string to_markdown(std::span<const records::Block> blocks);

/// What CommonMark would read as markup, with a backslash before it. `line_start`: the text begins
/// a line, where more is markup.
[[nodiscard]] std::string escape_markdown(std::string_view text, bool line_start = true);

/// An address as the target of a link.
[[nodiscard]] std::string escape_target(std::string_view address);

}  // namespace tearsheet::extract
