// Numbers and names that are days, months and years.
#include <algorithm>

#include "dates/draft_reader.h"
#include "dates/iso8601.h"
#include "dates/zones.h"

namespace tearsheet::dates {
namespace {

// By their numbers of digits: the year first, or last, or one digit behind two.
bool may_be_date(const Lexeme& a, const Lexeme& b, const Lexeme& c) {
  return b.digits <= 2 &&
         ((a.digits >= 3 && a.digits <= 4 && c.digits <= 2) ||
          (a.digits <= 2 && (c.digits == 2 || c.digits == 4)) || (a.digits == 2 && c.digits == 1));
}

}  // namespace

std::size_t DraftReader::iso(std::size_t i) {
  const std::uint8_t digits = r_.at(i).digits;
  const bool extended =
      digits == 4 && r_.is_sign(i + 1, '-') && r_.is_number(i + 2) && r_.is_glued(i + 2);
  const bool basic = digits == 8 && r_.is_glued(i + 1) && !r_.is_any_sign(i + 1);
  if ((!extended && !basic && digits != 8) || draft_.has_date_part()) return 0;
  const std::size_t begin = r_.lexemes().origin_of(i);
  Cursor cursor(r_.lexemes().original);
  cursor.move_to(begin);
  const auto found = scan_iso8601(cursor);
  if (!found || found->precision < Precision::kDay) {
    // A Hijri or Buddhist year, or a month of one digit with spaces: left to the triple.
    impossible_ = basic && (cursor.peek() == 'T' || cursor.peek() == 't');
    return 0;
  }
  if (found->year < 1500) return 0;
  const char next = cursor.peek();
  const bool zulu_too = found->offset_minutes && (next == 'Z' || next == 'z');
  if (zulu_too) cursor.skip(1);
  // "2025-11-14T13:05:00GMT": zone() reads on.
  Cursor behind = cursor;
  const bool zone_follows = found->precision > Precision::kDay && !found->offset_minutes &&
                            scan_zone(behind, {2000, 1, 1}, 0, 0, {}) && !is_alpha(behind.peek());
  if (is_alpha(next) && !zulu_too && !zone_follows) {
    impossible_ = true;
    return 0;
  }
  draft_.exact = found;
  if (found->precision > Precision::kDay) {
    draft_.hour = found->hour;
    if (found->offset_minutes) zone_done_ = true;
  }
  return items_until(i, cursor.position());
}

std::size_t DraftReader::triple(std::size_t i) {
  if (draft_.has_date_part()) return 0;
  for (const char sign : {'.', '/', '-', '|'}) {
    const std::size_t second = number_behind(i, sign);
    const std::size_t third = second == 0 ? 0 : number_behind(second, sign);
    if (third == 0) continue;
    const Lexeme& a = r_.at(i);
    const Lexeme& b = r_.at(second);
    const Lexeme& c = r_.at(third);
    if (!may_be_date(a, b, c)) return 0;
    // Bars stand between all kinds of numbers: only a whole year makes them a date.
    if (sign == '|' && a.digits != 4 && c.digits != 4) return 0;
    // "14.11. 10:11": the third is the hour.
    if (r_.at(third).space_before && pair_at(third, ':')) continue;
    // Four numbers are an address or a version.
    if (i >= 2 && r_.is_sign(i - 1, sign) && r_.is_number(i - 2) && r_.is_glued(i)) continue;
    if (number_behind(third, sign) != 0 && r_.is_glued(third + 1) && r_.is_glued(third + 2) &&
        sign == '.')
      return 0;
    draft_.numeric = NumericDate{{a.value, b.value, c.value}, {a.digits, b.digits, c.digits}, sign};
    return third + 1 - i;
  }
  return 0;
}

std::size_t DraftReader::pair(std::size_t i) {
  if (draft_.has_date_part() || r_.at(i).digits > 2) return 0;
  for (const char sign : {'.', '/', '-'}) {
    if (!pair_at(i, sign) || r_.at(i + 2).digits > 2 || pair_at(i + 2, sign)) continue;
    const bool stopped = sign == '.' && r_.is_sign(i + 3, '.') && r_.is_glued(i + 3);
    // "11/14(金)13:05"
    const bool has_weekday = r_.is_any_sign(i + 3) && r_.is(i + 4, WordKind::kWeekday) &&
                             r_.is_any_sign(i + 5) && !r_.is_sign(i + 3, ',');
    const std::size_t time = has_weekday ? i + 6 : i + 3;
    const bool timed = sign != '.' && pair_at(time, ':') && r_.at(time + 2).digits == 2;
    if (!stopped && !timed) continue;
    const Lexeme& a = r_.at(i);
    const Lexeme& b = r_.at(i + 2);
    draft_.numeric = NumericDate{{a.value, b.value, 0}, {a.digits, b.digits, 0}, sign};
    return 3;
  }
  return 0;
}

std::size_t DraftReader::month_day(std::size_t i) {
  if (!draft_.year || draft_.month || draft_.loose_count > 0) return 0;
  for (const char sign : {'.', '/', '-'}) {
    const std::size_t second = number_behind(i, sign);
    if (second == 0 || r_.at(i).value > 12 || r_.at(second).value > 31) continue;
    draft_.month = r_.at(i).value;
    draft_.day = r_.at(second).value;
    return second + 1 - i;
  }
  return 0;
}

std::size_t DraftReader::loose(std::size_t i) {
  const Lexeme& item = r_.at(i);
  if (item.digits > 4 || draft_.numeric || draft_.exact || (draft_.day && draft_.year)) return 0;
  if (draft_.loose_count == draft_.loose.size()) return 0;
  // "March 13-15": the end of the days is no year.
  const bool ends_range = draft_.month && item.digits <= 2 && item.value <= 31 && i >= 2 &&
                          r_.is_glued(i) && r_.is_any_sign(i - 1) && !r_.is_sign(i - 1, '\'') &&
                          r_.is_glued(i - 1) && r_.is_number(i - 2) && r_.at(i - 2).digits <= 2 &&
                          !r_.is_sign(i - 1, ',') && !r_.is_sign(i - 1, '(');
  if (ends_range && draft_.loose_count > 0) return 1;
  const bool long_number = item.digits >= 3 || item.value > 99;
  for (std::size_t k = 0; k < draft_.loose_count; ++k) {
    const LooseNumber& other = draft_.loose[k];
    if (long_number && (other.digits >= 3)) return 0;
    // Two short numbers before the month are no date of anybody.
    if (!draft_.month && !long_number && other.digits < 3) return 0;
  }
  if (draft_.loose_count == 1 && (draft_.day || draft_.year)) return 0;
  if (long_number && draft_.year) return 0;
  const bool second_short =
      !long_number && (draft_.day || (draft_.loose_count == 1 && draft_.loose[0].digits < 3));
  const bool year_mark = i > 0 && r_.is_sign(i - 1, '\'');
  // Two digits are a year only where nothing counts with them: "14 November 5 comments".
  if (second_short && (item.digits != 2 || followed_by_word(i) || begins_range(i) || draft_.year))
    return 0;
  draft_.loose[draft_.loose_count++] = {item.value, item.digits, !draft_.month, year_mark};
  // "25শে", "1st", "2025-ben": an ending glued to the number.
  return 1 + ending(i + 1);
}

std::size_t DraftReader::number_behind(std::size_t i, char sign) const {
  return r_.is_sign(i + 1, sign) && r_.is_number(i + 2) ? i + 2 : 0;
}

// "10-12, 17-19": more days of the month.
bool DraftReader::begins_range(std::size_t i) const {
  const std::size_t next = number_behind(i, '-');
  return next != 0 && r_.is_glued(i + 1) && r_.is_glued(next) && r_.at(next).digits <= 2 &&
         !r_.is_sign(next + 1, ':');
}

bool DraftReader::followed_by_word(std::size_t i) const {
  return i + 1 < r_.size() && r_.at(i + 1).kind == Lexeme::Kind::kWord &&
         r_.at(i + 1).senses.empty();
}

std::size_t DraftReader::ending(std::size_t i) const {
  constexpr std::uint16_t kLongestEnding = 12;  // bytes: four letters of Indic scripts
  if (i >= r_.size()) return 0;
  const bool mark = r_.is_sign(i, '\'') || r_.is_sign(i, '-');
  const std::size_t word = mark ? i + 1 : i;
  if (!r_.is_glued(i) || !r_.is_glued(word) || r_.at(word).kind != Lexeme::Kind::kWord) return 0;
  if (r_.is(word, WordKind::kMonth) || r_.is(word, WordKind::kUnit) ||
      r_.is(word, WordKind::kPeriod))
    return 0;
  return r_.at(word).end - r_.at(word).begin <= kLongestEnding ? word + 1 - i : 0;
}

std::size_t DraftReader::month_name(std::size_t i) {
  constexpr std::pair<WordKind, Calendar> kKinds[] = {
      {WordKind::kMonth, Calendar::kGregorian},
      {WordKind::kPersianMonth, Calendar::kPersian},
      {WordKind::kIslamicMonth, Calendar::kIslamic}};
  for (const auto& [kind, calendar] : kKinds) {
    const auto value = r_.as(i, kind);
    if (!value) continue;
    // Both names of a month: "نوفمبر/تشرين الثاني".
    if (draft_.month) {
      if (draft_.month == value && draft_.calendar == calendar) return 1;
      continue;
    }
    if (draft_.numeric || draft_.exact || is_code(i) || names_no_month(i)) return 0;
    // "mar" may be a Tuesday with the month still to come.
    if (r_.is(i, WordKind::kWeekday) && !draft_.weekday && month_follows(i + 1)) continue;
    draft_.month = *value;
    draft_.calendar = calendar;
    return 1;
  }
  return 0;
}

/// Two letters and a number with more behind it: "AG15-32P" is no day of August.
bool DraftReader::is_code(std::size_t i) const {
  return r_.at(i).end - r_.at(i).begin <= 2 && r_.is_number(i + 1) && r_.is_glued(i + 1) &&
         number_behind(i + 1, '-') != 0 && r_.is_glued(i + 2) && r_.is_glued(i + 3);
}

/// A whole date in numbers follows: "Dam, 11/12/2026", where a name is spelled like some language's
/// month.
bool DraftReader::names_no_month(std::size_t i) const {
  constexpr std::size_t kReach = 6;  // commas, a word, a weekday
  for (std::size_t k = i + 1; k < std::min(i + kReach, r_.size()); ++k) {
    if (!r_.is_number(k)) continue;
    for (const char sign : {'/', '.', '-'}) {
      const std::size_t second = number_behind(k, sign);
      const std::size_t third = second == 0 ? 0 : number_behind(second, sign);
      if (third != 0) return r_.at(k).digits <= 2 && r_.at(third).digits == 4;
    }
    return false;
  }
  return false;
}

/// "First of May 2020", "May second, 2020": only with month and year about it, for numbers in words
/// stand in all kinds of texts.
std::size_t DraftReader::day_word(std::size_t i) {
  const auto value = r_.as(i, WordKind::kDayWord);
  if (!value || draft_.day || draft_.numeric || draft_.exact || draft_.loose_count > 0) return 0;
  constexpr std::size_t kReach = 6;
  const std::size_t next = r_.skip_fillers(i + 1);
  if (!draft_.month && !r_.is(next, WordKind::kMonth)) return 0;
  for (std::size_t k = next; k < std::min(i + kReach, r_.size()); ++k) {
    if (!r_.is_number(k) || r_.at(k).digits != 4) continue;
    draft_.day = *value;
    return 1;
  }
  return 0;
}

bool DraftReader::month_follows(std::size_t i) const {
  constexpr std::size_t kReach = 5;
  for (std::size_t k = i; k < std::min(i + kReach, r_.size()); ++k) {
    if (r_.is(k, WordKind::kMonth)) return true;
  }
  return false;
}

std::size_t DraftReader::weekday(std::size_t i) {
  const auto value = r_.as(i, WordKind::kWeekday);
  if (!value || (draft_.weekday && draft_.weekday != value)) return 0;
  // A short one that is also another part of speech ("la", "do", "ma") stands alone only as a
  // whole text.
  draft_.weekday = *value;
  return 1;
}

std::size_t DraftReader::relative_day(std::size_t i) {
  const auto value = r_.as(i, WordKind::kRelativeDay);
  if (!value || draft_.relative_day) return 0;
  draft_.relative_day = *value;
  return 1;
}

}  // namespace tearsheet::dates
