// The room embedded/: an article's text that is in the page but not in its tree.
//
// In: a page whose tree shows no article, or the beginning of one. Out: the text that its scripts
// hold, as blocks like any other body's (find_embedded_body(), here): articleBody or the updates of
// a live blog from JSON-LD, else the longest prose near the title in what frameworks leave for the
// browser to draw (states.h reads it into values.h, story.h finds the story, markup.h makes HTML of
// it, roles.h knows the words of content systems). To read: values.h, then embedded.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "extract/page/facts.h"
#include "extract/page/survey.h"
#include "records/records.h"
#include "url/url.h"

namespace tearsheet::extract {

struct EmbeddedQuestion {
  const html::Document& page;
  const Facts& facts;
  const LinkedArticle* article;  ///< The page's own in its JSON-LD; may be null.
  const Survey& survey;
  std::span<const std::uint32_t> body;  ///< Blocks that the tree shows as body.
  std::string_view title;
  bool has_no_headline;  ///< The tree does not show the title.
  std::string_view site_name;
  const url::Url& url;  ///< May be empty.
  const url::Url& base;
};

struct EmbeddedBody {
  std::vector<records::Block> blocks;
  float size = 0;      ///< Letters, wide ones weighed.
  std::string source;  ///< "json-ld" or "page-state".
  std::string locator;
  // What is said of it there, as written; empty where nothing is.
  std::string title, published, updated;
  std::vector<std::string> authors;
  bool is_guess = false;  ///< Nothing there names the page: its title is the page's better one.
};

/// Nothing where the tree has the text: what is embedded must be clearly longer, and hold most of
/// what the tree shows if that is more than a notice.
[[nodiscard]] std::optional<EmbeddedBody> find_embedded_body(const EmbeddedQuestion& question);

}  // namespace tearsheet::extract
