// Finds the date in a text, read as one language.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "dates/draft.h"
#include "dates/lexer.h"

namespace tearsheet::dates {

/// The languages whose words are in the text, best first; at most `limit`.
[[nodiscard]] std::vector<std::size_t> likely_languages(const Lexemes& lexemes, std::size_t limit);

/// A text through the eyes of one language: what its words mean there.
class Reading {
 public:
  /// `language`: index of the word index, kMaxLanguages for none. Both referents must outlive the
  /// reading.
  Reading(const Lexemes& lexemes, std::size_t language) : lexemes_(&lexemes), language_(language) {}

  [[nodiscard]] std::size_t size() const { return lexemes_->items.size(); }
  [[nodiscard]] const Lexeme& at(std::size_t i) const { return lexemes_->items[i]; }
  [[nodiscard]] const Lexemes& lexemes() const { return *lexemes_; }

  /// The value of a word as `kind`: in the language, else in English, else where all languages that
  /// have it agree.
  [[nodiscard]] std::optional<int> as(std::size_t i, WordKind kind) const;
  [[nodiscard]] bool is(std::size_t i, WordKind kind) const { return as(i, kind).has_value(); }
  [[nodiscard]] bool is_unit(std::size_t i, Unit unit) const;
  [[nodiscard]] bool is_number(std::size_t i) const {
    return i < size() && at(i).kind == Lexeme::Kind::kNumber && at(i).value >= 0;
  }
  [[nodiscard]] bool is_sign(std::size_t i, char sign) const {
    return i < size() && at(i).kind == Lexeme::Kind::kSign && at(i).sign == sign;
  }
  [[nodiscard]] bool is_any_sign(std::size_t i) const {
    return i < size() && at(i).kind == Lexeme::Kind::kSign;
  }
  /// Does the language name the unit before its number?
  [[nodiscard]] bool has_units_first() const;
  /// Directly behind the one before.
  [[nodiscard]] bool is_glued(std::size_t i) const {
    return i > 0 && i < size() && !at(i).space_before;
  }
  /// Does the word say nothing that matters to a date?
  [[nodiscard]] bool is_filler(std::size_t i) const {
    return is(i, WordKind::kFiller) || is(i, WordKind::kAt);
  }
  /// The first item from `i` on that is no sign and no filler.
  [[nodiscard]] std::size_t skip_fillers(std::size_t i) const;
  /// The same, but a filler that may also be a number, a unit or "ago" stays.
  [[nodiscard]] std::size_t skip_to_quantity(std::size_t i) const;

 private:
  const Lexemes* lexemes_;
  std::size_t language_;
};

/// What read_absolute() may find: only dates with their year, or also days of an open year, times
/// and weekdays alone.
enum class Reach : std::uint8_t { kWithYear, kAny };

/// Dates that stand in the text themselves.
[[nodiscard]] Outcome read_absolute(const Reading& reading, Reach reach, const TextContext& context,
                                    const DateOptions& options);
/// "2 hours ago", "last week". Needs options.now.
[[nodiscard]] Outcome read_relative(const Reading& reading, const DateOptions& options);

}  // namespace tearsheet::dates
