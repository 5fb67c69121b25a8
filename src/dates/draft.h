// The parts of a date as they were found, before they are one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "dates/civil.h"
#include "dates/names.h"

namespace tearsheet::dates {

enum class Calendar : std::uint8_t { kGregorian, kPersian, kIslamic };

/// A number that is a day or a year, depending on the others.
struct LooseNumber {
  int value = 0;
  std::uint8_t digits = 0;
  bool before_month = false;
  bool year_mark = false;  ///< An apostrophe before it: '25.
};

/// 03/04/2025: three numbers of which two may change places. Without digits for the third, 14.11.
/// of an open year.
struct NumericDate {
  std::array<int, 3> value{};
  std::array<std::uint8_t, 3> digits{};
  char separator = 0;
};

struct Draft {
  std::optional<int> year, month, day, weekday, relative_day;
  int year_digits = 4;
  Calendar calendar = Calendar::kGregorian;
  std::array<LooseNumber, 2> loose{};
  std::size_t loose_count = 0;
  std::optional<NumericDate> numeric;
  std::optional<Timestamp> exact;  ///< Read whole, as ISO 8601.

  std::optional<int> hour, minute, second;
  int millisecond = 0;
  bool has_milliseconds = false;
  std::optional<Period> period;
  std::string_view zone_text;  ///< Of the original text; its meaning depends on the date.

  [[nodiscard]] bool has_date_part() const {
    return year || month || day || loose_count > 0 || numeric || exact;
  }
  [[nodiscard]] bool has_clock() const { return hour.has_value(); }
  [[nodiscard]] bool has_year() const {
    if (numeric) return numeric->digits[2] > 0;
    if (exact || (year && (year_digits >= 3 || *year > 999))) return true;
    if (loose_count == 2 || (loose_count == 1 && day)) return true;
    return loose_count == 1 && loose[0].digits >= 3;
  }
  /// Is there enough for a date (or, with a known now, for a day of this year)?
  [[nodiscard]] bool is_date() const {
    return exact || numeric || (month && (year || day || loose_count > 0));
  }
};

/// How a draft became a date: kImpossible means that it claims a day that no calendar has.
enum class Verdict : std::uint8_t { kDate, kNoDate, kImpossible };
struct Outcome {
  Verdict verdict = Verdict::kNoDate;
  Timestamp time;
};

/// What the words around a date tell about it.
struct TextContext {
  std::string_view language;  ///< BCP 47; empty: unknown.
  FieldOrder order = FieldOrder::kUnknown;
};

/// Puts the parts together. `options` gives now, zone and the future's fate.
[[nodiscard]] Outcome finish_draft(const Draft& draft, const TextContext& context,
                                   const DateOptions& options);

}  // namespace tearsheet::dates
