// The room render/: an article as a document. render.cpp writes text and is what extract.h offers;
// html.h writes HTML, this file Markdown.
//
// Blocks as Markdown: CommonMark 0.30, GFM's tables and task lists, footnotes and "$x$" as most
// readers of Markdown know them.
#pragma once

#include <span>
#include <string>

#include "extract/render/inline_markdown.h"
#include "records/records.h"

namespace tearsheet::extract {

/// Each block after an empty line; items of one list together.
[[nodiscard]] std::string to_markdown(std::span<const records::Block> blocks);

}  // namespace tearsheet::extract
