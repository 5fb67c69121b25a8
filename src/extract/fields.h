// The smaller fields: address, summary, image, section, tags, language, robots, further pages.
#pragma once

#include <string>
#include <vector>

#include "extract/page/facts.h"
#include "extract/page/survey.h"
#include "records/records.h"
#include "url/url.h"

namespace tearsheet::extract {

/// The page's own article among its structured data; null if none fits.
[[nodiscard]] const LinkedArticle* own_article(const Facts& facts, const url::Url& page);

/// What the metadata says that helps to find the body.
struct PageSays {
  std::string description;
  std::string linked_body;  ///< articleBody, plain text.
};
[[nodiscard]] PageSays page_says(const Facts& facts, const LinkedArticle* article);

struct FieldInput {
  const html::Document& page;
  const Facts& facts;
  const LinkedArticle* article;  ///< May be null.
  const url::Url& url;           ///< Of the page; may be empty.
  const url::Url& base;          ///< What addresses in the page are relative to.
};

/// Fill what is still empty in `out` and note the source.
void fill_canonical(const FieldInput& input, records::Article& out);
void fill_summary(const FieldInput& input, std::string_view teaser, records::Article& out);
void fill_image(const FieldInput& input, records::Article& out);
void fill_section_and_tags(const FieldInput& input, records::Article& out);
void fill_language(const FieldInput& input, std::string_view header, records::Article& out);
void fill_robots(const FieldInput& input, records::Article& out);

/// Whether `next` is a later page of the same article: the same address but for a page number.
[[nodiscard]] bool is_later_page(const url::Url& page, const url::Url& next);

}  // namespace tearsheet::extract
