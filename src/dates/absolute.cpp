// Dates as they stand in a text. The items are read from left to right into the slots of a draft;
// one that fits no free slot ends it. So the order of the parts is free wherever their kind is
// known (a month's name, a 4-digit year, a unit behind the number), and only dates of numbers alone
// need an order (draft.cpp).
#include <algorithm>

#include "dates/cursor.h"
#include "dates/iso8601.h"
#include "dates/reader.h"
#include "dates/zones.h"

namespace tearsheet::dates {
namespace {

class DraftReader {
 public:
  explicit DraftReader(const Reading& reading) : r_(reading) {}

  /// Reads from `begin` as far as the items fit; the draft and where it ends.
  void read(std::size_t begin) {
    draft_ = {};
    impossible_ = false;
    at_word_ = false;
    std::size_t i = begin;
    while (i < r_.size() && !impossible_) {
      const std::size_t used = step(i);
      if (used == 0) break;
      i += used;
    }
    end_ = i;
  }
  [[nodiscard]] const Draft& draft() const { return draft_; }
  [[nodiscard]] std::size_t end() const { return end_; }
  /// A number where none can be: "112:13:04", "2025-02-30".
  [[nodiscard]] bool impossible() const { return impossible_; }

 private:
  std::size_t step(std::size_t i) {
    switch (r_.at(i).kind) {
      case Lexeme::Kind::kNumber:
        return number(i);
      case Lexeme::Kind::kWord:
        return word(i);
      case Lexeme::Kind::kSign:
        if (const std::size_t used = zone(i)) return used;
        return 1;
    }
    return 0;
  }

  // ---- numbers ----

  std::size_t number(std::size_t i) {
    if (r_.at(i).value < 0) return 0;
    using Rule = std::size_t (DraftReader::*)(std::size_t);
    constexpr Rule kRules[] = {
        &DraftReader::iso,       &DraftReader::colon_time,  &DraftReader::triple,
        &DraftReader::pair,      &DraftReader::point_time,  &DraftReader::month_day,
        &DraftReader::with_unit, &DraftReader::with_period, &DraftReader::loose};
    for (const Rule rule : kRules) {
      const std::size_t used = (this->*rule)(i);
      if (used > 0 || impossible_) {
        at_word_ = false;
        return used;
      }
    }
    return 0;
  }

  /// The number of items up to a byte of the original text.
  [[nodiscard]] std::size_t items_until(std::size_t i, std::size_t origin) const {
    std::size_t next = i;
    while (next < r_.size() && r_.lexemes().origin_of(next) < origin) ++next;
    return next - i;
  }

