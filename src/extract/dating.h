// When the article was published and updated: metadata, <time>, text near the headline, the
// address.
#pragma once

#include <optional>
#include <vector>

#include "dates/dates.h"
#include "extract/candidates.h"
#include "extract/facts.h"
#include "extract/survey.h"

namespace tearsheet::extract {

struct Dating {
  std::optional<dates::Timestamp> published, updated;
  std::optional<records::FieldSource> published_source, updated_source;
};

[[nodiscard]] Dating find_dates(const html::Document& document, const Facts& facts,
                                const LinkedArticle* article, const Survey& survey,
                                html::Node headline, const url::Url& page,
                                const dates::DateOptions& options,
                                const std::optional<dates::Timestamp>& listed,
                                std::vector<Explanation>* explain);

/// "/2024/05/17/", "/2024-05-17-", "_20240517": a whole day in a path; years 1990 to 2099.
[[nodiscard]] std::optional<dates::Timestamp> date_in_path(std::string_view path);

}  // namespace tearsheet::extract
