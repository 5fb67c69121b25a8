// What every field of an article is found with: the page's facts and blocks of text, its headline,
// the site's name, language and zone. Made once a page, and the same where articles are extracted
// and where the rows are printed that models are fitted to (tests/bench/body_rows.cpp,
// author_rows.cpp): what a model was fitted to is what it is asked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/authors/author_candidates.h"
#include "extract/body/body_features.h"
#include "extract/extract.h"
#include "extract/fields.h"
#include "extract/title/title.h"

namespace tearsheet::extract {

/// Lives no longer than the page and its context. One thread at a time.
class Groundwork {
 public:
  /// `explain` may be null.
  Groundwork(const html::Document& document, const PageContext& told,
             std::vector<Explanation>* explain);
  Groundwork(const Groundwork&) = delete;
  Groundwork& operator=(const Groundwork&) = delete;

  /// Views live as long as this.
  [[nodiscard]] BodyQuestion body_question();
  /// `title`: the article's; a rule may have found another than the headline. Views live as long as
  /// this and the title.
  [[nodiscard]] AuthorsInput authors_input(std::string_view title) const;
  [[nodiscard]] FieldInput field_input() const;

  const html::Document& page;
  const PageContext& context;
  const Facts facts;
  Survey survey;
  url::Url base;                           ///< What addresses in the page are relative to.
  const LinkedArticle* article = nullptr;  ///< The page's own in its structured data; may be null.
  std::string language, zone;
  dates::DateOptions dates;
  std::string site_name;
  Headline headline;

 private:
  std::optional<PageSays> says_;  // made when it is first asked for
};

}  // namespace tearsheet::extract
