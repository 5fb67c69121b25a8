// Candidates of one field: what each source says, how much it is believed, and how agreement is
// counted.
#pragma once

#include <string>
#include <vector>

#include "extract/extract.h"

namespace tearsheet::extract {

struct Candidate {
  std::string value;   ///< As it would stand in the article.
  std::string source;  ///< records::FieldSource::source.
  std::string locator;
  std::string raw;
  double weight = 0;  ///< 0 to 1: how often this source alone is right.
  std::string why;    ///< For --explain; may be empty.
};

/// What an article says of where one of its fields came from.
[[nodiscard]] records::FieldSource to_source(std::string field, const Candidate& candidate,
                                             double confidence);

/// Writes all candidates, the winner marked, to `explain` (may be null). `winner` may be past the
/// end: none won.
void explain_all(std::vector<Explanation>* explain, const std::string& field,
                 const std::vector<Candidate>& candidates, std::size_t winner,
                 const std::string& why_won);

/// Where a field came from, made fit for a terminal, a JSON line and the database: `raw` and
/// `locator` are the page's own words, and a page may hold any byte. Valid UTF-8 without control
/// characters, at most 200 characters each. Whatever leaves extract_article() went through here.
void clean_source(records::FieldSource& source);
void clean_explanation(Explanation& one);

}  // namespace tearsheet::extract
