// Dates by the pattern of a site file.
#include "base/utf8.h"
#include "dates/civil.h"
#include "dates/cursor.h"
#include "dates/iso8601.h"
#include "dates/lexer.h"
#include "dates/reader.h"
#include "dates/rfc822.h"
#include "dates/zones.h"

namespace tearsheet::dates {
namespace {

/// What the directives have found so far.
struct Found {
  std::optional<int> year, month, day, hour, minute, second, day_of_year, offset;
  std::optional<bool> afternoon;
  std::string_view zone_text;
};

/// Longest name that is looked for: "lunedì", "يوم الأربعاء", "thứ bảy".
constexpr std::size_t kMaxNameBytes = 64;

/// The value of the word at the cursor as `kind`, in `language` or English; the cursor moves behind
/// it and its full stop.
std::optional<int> read_name(Cursor& cursor, WordKind kind, std::string_view language) {
  const std::string_view rest = cursor.rest().substr(0, kMaxNameBytes);
  const std::size_t index =
      language.empty() ? kMaxLanguages : WordIndex::instance().language_index(language);
  const Lexemes lexemes = split(rest, index);
  if (lexemes.items.empty() || lexemes.items[0].begin != 0) return std::nullopt;
  const auto value = Reading(lexemes, index).as(0, kind);
  if (!value) return std::nullopt;
  const std::size_t end = lexemes.items[0].end;
  cursor.skip(end < lexemes.folded.origin.size() ? lexemes.folded.origin[end] : rest.size());
  return value;
}

/// Any word: up to a space, digit or ASCII punctuation.
bool skip_word(Cursor& cursor) {
  const std::string_view rest = cursor.rest();
  std::size_t size = 0;
  while (size < rest.size() &&
         (is_alpha(rest[size]) || static_cast<unsigned char>(rest[size]) >= 0x80)) {
    ++size;
  }
  cursor.skip(size);
  return size > 0;
}

bool assign(std::optional<int>& field, std::optional<int> value) {
  field = value;
  return value.has_value();
}

bool read_meridiem(Cursor& cursor, Found& found, std::string_view language) {
  const auto period = read_name(cursor, WordKind::kPeriod, language);
  if (!period) return false;
  cursor.take('.');
  found.afternoon = *period == static_cast<int>(Period::kAfternoon);
  return true;
}

bool read_zone(Cursor& cursor, Found& found) {
  const std::size_t begin = cursor.position();
  const std::string_view rest = cursor.rest();
  // What the name means depends on the date; any date tells where it ends.
  if (!scan_zone(cursor, {2000, 1, 1}, 0, 0, {})) return false;
  found.zone_text = rest.substr(0, cursor.position() - begin);
  return true;
}

bool read_directive(char directive, Cursor& cursor, Found& found, std::string_view language) {
  switch (directive) {
    case 'Y':
      return assign(found.year, cursor.take_digits(4));
    case 'y': {
      const auto year = cursor.take_digits(2);
      if (year) found.year = full_year(*year);
      return year.has_value();
    }
    case 'm':
      return assign(found.month, cursor.take_number(1, 2));
    case 'd':
    case 'e':
      return assign(found.day, cursor.take_number(1, 2));
    case 'H':
    case 'I':
      return assign(found.hour, cursor.take_number(1, 2));
    case 'M':
      return assign(found.minute, cursor.take_number(1, 2));
    case 'S':
      return assign(found.second, cursor.take_number(1, 2));
    case 'j':
      return assign(found.day_of_year, cursor.take_number(1, 3));
    case 'B':
    case 'b':
      return assign(found.month, read_name(cursor, WordKind::kMonth, language));
    case 'A':
    case 'a':
      return read_name(cursor, WordKind::kWeekday, language) || skip_word(cursor);
    case 'p':
      return read_meridiem(cursor, found, language);
    case 'z':
    case 'Z':
      return read_zone(cursor, found);
    case '%':
      return cursor.take('%');
    default:
      return false;
  }
}

/// The format's character; where it has none, the full stop of an abbreviation is skipped ("%b %Y"
/// reads "nov. 2025").
bool take_literal(Cursor& cursor, std::string_view format, std::size_t i) {
  if (format[i] != '.' && i >= 2 && format[i - 2] == '%') cursor.take('.');
  return cursor.take(format[i]);
}

/// Matches the whole format at the cursor.
std::optional<Found> match_here(Cursor cursor, std::string_view format, std::string_view language) {
  Found found;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (is_space(format[i])) {
      if (i >= 2 && format[i - 2] == '%') cursor.take('.');
      cursor.skip_spaces();
    } else if (format[i] == '%' && i + 1 < format.size()) {
      if (!read_directive(format[++i], cursor, found, language)) return std::nullopt;
    } else if (!take_literal(cursor, format, i)) {
      return std::nullopt;
    }
  }
  return found;
}

std::optional<Timestamp> to_timestamp(Found found, const DateOptions& options) {
  if (found.afternoon && found.hour) {
    if (*found.hour < 1 || *found.hour > 12) return std::nullopt;
    found.hour = *found.hour % 12 + (*found.afternoon ? 12 : 0);
  }
  if (!found.year) return std::nullopt;
  if (found.day_of_year) {
    const int days = *found.day_of_year;
    if (days < 1 || days > (is_leap(*found.year) ? 366 : 365)) return std::nullopt;
    const CivilDate date = from_days(to_days(*found.year, 1, 1) + days - 1);
    found.month = date.month;
    found.day = date.day;
  }
  // A day without its month says nothing.
  if (!found.month) found.day.reset();
  auto result = make_date(*found.year, found.month.value_or(1), found.day.value_or(1));
  if (!result) return std::nullopt;
  if (!found.month) result->precision = Precision::kYear;
  if (found.month && !found.day) result->precision = Precision::kMonth;
  if (!found.hour || !found.month || !found.day) return result;
  const CivilDate date{result->year, result->month, result->day};
  ClockTime clock{
      .hour = *found.hour, .minute = found.minute.value_or(0), .second = found.second.value_or(0)};
  if (found.second) clock.precision = Precision::kSecond;
  std::optional<int> offset;
  if (!found.zone_text.empty()) {
    Cursor zone(found.zone_text);
    offset = scan_zone(zone, date, clock.hour, clock.minute, options.zone);
  } else {
    offset = offset_in_zone(options.zone, date, clock.hour, clock.minute);
  }
  return make_time(date.year, date.month, date.day, clock, offset);
}

}  // namespace

