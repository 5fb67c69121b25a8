// An article's words as PostgreSQL keeps them for its index (tsvector), made here and not by the
// server's text configurations: both engines find the same. Private to store/postgres/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "store/sqlite/tokens.h"

namespace tearsheet::store::postgres {

struct Words {
  std::string vector;     ///< As tsvectorrecv() reads it.
  std::int64_t size = 0;  ///< Words in all.
  bool is_paired = false;
};

/// Whether a language is written without spaces between words (and Korean, which adds its particles
/// to them): such texts are indexed as pairs of characters. As the migration "search" of SQLite has
/// them.
[[nodiscard]] bool is_paired(std::string_view language);

/// A word of the title has the weight A, of the summary B, of the body D. Of what PostgreSQL has no
/// room for (places of a word beyond the 255th, places beyond the 16,383rd, words of more than 2,046
/// bytes, more than a megabyte) the rest is left out.
Words words_of(const sqlite::Tokenizer& tokenizer, std::string_view language,
               std::string_view title, std::string_view summary, std::string_view body);

/// A place of a word.
struct Place {
  int number = 0;
  std::size_t column = 0;  ///< 0: title, 1: summary, 2: body.
};

/// What is asked of vectors.
struct Phrase {
  std::vector<std::string> words;
  bool is_prefix = false;  ///< The last word may go on.
  unsigned columns = 7;    ///< A bit for each that it may stand in.
};

/// Counts phrases in vectors as tsvectorsend() gives them.
class PhraseCounter {
 public:
  explicit PhraseCounter(std::vector<Phrase> phrases);
  PhraseCounter(const PhraseCounter&) = delete;  // it points into itself
  PhraseCounter& operator=(const PhraseCounter&) = delete;
  /// By phrase, how often it stands there, each time weighed by its column. O(vector).
  [[nodiscard]] std::vector<double> count(std::string_view vector) const;

 private:
  std::vector<Phrase> phrases_;
  std::unordered_map<std::string_view, std::size_t> whole_;  // words that are looked for, numbered
  std::vector<std::pair<std::string_view, std::size_t>> beginnings_;
  std::vector<std::vector<std::size_t>> numbers_;  // by phrase, of its words
  std::size_t count_ = 0;
};

}  // namespace tearsheet::store::postgres
