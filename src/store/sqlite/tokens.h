// The words of a text as FTS5's tables have them, for an index that is none of SQLite's. Private to
// store/.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "base/result.h"

namespace tearsheet::store::sqlite {

/// FTS5's own tokenizer, as articles_fts names it (unicode61, accents dropped, vowel signs part of
/// words): what both engines find cannot differ. For one thread at a time.
class Tokenizer {
 public:
  /// kUnusable: SQLite was built without FTS5.
  static Result<Tokenizer> make();
  Tokenizer(Tokenizer&&) noexcept;
  Tokenizer& operator=(Tokenizer&&) noexcept;
  ~Tokenizer();

  /// In order; a token is valid during the call. O(length).
  void each(std::string_view text, const std::function<void(std::string_view)>& take) const;

 private:
  struct Parts;
  explicit Tokenizer(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace tearsheet::store::sqlite
