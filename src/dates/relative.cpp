// "2 hours ago", "vor etwa 3 Tagen", "先週": a number of units before now.
#include <algorithm>
#include <array>
#include <utility>

#include "dates/reader.h"
#include "dates/zones.h"

namespace tearsheet::dates {
namespace {

/// No page says "20,000 days ago" of its article; more is some other number.
constexpr int kMostUnits = 9999;

/// How much to go back.
struct Span {
  std::int64_t seconds = 0;
  int days = 0, months = 0;
  bool has_time = false;
};

void add(Span& span, int count, Unit unit) {
  constexpr std::array<std::int64_t, 3> kSeconds{1, 60, 3600};
  switch (unit) {
    case Unit::kSecond:
    case Unit::kMinute:
    case Unit::kHour:
      span.seconds += count * kSeconds[static_cast<std::size_t>(unit)];
      span.has_time = true;
      break;
    case Unit::kDay:
      span.days += count;
      break;
    case Unit::kWeek:
      span.days += 7 * count;
      break;
    case Unit::kMonth:
      span.months += count;
      break;
    case Unit::kYear:
      span.months += 12 * count;
      break;
    case Unit::kDecade:
      span.months += 120 * count;
      break;
  }
}

void add_half(Span& span, Unit unit) {
  switch (unit) {
    case Unit::kHour:
      return add(span, 30, Unit::kMinute);
    case Unit::kDay:
      return add(span, 12, Unit::kHour);
    case Unit::kMonth:
      return add(span, 15, Unit::kDay);
    case Unit::kYear:
      return add(span, 6, Unit::kMonth);
    default:
      return;
  }
}

class SpanReader {
 public:
  explicit SpanReader(const Reading& reading) : r_(reading) {}

  /// Quantities one behind the other from `i` on ("1 year 2 months"); where they end, `i` if there
  /// is none.
  std::size_t chain(std::size_t i, Span& span) const {
    std::size_t end = i;
    for (;;) {
      const std::size_t next = quantity(r_.skip_to_quantity(end), span);
      if (next == 0) return end;
      end = next;
    }
  }

  /// One unit without a number ("час назад").
  std::size_t bare_unit(std::size_t i, Span& span) const {
    const auto unit = r_.as(i, WordKind::kUnit);
    if (!unit) return 0;
    add(span, 1, static_cast<Unit>(*unit));
    return i + 1;
  }

 private:
  [[nodiscard]] std::optional<int> count_at(std::size_t i) const {
    if (r_.is_number(i))
      return r_.at(i).value <= kMostUnits ? std::optional(r_.at(i).value) : std::nullopt;
    return r_.as(i, WordKind::kNumber);
  }

  /// "twenty-five": the ones behind the tens at `i`, and how many items they take.
  [[nodiscard]] std::pair<int, std::size_t> ones_behind(std::size_t i) const {
    const auto tens = r_.as(i, WordKind::kNumber);
    if (!tens || *tens < 20 || *tens % 10 != 0) return {0, 0};
    const std::size_t next = r_.is_sign(i + 1, '-') ? i + 2 : i + 1;
    const auto ones = r_.as(next, WordKind::kNumber);
    return ones && *ones < 10 ? std::pair{*ones, next - i} : std::pair{0, std::size_t{0}};
  }

  /// Where the quantity at `i` ends; 0: there is none.
  std::size_t quantity(std::size_t i, Span& span) const {
    if (const auto unit = r_.as(i, WordKind::kUnitTwice))
      return add(span, 2, static_cast<Unit>(*unit)), i + 1;
    if (const auto unit = r_.as(i, WordKind::kUnitOnce))
      return add(span, 1, static_cast<Unit>(*unit)), i + 1;
    if (const auto unit = r_.as(i, WordKind::kUnitHalf))
      return add_half(span, static_cast<Unit>(*unit)), i + 1;
    if (const auto count = count_at(i)) {
      const auto [ones, more] = ones_behind(i);
      std::size_t next = i + 1 + more;
      while ((r_.is(next, WordKind::kFiller) && !r_.is(next, WordKind::kUnit)) ||
             r_.is_sign(next, '-')) {
        ++next;
      }
      const auto unit = r_.as(next, WordKind::kUnit);
      if (!unit) return 0;
      add(span, *count + ones, static_cast<Unit>(*unit));
      return next + 1;
    }
    // The unit before the number: "sekunde 25 zilizopita".
    const auto unit = r_.as(i, WordKind::kUnit);
    const auto count = unit ? count_at(i + 1) : std::nullopt;
    if (!count || r_.is(i + 2, WordKind::kUnit)) return 0;
    add(span, *count, static_cast<Unit>(*unit));
    return i + 2;
  }

