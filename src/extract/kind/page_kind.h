// The room kind/: what kind of page it is, with the reason in words.
//
// In: a page whose article is filled. Out: kind and reason (judge_kind(), here), from what
// page_measures.h counts and from titles that are an error's (error_title.cpp).
#pragma once

#include <span>

#include "extract/page/facts.h"
#include "extract/page/survey.h"
#include "records/records.h"
#include "url/url.h"

namespace tearsheet::extract {

struct KindQuestion {
  const html::Document& page;
  const Facts& facts;
  const LinkedArticle* article;  ///< The page's own among its structured data; may be null.
  const Survey& survey;
  std::span<const std::uint32_t> body;  ///< Blocks of the survey that were taken for the body.
  html::Node headline;                  ///< The visible headline; null if none.
  const url::Url& url;                  ///< May be empty.
  const records::ListingItem* hint = nullptr;  ///< What announced the page said; may be null.
  float embedded = 0;  ///< Letters of a body that is in the page's scripts and not in its tree.
};

/// Sets kind and kind_reason from what the page shows; `out` holds title, body and the other fields
/// already. Whoever reads the verdict may drop a page for it, so each needs positive evidence: in
/// doubt a page with text is an article, or, if it has no date and nothing says that it is one, a
/// page, which is kept but is no news.
void judge_kind(const KindQuestion& question, records::Article& out);

/// Whether one of a text's first two sentences says that the page is not there, and nothing else.
[[nodiscard]] bool says_gone(std::string_view text);

/// Whether a title is an error's: a status code or what servers say, and next to nothing else,
/// in one of its parts ("404 | Example", "Page not found").
[[nodiscard]] bool names_error(std::string_view title);

}  // namespace tearsheet::extract
