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

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
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

/// Languages by their index. Unlike std::bitset it can stand in a constant table.
struct LanguageSet {
  static constexpr std::size_t kBits = 64;
  std::array<std::uint64_t, kMaxLanguages / kBits> words{};

  [[nodiscard]] constexpr bool operator[](std::size_t language) const {
    return (words[language / kBits] >> (language % kBits) & 1U) != 0;
  }
  constexpr void set(std::size_t language) {
    words[language / kBits] |= std::uint64_t{1} << (language % kBits);
  }
  [[nodiscard]] constexpr bool any() const {
    return std::ranges::any_of(words, [](std::uint64_t word) { return word != 0; });
  }
  constexpr LanguageSet& operator|=(const LanguageSet& other) {
    for (std::size_t i = 0; i < words.size(); ++i) words[i] |= other.words[i];
    return *this;
  }
  [[nodiscard]] constexpr LanguageSet without(const LanguageSet& other) const {
    LanguageSet rest = *this;
    for (std::size_t i = 0; i < words.size(); ++i) rest.words[i] &= ~other.words[i];
    return rest;
  }
};

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

/// An entry of the index.
struct WordEntry {
  std::uint32_t begin;  ///< In the letters of all words.
  std::uint32_t first;  ///< Of its senses.
  std::uint16_t size, count;
};
struct WordTable {
  std::string_view letters;
  std::span<const WordEntry> entries;  ///< By their words.
  std::span<const Sense> senses;
  std::span<const std::string_view> languages;
};
/// The tables above, folded and sorted, when the program is built (generate/word_table.cpp).
[[nodiscard]] const WordTable& word_table();
/// Index of a BCP 47 tag's language among those of the table; kMaxLanguages if unknown.
[[nodiscard]] std::size_t index_of_language(std::span<const std::string_view> languages,
                                            std::string_view tag);

/// Look-up of folded words (fold.h). Any thread.
class WordIndex {
 public:
  static WordIndex instance() { return WordIndex(word_table()); }

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
  [[nodiscard]] std::size_t language_index(std::string_view tag) const {
    return index_of_language(table_->languages, tag);
  }
  [[nodiscard]] std::string_view language_name(std::size_t index) const {
    return table_->languages[index];
  }

 private:
  explicit WordIndex(const WordTable& table) : table_(&table) {}
  [[nodiscard]] std::string_view word_of(const WordEntry& entry) const {
    return table_->letters.substr(entry.begin, entry.size);
  }
  [[nodiscard]] std::span<const Sense> senses_of(const WordEntry& entry) const {
    return table_->senses.subspan(entry.first, entry.count);
  }

  const WordTable* table_;
};

}  // namespace tearsheet::dates