  std::size_t iso(std::size_t i) {
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
    if (is_alpha(next) && !zulu_too) {
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

  [[nodiscard]] bool pair_at(std::size_t i, char sign) const {
    return r_.is_number(i) && r_.is_sign(i + 1, sign) && r_.is_glued(i + 1) &&
           r_.is_number(i + 2) && r_.is_glued(i + 2);
  }

  bool set_clock(int hour, std::optional<int> minute, std::optional<int> second) {
    if (hour > 24 || minute.value_or(0) > 59 || second.value_or(0) > 60) return false;
    draft_.hour = hour;
    draft_.minute = minute;
    draft_.second = second;
    return true;
  }

  /// "10:11", "10:11:12.345".
  std::size_t colon_time(std::size_t i) {
    if (!pair_at(i, ':') || r_.at(i + 2).digits != 2) return 0;
    if (draft_.has_clock()) return 0;
    if (r_.at(i).digits > 2) {
      impossible_ = draft_.has_date_part();
      return 0;
    }
    std::size_t used = 3;
    std::optional<int> second;
    if (pair_at(i + 2, ':') && r_.at(i + 4).digits == 2) {
      second = r_.at(i + 4).value;
      used = 5;
    }
    if (!set_clock(r_.at(i).value, r_.at(i + 2).value, second)) {
      impossible_ = true;
      return 0;
    }
    if (used == 5 && (pair_at(i + 4, '.') || pair_at(i + 4, ','))) {
      Cursor cursor(r_.lexemes().text_of(r_.at(i + 6)));
      draft_.millisecond = cursor.take_milliseconds().value_or(0);
      draft_.has_milliseconds = true;
      used = 7;
    }
    return used;
  }

  /// "10.11 Uhr", "klo 10.11.12", "5.45 ip.": points as colons, where a time is expected.
  std::size_t point_time(std::size_t i) {
    if (draft_.has_clock() || !pair_at(i, '.') || r_.at(i).digits > 2 || r_.at(i + 2).digits != 2)
      return 0;
    const bool three = pair_at(i + 2, '.') && r_.at(i + 4).digits == 2;
    const std::size_t used = three ? 5 : 3;
    const std::size_t next = i + used;
    const bool expected = at_word_ || draft_.is_date() || draft_.relative_day ||
                          r_.is_unit(next, Unit::kHour) || r_.is(next, WordKind::kPeriod);
    if (!expected || r_.at(i).value > 23 || r_.at(i + 2).value > 59) return 0;
    return set_clock(r_.at(i).value, r_.at(i + 2).value,
                     three ? std::optional(r_.at(i + 4).value) : std::nullopt)
               ? used
               : 0;
  }

  /// Index of the number behind `sign`, with spaces around it allowed; 0: none.
  [[nodiscard]] std::size_t number_behind(std::size_t i, char sign) const {
    return r_.is_sign(i + 1, sign) && r_.is_number(i + 2) ? i + 2 : 0;
  }

  /// "14.11.2025", "2025/11/14", "2025. 11. 14.", "14 / 11 / 25", "14 | 11 | 2025".
  std::size_t triple(std::size_t i) {
    if (draft_.has_date_part()) return 0;
    for (const char sign : {'.', '/', '-', '|'}) {
      const std::size_t second = number_behind(i, sign);
      const std::size_t third = second == 0 ? 0 : number_behind(second, sign);
      if (third == 0) continue;
      const Lexeme& a = r_.at(i);
      const Lexeme& b = r_.at(second);
      const Lexeme& c = r_.at(third);
      const bool fits = b.digits <= 2 && ((a.digits >= 3 && a.digits <= 4 && c.digits <= 2) ||
                                          (a.digits <= 2 && (c.digits == 2 || c.digits == 4)) ||
                                          (a.digits == 2 && c.digits == 1));
      if (!fits) return 0;
      // Bars stand between all kinds of numbers: only a whole year makes them a date.
      if (sign == '|' && a.digits != 4 && c.digits != 4) return 0;
      // "14.11. 10:11": the third is the hour.
      if (r_.at(third).space_before && pair_at(third, ':')) continue;
      // Four numbers are an address or a version.
      if (i >= 2 && r_.is_sign(i - 1, sign) && r_.is_number(i - 2) && r_.is_glued(i)) continue;
      if (number_behind(third, sign) != 0 && r_.is_glued(third + 1) && r_.is_glued(third + 2) &&
          sign == '.')
        return 0;
      draft_.numeric =
          NumericDate{{a.value, b.value, c.value}, {a.digits, b.digits, c.digits}, sign};
      return third + 1 - i;
    }
    return 0;
  }

  /// "14.11." or "14.11. 10:11", "11/14 10:11": a day of an open year, if a full stop or a time
  /// says that it is one.
  std::size_t pair(std::size_t i) {
    if (draft_.has_date_part() || r_.at(i).digits > 2) return 0;
    for (const char sign : {'.', '/', '-'}) {
      if (!pair_at(i, sign) || r_.at(i + 2).digits > 2 || pair_at(i + 2, sign)) continue;
      const bool stopped = sign == '.' && r_.is_sign(i + 3, '.') && r_.is_glued(i + 3);
      const bool timed = sign != '.' && pair_at(i + 3, ':') && r_.at(i + 5).digits == 2;
      if (!stopped && !timed) continue;
      const Lexeme& a = r_.at(i);
      const Lexeme& b = r_.at(i + 2);
      draft_.numeric = NumericDate{{a.value, b.value, 0}, {a.digits, b.digits, 0}, sign};
      return 3;
    }
    return 0;
  }

  /// "11.14" behind a year: "Juche 114 (2025).11.14".
  std::size_t month_day(std::size_t i) {
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

  /// "2025年", "11월", "14일", "10時", "11 min": the unit behind the number says what it is.
  std::size_t with_unit(std::size_t i) {
    std::size_t unit = i + 1;
    // "11-р сарын", "14. d."
    while (unit < r_.size() && unit < i + 4 && (r_.is_sign(unit, '-') || r_.is_sign(unit, '.')))
      ++unit;
    if (unit > i + 1 && r_.is(unit, WordKind::kFiller) && r_.is_glued(unit)) ++unit;
    if (!r_.is(unit, WordKind::kUnit) || is_prefix_unit(unit)) return 0;
    const Lexeme& item = r_.at(i);
    const auto assign = [&](std::optional<int>& slot, int most) {
      if (slot || item.value > most) return slot == item.value ? unit + 1 - i : std::size_t{0};
      slot = item.value;
      return unit + 1 - i;
    };
    if (r_.is_unit(unit, Unit::kYear) &&
        (item.digits >= 3 || item.digits == 0 || !draft_.has_date_part())) {
      if (const std::size_t used = year_with_unit(item, unit + 1 - i)) return used;
    }
    if (r_.is_unit(unit, Unit::kMonth) && !draft_.month) return assign(draft_.month, 12);
    if (r_.is_unit(unit, Unit::kDay) && item.digits <= 2 &&
        (draft_.month || draft_.year || !r_.is_unit(unit, Unit::kHour))) {
      if (const std::size_t used = assign(draft_.day, 31)) return used;
    }
    if (r_.is_unit(unit, Unit::kHour) && item.digits <= 2 && !draft_.hour) {
      const std::size_t used = assign(draft_.hour, 24);
      // "10h11", "10 h 11": the minutes follow without a unit.
      if (used > 0 && r_.is_number(i + used) && r_.at(i + used).digits == 2 &&
          r_.at(i + used).value < 60 && !r_.is(i + used + 1, WordKind::kUnit)) {
        draft_.minute = r_.at(i + used).value;
        return used + 1;
      }
      return used;
    }
    if (r_.is_unit(unit, Unit::kMinute) && draft_.hour && !draft_.minute)
      return assign(draft_.minute, 59);
    if (r_.is_unit(unit, Unit::kSecond) && draft_.minute && !draft_.second)
      return assign(draft_.second, 60);
    return 0;
  }

  std::size_t year_with_unit(const Lexeme& item, std::size_t used) {
    if (draft_.year) return *draft_.year == item.value ? used : 0;
    if (item.value < 1 || item.value > 9999) return 0;
    draft_.year = item.value;
    draft_.year_digits = item.digits == 0 ? (item.value > 999 ? 4 : 2) : item.digits;
    return used;
  }

  /// A unit that belongs to the number behind it ("ngày 8 tháng 1 năm 2015").
  [[nodiscard]] bool is_prefix_unit(std::size_t i) const {
    const bool is_date_unit =
        r_.is_unit(i, Unit::kMonth) || r_.is_unit(i, Unit::kYear) || r_.is_unit(i, Unit::kDay);
    return is_date_unit && r_.has_units_first() && r_.is_number(i + 1);
  }

  /// "6 pm", "5h" is with_unit's.
  std::size_t with_period(std::size_t i) {
    const Lexeme& item = r_.at(i);
    if (draft_.has_clock() || item.digits > 2 || item.value > 12 || item.value < 1 ||
        !r_.is(i + 1, WordKind::kPeriod))
      return 0;
    // "14 nov, 12 p. m": but "7 maja, po południu" has its day before a comma.
    draft_.hour = item.value;
    return 1;
  }

  /// A day or a year.
  std::size_t loose(std::size_t i) {
    const Lexeme& item = r_.at(i);
    if (item.digits > 4 || draft_.numeric || draft_.exact || (draft_.day && draft_.year)) return 0;
    if (draft_.loose_count == draft_.loose.size()) return 0;
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
    if (second_short && (item.digits != 2 || followed_by_word(i) || draft_.year)) return 0;
    draft_.loose[draft_.loose_count++] = {item.value, item.digits, !draft_.month, year_mark};
    // "25শে", "1st", "2025-ben": an ending glued to the number.
    return 1 + ending(i + 1);
  }

  [[nodiscard]] bool followed_by_word(std::size_t i) const {
    return i + 1 < r_.size() && r_.at(i + 1).kind == Lexeme::Kind::kWord &&
           r_.at(i + 1).senses.empty();
  }

  [[nodiscard]] std::size_t ending(std::size_t i) const {
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

  // ---- words ----

  std::size_t word(std::size_t i) {
    using Rule = std::size_t (DraftReader::*)(std::size_t);
    constexpr Rule kRules[] = {
        &DraftReader::month_name, &DraftReader::weekday,      &DraftReader::period,
        &DraftReader::era,        &DraftReader::relative_day, &DraftReader::unit_before,
        &DraftReader::small_word, &DraftReader::joining_word, &DraftReader::zone};
    for (const Rule rule : kRules) {
      if (const std::size_t used = (this->*rule)(i)) return used;
    }
    return 0;
  }

  std::size_t month_name(std::size_t i) {
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
      if (draft_.numeric || draft_.exact) return 0;
      // "mar" may be a Tuesday with the month still to come.
      if (r_.is(i, WordKind::kWeekday) && !draft_.weekday && month_follows(i + 1)) continue;
      draft_.month = *value;
      draft_.calendar = calendar;
      return 1;
    }
    return 0;
  }

  [[nodiscard]] bool month_follows(std::size_t i) const {
    constexpr std::size_t kReach = 5;
    for (std::size_t k = i; k < std::min(i + kReach, r_.size()); ++k) {
      if (r_.is(k, WordKind::kMonth)) return true;
    }
    return false;
  }

  std::size_t weekday(std::size_t i) {
    const auto value = r_.as(i, WordKind::kWeekday);
    if (!value || (draft_.weekday && draft_.weekday != value)) return 0;
    // A short one that is also another part of speech ("la", "do", "ma") stands alone only as a
    // whole text.
    draft_.weekday = *value;
    return 1;
  }

  std::size_t period(std::size_t i) {
    const auto value = r_.as(i, WordKind::kPeriod);
    if (!value || draft_.period) return 0;
    // "morgen" is also tomorrow, "sa" also Saturday: a period stands beside a time, or is one.
    const auto found = static_cast<Period>(*value);
    const std::size_t next = r_.skip_fillers(i + 1);
    const bool time_follows = r_.is_number(next) && next <= i + 2;
    const bool is_time = found == Period::kNoon || found == Period::kMidnight;
    if (!draft_.has_clock() && !time_follows && !is_time)
      return r_.is(i, WordKind::kRelativeDay) ? 0 : draft_.is_date() || draft_.relative_day ? 1 : 0;
    draft_.period = found;
    return 1;
  }

  std::size_t era(std::size_t i) {
    const auto offset = r_.as(i, WordKind::kEra);
    if (!offset) return 0;
    const std::size_t number = i + 1;
    if (*offset == 0 || !r_.is_number(number) || r_.at(number).digits > 4) return 1;
    const int year = r_.at(number).value + *offset;
    // The Buddhist era is often named before two digits; those are converted with the other Thai
    // years.
    if (year < kMinYear || year > kMaxYear) return 1;
    if (draft_.year && *draft_.year != year) return 0;
    if (!draft_.year && loose_year() != year) draft_.year = year;
    std::size_t used = 2;
    // Both counts: "114 (2025)".
    if (r_.is_sign(i + 2, '(') && r_.is_number(i + 3) && r_.at(i + 3).value == year &&
        r_.is_sign(i + 4, ')'))
      used = 5;
    if (r_.is_unit(i + used, Unit::kYear)) ++used;
    return used;
  }

  [[nodiscard]] int loose_year() const {
    for (std::size_t k = 0; k < draft_.loose_count; ++k) {
      if (draft_.loose[k].digits == 4) return draft_.loose[k].value;
    }
    if (draft_.exact) return draft_.exact->year;
    if (draft_.numeric) return draft_.numeric->value[draft_.numeric->digits[0] == 4 ? 0 : 2];
    return 0;
  }

  std::size_t relative_day(std::size_t i) {
    const auto value = r_.as(i, WordKind::kRelativeDay);
    if (!value || draft_.relative_day) return 0;
    draft_.relative_day = *value;
    return 1;
  }

  /// "ngày 8 tháng 1 năm 2015", "tháng 11".
  std::size_t unit_before(std::size_t i) {
    if (!is_prefix_unit(i)) return 0;
    const Lexeme& item = r_.at(i + 1);
    if (r_.is_unit(i, Unit::kMonth) && !draft_.month && item.value >= 1 && item.value <= 12) {
      draft_.month = item.value;
      return 2;
    }
    if (r_.is_unit(i, Unit::kYear) && !draft_.year && item.digits == 4)
      return 1 + year_with_unit(item, 1);
    if (r_.is_unit(i, Unit::kDay) && !draft_.day && item.digits <= 2 && item.value <= 31) {
      // The days of "ngày 14/11/2025" are read with the rest.
      if (r_.is_sign(i + 2, '/') || r_.is_sign(i + 2, '-') || r_.is_sign(i + 2, '.')) return 1;
      draft_.day = item.value;
      return 2;
    }
    return 0;
  }
  std::size_t small_word(std::size_t i) {
    if (r_.is(i, WordKind::kAt)) at_word_ = true;
    if (r_.is_filler(i)) return 1;
    // "10:11 Uhr", "2025, жылы": a unit behind what already has its kind.
    if (r_.is_unit(i, Unit::kHour)) {
      at_word_ = true;
      return draft_.has_clock() || draft_.is_date() || draft_.relative_day ? 1 : 0;
    }
    if (r_.is_unit(i, Unit::kYear) || r_.is_unit(i, Unit::kDay) || r_.is_unit(i, Unit::kMonth))
      return draft_.is_date() || draft_.loose_count > 0 || draft_.year ? 1 : 0;
    return 0;
  }

  /// Words of another language between a date and its time: "às 02:38", "en 1:04 pm".
  std::size_t joining_word(std::size_t i) {
    if (draft_.has_clock() || !draft_.is_date()) return 0;
    constexpr std::size_t kMostWords = 2;
    constexpr int kLongest = 24;  // bytes: eight letters of Indic scripts
    std::size_t next = i;
    while (next < i + kMostWords && next < r_.size() && r_.at(next).kind == Lexeme::Kind::kWord &&
           r_.at(next).end - r_.at(next).begin <= kLongest && !r_.is(next, WordKind::kPeriod)) {
      ++next;
    }
    const std::size_t time = r_.is(next, WordKind::kPeriod) ? next + 1 : next;
    return pair_at(time, ':') ? next - i : 0;
  }

  /// A zone behind a time: "+0900", "KST", "(UTC+9)", "Asia/Seoul".
  std::size_t zone(std::size_t i) {
    if (!draft_.has_clock()) return 0;
    const std::size_t begin = r_.lexemes().origin_of(i);
    Cursor cursor(r_.lexemes().original);
    cursor.move_to(begin);
    const char first = cursor.peek();
    const bool sign = r_.is_any_sign(i);
    if (sign && !is_offset_sign(i)) return 0;
    if (!sign && !is_zone_word(cursor)) return 0;
    if (!scan_zone(cursor, {2000, 1, 1}, 0, 0, {})) return 0;
    const char next = cursor.peek();
    if (is_alpha(next) || is_digit(next) || (sign && next == ':')) {
      if (sign && !is_alpha(first)) impossible_ = !(next == 'Z');
      if (impossible_ || next != 'Z') return 0;
    }
    if (!zone_done_)
      draft_.zone_text = r_.lexemes().original.substr(begin, cursor.position() - begin);
    zone_done_ = true;
    return std::max<std::size_t>(items_until(i, cursor.position()), 1);
  }

  /// A sign and two or four digits, not a hyphen between two parts.
  [[nodiscard]] bool is_offset_sign(std::size_t i) const {
    if (zone_done_ || !(r_.is_sign(i, '+') || r_.is_sign(i, '-') || r_.is_sign(i, '\1')))
      return false;
    if (!r_.is_number(i + 1) || !r_.is_glued(i + 1)) return false;
    const std::uint8_t digits = r_.at(i + 1).digits;
    if (digits == 4) return r_.is_sign(i, '+') || r_.at(i + 1).value <= 1400;
    return digits <= 2 && (r_.is_glued(i) || r_.is_sign(i, '+') || pair_at(i + 1, ':'));
  }

  /// Names of zones are capitals or have a slash; "utc" and "gmt" are met in small letters as well.
  [[nodiscard]] bool is_zone_word(Cursor cursor) const {
    const std::size_t begin = cursor.position();
    const std::string_view rest = cursor.rest();
    const std::string_view letters = cursor.take_letters();
    if (letters.empty() || begin == r_.lexemes().original.size()) return false;
    if (cursor.peek() == '/' || cursor.peek() == '_') return true;
    if (letters == "utc" || letters == "gmt" || letters == "z") return true;
    return std::ranges::all_of(letters, [](char c) { return c >= 'A' && c <= 'Z'; }) &&
           rest.size() >= letters.size();
  }

  const Reading& r_;
  Draft draft_;
  std::size_t end_ = 0;
  bool impossible_ = false;
  bool at_word_ = false;  // a word that stands before times was just read
  bool zone_done_ = false;
};

/// May a date begin here?
bool is_start(const Reading& reading, std::size_t i) {
  return !reading.is_any_sign(i) &&
         !(reading.at(i).senses.empty() && reading.at(i).kind == Lexeme::Kind::kWord);
}

/// Nothing but signs and fillers outside of [begin, end): then a weekday or a time alone is what
/// the text says.
bool is_whole(const Reading& reading, std::size_t begin, std::size_t end) {
  return reading.skip_fillers(0) >= begin && reading.skip_fillers(end) >= reading.size();
}

bool is_near_date(const Reading& reading, const Draft& draft, std::size_t begin, std::size_t end) {
  if (draft.is_date() || draft.has_date_part()) return false;
  if (!draft.relative_day && !draft.weekday && !draft.has_clock()) return false;
  // "3 Stunden" is how long something takes, not three o'clock.
  if (draft.has_clock() && !draft.minute && !draft.period && !draft.relative_day &&
      !draft.weekday) {
    return false;
  }
  // Two letters alone are a word of too many languages.
  const std::size_t bytes = reading.at(end - 1).end - reading.at(begin).begin;
  if (!draft.relative_day && !draft.has_clock() && bytes <= 2) return false;
  return is_whole(reading, begin, end);
}

}  // namespace

Outcome read_absolute(const Reading& reading, Reach reach, const Surroundings& around,
                      const DateOptions& options) {
  for (std::size_t i = 0; i < reading.size(); ++i) {
    if (!is_start(reading, i)) continue;
    DraftReader reader(reading);
    reader.read(i);
    if (reader.impossible()) return {Verdict::kImpossible, {}};
    const Draft& draft = reader.draft();
    const bool wanted = draft.is_date()
                            ? reach == Reach::kAny || draft.has_year()
                            : reach == Reach::kAny && is_near_date(reading, draft, i, reader.end());
    if (!wanted) continue;
    const Outcome outcome = finish_draft(draft, around, options);
    if (outcome.verdict != Verdict::kNoDate) return outcome;
  }
  return {};
}

}  // namespace tearsheet::dates