  const Reading& r_;
};

std::optional<Timestamp> go_back(const Span& span, const DateOptions& options) {
  const int offset = offset_in_zone(options.zone, *options.now).value_or(0);
  const SysTime moment = *options.now - std::chrono::seconds{span.seconds};
  Timestamp local = from_sys(moment, offset, Precision::kSecond);
  const int months = local.year * 12 + local.month - 1 - span.months;
  const int year = months / 12;
  const int month = months % 12 + 1;
  if (months < kMinYear * 12) return std::nullopt;
  const int day = std::min<int>(local.day, days_in_month(year, month));
  const CivilDate date = from_days(to_days(year, month, day) - span.days);
  if (!span.has_time) return make_date(date.year, date.month, date.day);
  const ClockTime clock{.hour = local.hour,
                        .minute = local.minute,
                        .second = local.second,
                        .precision = Precision::kSecond};
  return make_time(date.year, date.month, date.day, clock, offset);
}

/// The quantity that the word for "ago" at `i` belongs to.
std::optional<Span> span_of(const Reading& reading, std::size_t i) {
  const SpanReader reader(reading);
  const std::size_t behind = reading.skip_to_quantity(i + 1);
  Span span;
  if (reader.chain(i + 1, span) > i + 1) return span;
  // The quantity ends where "ago" begins; the longest one.
  constexpr std::size_t kReach = 10;
  for (std::size_t k = i > kReach ? i - kReach : 0; k < i; ++k) {
    span = {};
    const std::size_t end = reader.chain(k, span);
    if (end > k && reading.skip_to_quantity(end) >= i) return span;
  }
  span = {};
  const bool counted = i > 1 && reading.at(i - 2).kind == Lexeme::Kind::kNumber;
  if (i > 0 && !counted && reader.bare_unit(i - 1, span) == i) return span;
  if (reader.bare_unit(behind, span) != 0) return span;
  return std::nullopt;
}

std::optional<Span> last_span(const Reading& reading, std::size_t i) {
  Span span;
  if (const auto unit = reading.as(i, WordKind::kLast)) {
    // "15 tháng trước": the words for "last month" behind a number are so many months ago.
    const bool counted = i > 0 && reading.is_number(i - 1) && reading.at(i - 1).value <= kMostUnits;
    add(span, counted ? reading.at(i - 1).value : 1, static_cast<Unit>(*unit));
    return span;
  }
  const auto unit = reading.as(i, WordKind::kLastButOne);
  if (!unit) return std::nullopt;
  add(span, 2, static_cast<Unit>(*unit));
  return span;
}

/// "2 napja": the unit says "ago" as well.
std::optional<Span> unit_ago_span(const Reading& reading, std::size_t i) {
  const auto unit = reading.as(i, WordKind::kUnitAgo);
  if (!unit) return std::nullopt;
  Span span;
  int count = 1;
  if (i > 0 && reading.is_number(i - 1)) count = std::min(reading.at(i - 1).value, kMostUnits);
  if (i > 0 && !reading.is_number(i - 1)) count = reading.as(i - 1, WordKind::kNumber).value_or(1);
  add(span, count, static_cast<Unit>(*unit));
  return span;
}

/// "Just now", with a word or two around it: in a longer text it is no date of it.
bool says_now(const Reading& reading) {
  constexpr std::size_t kMostItems = 5;
  if (reading.size() > kMostItems) return false;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    if (reading.is(i, WordKind::kNow)) return true;
  }
  return false;
}

}  // namespace

Outcome read_relative(const Reading& reading, const DateOptions& options) {
  if (!options.now) return {};
  if (says_now(reading)) {
    Span none;
    none.has_time = true;
    if (const auto time = go_back(none, options)) return {Verdict::kDate, *time};
  }
  for (std::size_t i = 0; i < reading.size(); ++i) {
    auto span = last_span(reading, i);
    if (!span) span = unit_ago_span(reading, i);
    if (!span && reading.is(i, WordKind::kAgo)) span = span_of(reading, i);
    if (!span) continue;
    if (const auto time = go_back(*span, options)) return {Verdict::kDate, *time};
  }
  return {};
}

}  // namespace tearsheet::dates
