// The room render/: an article as a document. render.cpp writes text and is what extract.h offers;
// html.h writes HTML, this file Markdown.
//
// Blocks as Markdown: CommonMark 0.30, GFM's tables and task lists, footnotes and "$x$" as most
// readers of Markdown know them.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "extract/render/inline_markdown.h"
#include "records/records.h"

namespace tearsheet::extract {

/// Each block after an empty line; items of one list together.
[[nodiscard]] std::string to_markdown(std::span<const records::Block> blocks);

/// The same as a text that is stored: no empty lines around it. Empty where it would be longer than
/// kLongestMarkdown: a page may repeat an address in each of its lines.
[[nodiscard]] std::string to_markdown_body(std::span<const records::Block> blocks);

inline constexpr std::size_t kLongestMarkdown = 4'000'000;  ///< Bytes.

}  // namespace tearsheet::extract
