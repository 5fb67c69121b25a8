// The room authors/: who wrote it.
//
// In: facts, survey and headline of a page. Out: the likeliest set of names that it offers, or none
// (find_authors(), here). On the way names are gathered with source and place (author_candidates.h,
// bylines.cpp), told from other words (person_names.h, authors_table.h), measured
// (author_features.h) and judged by boosted trees (author_model.h, whose table is generated:
// docs/models.md). To read: author_candidates.h, author_features.h, then authors.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/authors/author_candidates.h"

namespace tearsheet::extract {

struct Authors {
  std::vector<std::string> names;
  std::optional<records::FieldSource> source;
  std::vector<PageObservation::Name> persons;  ///< Whom the page names behind its headline.
};

/// As a site's knowledge has it.
[[nodiscard]] std::uint64_t author_hash(std::string_view name);

/// A missing author is better than a wrong one: where no candidate is likely enough, there is none.
[[nodiscard]] Authors find_authors(const AuthorsInput& input, std::vector<Explanation>* explain);

}  // namespace tearsheet::extract