std::optional<char> unknown_letter(std::string_view format) {
  constexpr std::string_view kLetters = "YymdeHIMSjBbAapzZ%";
  for (std::size_t at = format.find('%'); at != std::string_view::npos;
       at = format.find('%', at + 2)) {
    const char letter = at + 1 < format.size() ? format[at + 1] : '\0';
    if (letter == '\0' || kLetters.find(letter) == std::string_view::npos) return letter;
  }
  return std::nullopt;
}

bool is_zone(std::string_view zone) {
  return offset_in_zone(zone, SysTime{}).has_value();
}

std::optional<Timestamp> parse_with_format(std::string_view original, std::string_view format,
                                           const DateOptions& options) {
  const std::string digits = with_ascii_digits(original.substr(0, kMaxDateText));
  const std::string_view text = digits;
  if (format == "iso") {
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (!is_digit(text[at])) continue;
      Cursor cursor(text.substr(at));
      const auto found = scan_iso8601(cursor);
      if (found) return refuse_future(*found, options);
      while (at < text.size() && is_digit(text[at])) ++at;
    }
    return std::nullopt;
  }
  if (format.empty()) return std::nullopt;
  for (std::size_t at = 0; at < text.size(); ++at) {
    // A number is matched whole, never from its middle.
    if (at > 0 && is_digit(text[at]) && is_digit(text[at - 1])) continue;
    if (is_continuation(text[at])) continue;
    Cursor cursor(text);
    cursor.move_to(at);
    const auto found = match_here(cursor, format, options.language);
    if (!found) continue;
    if (const auto result = to_timestamp(*found, options)) return refuse_future(*result, options);
  }
  return std::nullopt;
}

}  // namespace tearsheet::dates
