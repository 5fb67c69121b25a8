// What the words of a date mean, in every language: tables, and an index over them.
//
// A table has a text per language. A text has a line per kind of word: its name, a space, and slots
// parted by ";", one per value in the order below. A slot holds the words of that value, parted by
// "|"; it may be empty, and empty slots at the end may be left out. Accents and case do not matter.
//
//   name      slots
//   month     January; ...; December
//   weekday   Sunday; ...; Saturday
//   persian   the twelve months of that calendar
//   islamic   the twelve months of that calendar
//   period    am; pm; noon; midnight
//   unit      second; minute; hour; day; week; month; year; decade
//   once      the same units, in words that hold the number one
//   twice     ... the number two ("ساعتين")
//   half      ... a half ("полчаса")
//   unitago   ... words that also say "ago" ("napja")
//   ago       the word for "ago", before or behind the number
//   day       the day before yesterday; yesterday; today; tomorrow; the day after tomorrow
//   last      the last week; the last month; the last year
//   last2     the week, month, year before the last one
//   number    one; ...; twelve, and further up to nineteen
//   tens      twenty; thirty; ...
//   dayword   the first of a month; the second; ...
//   now       says "just now" ("vor wenigen Augenblicken")
//   at        stands before a time
//   filler    says nothing of its own
//   buddhist  the Buddhist era
//   era       names of eras, a slot each: kEraOffsets in words_table.cpp says which
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dates/dates.h"

namespace tearsheet::dates {

enum class WordKind : std::uint8_t {
  kMonth,
  kWeekday,
  kPersianMonth,
  kIslamicMonth,
  kPeriod,     ///< Value: a Period.
  kUnit,       ///< Value: a Unit.
  kUnitOnce,   ///< One unit, the number in the word.
  kUnitTwice,  ///< Two.
  kUnitHalf,
  kUnitAgo,
  kAgo,
  kRelativeDay,  ///< Value: days from now.
  kLast,         ///< Value: a Unit; the one before this.
  kLastButOne,
  kNumber,
  kAt,
  kFiller,
  kEra,      ///< Value: what to add to the era's year.
  kDayWord,  ///< Value: the day of the month.
  kNow,
};
enum class Unit : std::uint8_t { kSecond, kMinute, kHour, kDay, kWeek, kMonth, kYear, kDecade };
enum class Period : std::uint8_t { kMorning, kAfternoon, kNoon, kMidnight };

inline constexpr std::size_t kMaxLanguages = 192;
using LanguageSet = std::bitset<kMaxLanguages>;

/// One meaning of a word, and the languages that use it so.
struct Sense {
  WordKind kind = WordKind::kFiller;
  std::int16_t value = 0;
  LanguageSet languages;
};

struct LanguageNames {
  std::string_view language;
  std::string_view lines;
};
struct LanguageOrder {
  std::string_view language;
  FieldOrder order;
};

/// The generated table of CLDR's names; the order of its rows is the order in which an ambiguous
/// word is given away.
[[nodiscard]] std::span<const LanguageNames> cldr_names();
/// Field order of short dates by BCP 47 tag, sorted; a region stands here only where it differs
/// from its language.
[[nodiscard]] std::span<const LanguageOrder> language_orders();
/// Words that CLDR lacks.
[[nodiscard]] std::span<const LanguageNames> more_words();
/// How people name moments near to now, and numbers in words.
[[nodiscard]] std::span<const LanguageNames> colloquial_words();
/// Days of the month in words.
[[nodiscard]] std::span<const LanguageNames> day_words();
/// What the slots of the line "era" add to their years.
[[nodiscard]] std::span<const std::int16_t> era_offsets();

/// Order of day and month in a language, by region first ("en-GB"), then by language; kUnknown for
/// an unknown one.
[[nodiscard]] FieldOrder order_of_language(std::string_view tag);

/// Look-up of folded words (fold.h). Const after it is built, any thread.
class WordIndex {
 public:
  /// Built at the first call, about 10 ms.
  static const WordIndex& instance();

  struct Match {
    std::size_t size = 0;  ///< Bytes of the text.
    std::span<const Sense> senses;
  };
  /// The longest entry that the text begins with and that ends at the end of a word; in scripts
  /// without spaces, anywhere.
  /// One of the `preferred` language comes before a longer one of others; kMaxLanguages: none.
  [[nodiscard]] Match find_longest(std::string_view text,
                                   std::size_t preferred = kMaxLanguages) const;
  /// For a whole word that is no entry: the months, weekdays and units that it abbreviates
  /// ("верес"), or that it is an inflected form of ("marraskuussa").
  [[nodiscard]] std::vector<Sense> guess(std::string_view word) const;
  /// Index of a BCP 47 tag's language; kMaxLanguages if unknown.
  [[nodiscard]] std::size_t language_index(std::string_view tag) const;
  [[nodiscard]] std::string_view language_name(std::size_t index) const {
    return languages_[index];
  }

 private:
  WordIndex();
  void add_table(std::span<const LanguageNames> table);
  void add_lines(std::size_t language, std::string_view lines);
  void add_word(std::size_t language, WordKind kind, int value, std::string_view word);
  void sort();

  struct Entry {
    std::string word;
    std::uint32_t first = 0, count = 0;  ///< Senses.
  };
  struct Raw {
    std::string word;
    std::uint8_t language;
    WordKind kind;
    std::int16_t value;
  };
  std::vector<Raw> raw_;
  std::vector<Entry> entries_;
  std::vector<Sense> senses_;
  std::vector<std::string_view> languages_;
};

}  // namespace tearsheet::dates
