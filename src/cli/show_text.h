// An article to read at a prompt, and where its fields came from.
#pragma once

#include <string>

#include "markdown/markdown.h"
#include "store/articles.h"
#include "store/inquiry.h"

namespace tearsheet::cli {

/// Title, what is known of it in a few lines, summary and body; safe on a terminal.
[[nodiscard]] std::string to_text(const store::StoredArticle& article,
                                  const store::ArticleFacts& facts,
                                  const markdown::TerminalOptions& options);
/// A field a paragraph: what it came from, where that stood and what it said; safe on a terminal.
[[nodiscard]] std::string sources_text(const store::StoredArticle& article,
                                       const store::ArticleFacts& facts,
                                       const markdown::TerminalOptions& options);
/// One line of JSON of the same.
[[nodiscard]] std::string sources_json(const store::StoredArticle& article,
                                       const store::ArticleFacts& facts);
/// An HTML5 document of the article alone; nothing of the page is markup in it.
[[nodiscard]] std::string to_html(const store::StoredArticle& article,
                                  const store::ArticleFacts& facts);

}  // namespace tearsheet::cli
