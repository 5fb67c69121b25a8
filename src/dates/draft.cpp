// From parts to a date: which number is the year, which calendar it is of, what the afternoon does
// to the hour.
#include "dates/draft.h"

#include "dates/calendars.h"
#include "dates/rfc822.h"
#include "dates/zones.h"

namespace tearsheet::dates {
namespace {

struct Fields {
  std::optional<int> year, month, day;
  int year_digits = 4;
  Calendar calendar = Calendar::kGregorian;
};

bool speaks(std::string_view language, std::initializer_list<std::string_view> list) {
  const std::string_view primary = language.substr(0, language.find_first_of("-_"));
  for (const std::string_view one : list) {
    if (one == primary) return true;
  }
  return false;
}

// ---- years ----

int buddhist_or_common(int two_digits) {
  // Thai papers write 68 for 2568; 00 to 39 are rather 2000 to 2039 of the Common Era than 1957 to
  // 1996.
  return two_digits >= 40 ? 2500 + two_digits - 543 : 2000 + two_digits;
}

/// Buddhist, Republic of China and two-digit years as Gregorian ones. Years of the Hijri calendars
/// stay.
int to_gregorian_year(int year, int digits, std::string_view language) {
  if (digits <= 2 && year < 100) {
    return speaks(language, {"th", "lo"}) ? buddhist_or_common(year) : full_year(year);
  }
  if (digits == 3 && year >= 80 && year <= 200) return year + 1911;
  // Nobody writes of the 25th century; Thai, Lao and Khmer pages do of the Buddhist one.
  if (year >= 2400 && year <= 2700) return year - 543;
  return year;
}

/// In a date of numbers alone the year tells the calendar: Iran's 1404, Arabia's 1447.
Calendar calendar_of_numbers(int year, int digits, std::string_view language) {
  if (digits != 4 || year < 1300 || year > 1500) return Calendar::kGregorian;
  const bool persian = speaks(language, {"fa", "ps", "ckb", "ku", "tg"});
  const bool arabic = speaks(language, {"ar", "ur", "ug", "sd"});
  if (!persian && !arabic && !language.empty()) return Calendar::kGregorian;
  return year <= 1420 || persian ? Calendar::kPersian : Calendar::kIslamic;
}

std::optional<CivilDate> to_civil(const Fields& fields, std::string_view language) {
  const int year = *fields.year;
  const int month = *fields.month;
  const int day = fields.day.value_or(1);
  if (fields.calendar == Calendar::kPersian) return from_persian(year, month, day);
  if (fields.calendar == Calendar::kIslamic) return from_islamic(year, month, day);
  const int gregorian = to_gregorian_year(year, fields.year_digits, language);
  if (!is_real_date(gregorian, month, day)) return std::nullopt;
  return CivilDate{gregorian, month, day};
}

// ---- dates of numbers ----

Fields ordered(const NumericDate& date, std::size_t year, std::size_t month, std::size_t day) {
  return {.year = date.value[year],
          .month = date.value[month],
          .day = date.value[day],
          .year_digits = date.digits[year]};
}

std::optional<CivilDate> numbers_to_civil(Fields fields, std::string_view language) {
  fields.calendar = calendar_of_numbers(*fields.year, fields.year_digits, language);
  return to_civil(fields, language);
}

/// Which of two readings? Only the one that is a day, else what language, custom, weekday, zone or
/// now say.
std::optional<CivilDate> decide(const std::optional<CivilDate>& day_first,
                                const std::optional<CivilDate>& month_first, const Draft& draft,
                                const TextContext& context, const DateOptions& options) {
  if (!day_first || !month_first) return day_first ? day_first : month_first;
  if (day_first->month == month_first->month) return day_first;
  if (options.order == FieldOrder::kMonthFirst) return month_first;
  if (options.order == FieldOrder::kDayFirst) return day_first;
  if (draft.weekday) {
    const auto fits = [&](const CivilDate& date) {
      return weekday_of(to_days(date.year, date.month, date.day)) == *draft.weekday;
    };
    if (fits(*day_first) != fits(*month_first)) return fits(*day_first) ? day_first : month_first;
  }
  // Points are not used by those who write the month first, whatever the page's language is said to
  // be; hyphens hardly.
  if (draft.numeric->separator == '.') return day_first;
  if (context.order == FieldOrder::kMonthFirst) return month_first;
  if (context.order == FieldOrder::kDayFirst) return day_first;
  if (draft.numeric->separator != '/') return day_first;
  for (const std::string_view american :
       {"EST", "EDT", "CDT", "MDT", "PDT", "PST", "ET", "PT", "CT", "MT"}) {
    if (draft.zone_text == american) return month_first;
  }
  if (options.now && !options.allow_future) {
    const auto is_future = [&](const CivilDate& date) {
      const auto time = make_date(date.year, date.month, date.day);
      return time && !refuse_future(*time, options);
    };
    if (is_future(*day_first) != is_future(*month_first))
      return is_future(*day_first) ? month_first : day_first;
  }
  return std::nullopt;
}

/// The year that a day without one belongs to.
int guess_year(int month, int day, const DateOptions& options) {
  const int offset = offset_in_zone(options.zone, *options.now).value_or(0);
  const Timestamp now = from_sys(*options.now, offset, Precision::kDay);
  if (options.allow_future) return now.year;
  const auto time = make_date(now.year, month, day);
  return time && !refuse_future(*time, options) ? now.year - 1 : now.year;
}

/// "14.11.": the order decides, else only one is a day of any year.
std::optional<CivilDate> resolve_open_year(const Draft& draft, FieldOrder order,
                                           const DateOptions& options) {
  const NumericDate& date = *draft.numeric;
  constexpr int kLeapYear = 2000;
  const bool day_first = is_real_date(kLeapYear, date.value[1], date.value[0]);
  const bool month_first = is_real_date(kLeapYear, date.value[0], date.value[1]);
  if (!day_first && !month_first) return std::nullopt;
  if (day_first && month_first && order == FieldOrder::kUnknown && date.separator != '.')
    return std::nullopt;
  const bool month_comes_first =
      order == FieldOrder::kMonthFirst || order == FieldOrder::kYearFirst;
  const bool swapped = !day_first || (month_first && month_comes_first);
  const int month = date.value[swapped ? 0 : 1];
  const int day = date.value[swapped ? 1 : 0];
  const int year = guess_year(month, day, options);
  if (!is_real_date(year, month, day)) return std::nullopt;
  return CivilDate{year, month, day};
}

std::optional<CivilDate> resolve_numeric(const Draft& draft, const TextContext& context,
                                         const DateOptions& options) {
  const NumericDate& date = *draft.numeric;
  const std::string_view language = context.language;
  const auto year_first = [&] { return numbers_to_civil(ordered(date, 0, 1, 2), language); };
  if (date.digits[0] >= 3 || date.digits[2] == 1) return year_first();
  const auto day_first = numbers_to_civil(ordered(date, 2, 1, 0), language);
  const auto month_first = numbers_to_civil(ordered(date, 2, 0, 1), language);
  if (date.digits[2] >= 3) return decide(day_first, month_first, draft, context, options);
  // Two digits everywhere.
  if (context.order == FieldOrder::kYearFirst || date.value[0] > 31) {
    if (const auto found = year_first()) return found;
  }
  if (const auto found = decide(day_first, month_first, draft, context, options)) return found;
  return day_first || month_first ? std::nullopt : year_first();
}

/// Two short numbers and a version's third, or a day and a month: dates only where more speaks for
/// them.
bool is_weak_numeric(const NumericDate& date, const TextContext& context,
                     const DateOptions& options) {
  if (date.digits[0] >= 3) return false;
  return (date.digits[2] == 1 && context.order != FieldOrder::kYearFirst) ||
         (date.digits[2] == 0 && !options.now);
}

// ---- dates with a named month ----

/// False: the loose numbers cannot be a day and a year.
bool assign_loose(const Draft& draft, Fields& fields) {
  for (std::size_t i = 0; i < draft.loose_count; ++i) {
    const LooseNumber& number = draft.loose[i];
    const bool is_year = number.digits >= 3 || number.value > 31 || number.year_mark || fields.day;
    if (is_year) {
      if (fields.year) return false;
      // A day that no month has is no year: "33. Dezember 2008".
      if (number.digits < 3 && !number.year_mark && draft.loose_count == 2 && i == 0) return false;
      fields.year = number.value;
      fields.year_digits = number.digits;
    } else {
      fields.day = number.value;
    }
  }
  return true;
}

// ---- time ----

std::optional<ClockTime> to_clock(const Draft& draft) {
  ClockTime clock;
  if (!draft.hour) {
    if (draft.period == Period::kNoon) clock.hour = 12;
    if (draft.period != Period::kNoon && draft.period != Period::kMidnight) return std::nullopt;
    return clock;
  }
  clock.hour = *draft.hour;
  clock.minute = draft.minute.value_or(0);
  clock.second = draft.second.value_or(0);
  clock.millisecond = draft.millisecond;
  if (draft.second)
    clock.precision = draft.has_milliseconds ? Precision::kMillisecond : Precision::kSecond;
  const bool late =
      draft.period == Period::kAfternoon || (draft.period == Period::kNoon && clock.hour <= 3);
  const bool early = draft.period == Period::kMorning || draft.period == Period::kMidnight;
  if (late && clock.hour < 12) clock.hour += 12;
  if (early && clock.hour == 12) clock.hour = 0;
  return clock;
}

std::optional<int> find_offset(const Draft& draft, const CivilDate& date, const ClockTime& clock,
                               const DateOptions& options) {
  if (draft.zone_text.empty()) return offset_in_zone(options.zone, date, clock.hour, clock.minute);
  Cursor cursor(draft.zone_text);
  return scan_zone(cursor, date, clock.hour, clock.minute, options.zone);
}

Outcome with_clock(const CivilDate& date, const Draft& draft, const DateOptions& options) {
  const auto clock = to_clock(draft);
  const auto time = clock ? make_time(date.year, date.month, date.day, *clock,
                                      find_offset(draft, date, *clock, options))
                          : make_date(date.year, date.month, date.day);
  if (!time) return {Verdict::kImpossible, {}};
  return {Verdict::kDate, *time};
}

Outcome finish_exact(const Draft& draft, const DateOptions& options) {
  Timestamp time = *draft.exact;
  if (time.precision <= Precision::kDay)
    return with_clock({time.year, time.month, time.day}, draft, options);
  if (time.offset_minutes) return {Verdict::kDate, time};
  const ClockTime clock{.hour = time.hour, .minute = time.minute};
  const auto offset = find_offset(draft, {time.year, time.month, time.day}, clock, options);
  if (offset) time.offset_minutes = static_cast<std::int16_t>(*offset);
  return {Verdict::kDate, time};
}

Outcome finish_relative(const Draft& draft, const DateOptions& options) {
  if (!options.now) return {};
  const int offset = offset_in_zone(options.zone, *options.now).value_or(0);
  const Timestamp now = from_sys(*options.now, offset, Precision::kDay);
  const int today = to_days(now.year, now.month, now.day);
  if (draft.relative_day) return with_clock(from_days(today + *draft.relative_day), draft, options);
  if (draft.weekday)
    return with_clock(from_days(today - (weekday_of(today) - *draft.weekday + 7) % 7), draft,
                      options);
  if (draft.has_clock()) return with_clock(from_days(today), draft, options);
  return {};
}

}  // namespace

Outcome finish_draft(const Draft& draft, const TextContext& context, const DateOptions& options) {
  if (draft.exact) return finish_exact(draft, options);
  if (draft.numeric) {
    if (is_weak_numeric(*draft.numeric, context, options)) return {};
    const auto date = draft.numeric->digits[2] == 0
                          ? resolve_open_year(draft, context.order, options)
                          : resolve_numeric(draft, context, options);
    if (!date) return {Verdict::kImpossible, {}};
    return with_clock(*date, draft, options);
  }
  if (!draft.month) return finish_relative(draft, options);
  Fields fields{draft.year, draft.month, draft.day, draft.year_digits, draft.calendar};
  if (!assign_loose(draft, fields)) return {Verdict::kImpossible, {}};
  if (!fields.year) {
    // 33 December is no day of any year.
    if (!fields.day || *fields.day > 31) return {};
    if (!options.now || fields.calendar != Calendar::kGregorian) return {};
    fields.year = guess_year(*fields.month, *fields.day, options);
    fields.year_digits = 4;
  }
  const auto date = to_civil(fields, context.language);
  if (!date) return {Verdict::kImpossible, {}};
  if (fields.day) return with_clock(*date, draft, options);
  if (fields.calendar != Calendar::kGregorian) return {};
  auto month = make_date(date->year, date->month, 1);
  if (!month) return {Verdict::kImpossible, {}};
  month->precision = Precision::kMonth;
  return {Verdict::kDate, *month};
}

}  // namespace tearsheet::dates
