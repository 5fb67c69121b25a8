// Times of day, their periods and zones.
#include <algorithm>

#include "dates/draft_reader.h"
#include "dates/zones.h"

namespace tearsheet::dates {
namespace {

/// "GMT+25", "UTC-99".
bool begins_with_utc(std::string_view text) {
  for (const std::string_view name : {"GMT", "UTC", "gmt", "utc"}) {
    if (text.starts_with(name) && text.size() > name.size() + 1)
      return (text[name.size()] == '+' || text[name.size()] == '-') &&
             is_digit(text[name.size() + 1]);
  }
  return false;
}

}  // namespace

std::size_t DraftReader::colon_time(std::size_t i) {
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

std::size_t DraftReader::point_time(std::size_t i) {
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

std::size_t DraftReader::with_period(std::size_t i) {
  const Lexeme& item = r_.at(i);
  if (draft_.has_clock() || item.digits > 2 || item.value > 12 || item.value < 1 ||
      !r_.is(i + 1, WordKind::kPeriod))
    return 0;
  // "14 nov, 12 p. m": but "7 maja, po południu" has its day before a comma.
  draft_.hour = item.value;
  return 1;
}

std::size_t DraftReader::period(std::size_t i) {
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

std::size_t DraftReader::zone(std::size_t i) {
  if (!draft_.has_clock()) return 0;
  const std::size_t begin = r_.lexemes().origin_of(i);
  Cursor cursor(r_.lexemes().original);
  cursor.move_to(begin);
  const char first = cursor.peek();
  const bool sign = r_.is_any_sign(i);
  if (sign && !is_offset_sign(i)) return 0;
  if (!sign && !is_zone_word(cursor) && !is_cyrillic_zone(cursor.rest())) return 0;
  if (!scan_zone(cursor, {2000, 1, 1}, 0, 0, {})) {
    // "+25:00", "GMT+25": what can only be a zone, and is none of the earth.
    const bool is_offset = sign && (r_.at(i + 1).digits == 4 || pair_at(i + 1, ':'));
    const bool is_counted = !sign && !zone_done_ && begins_with_utc(cursor.rest());
    impossible_ = is_offset || is_counted;
    return 0;
  }
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

bool DraftReader::is_offset_sign(std::size_t i) const {
  if (zone_done_ || !(r_.is_sign(i, '+') || r_.is_sign(i, '-') || r_.is_sign(i, '\1')))
    return false;
  if (!r_.is_number(i + 1) || !r_.is_glued(i + 1)) return false;
  const std::uint8_t digits = r_.at(i + 1).digits;
  if (digits == 4) return r_.is_sign(i, '+') || r_.at(i + 1).value <= 1400;
  return digits <= 2 && (r_.is_glued(i) || r_.is_sign(i, '+') || pair_at(i + 1, ':'));
}

bool DraftReader::is_zone_word(Cursor cursor) const {
  const std::size_t begin = cursor.position();
  const std::string_view rest = cursor.rest();
  const std::string_view letters = cursor.take_letters();
  if (letters.empty() || begin == r_.lexemes().original.size()) return false;
  if (cursor.peek() == '/' || cursor.peek() == '_') return true;
  if (letters == "utc" || letters == "gmt" || letters == "z") return true;
  return std::ranges::all_of(letters, is_upper) && rest.size() >= letters.size();
}

std::size_t DraftReader::joining_word(std::size_t i) {
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

bool DraftReader::set_clock(int hour, std::optional<int> minute, std::optional<int> second) {
  if (hour > 24 || minute.value_or(0) > 59 || second.value_or(0) > 60) return false;
  draft_.hour = hour;
  draft_.minute = minute;
  draft_.second = second;
  return true;
}

}  // namespace tearsheet::dates
