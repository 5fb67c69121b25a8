// The order in which the forms are tried: the cheap and certain ones first.
#include <algorithm>

#include "base/time_limit.h"
#include "dates/civil.h"
#include "dates/iso8601.h"
#include "dates/reader.h"
#include "dates/rfc822.h"
#include "dates/zones.h"

namespace tearsheet::dates {
namespace {

constexpr std::size_t kBytesAsCostly = 100;  // as one byte of a date: bytes of text to be cleaned

/// Languages that are tried for a text: the given one and the likeliest of its words.
constexpr std::size_t kMaxTries = 5;
/// A number alone is a year only in living memory.
constexpr int kFirstBareYear = 1900;
constexpr int kLastBareYear = 2099;

Timestamp apply_zone(Timestamp time, std::string_view zone) {
  if (time.precision <= Precision::kDay || time.offset_minutes || zone.empty()) return time;
  const auto offset =
      offset_in_zone(zone, {time.year, time.month, time.day}, time.hour, time.minute);
  if (offset) time.offset_minutes = static_cast<std::int16_t>(*offset);
  return time;
}

/// Seconds, milliseconds or microseconds since 1970, by their number of digits: 10, 13, 16 are the
/// years 2001 to 2286.
std::optional<Timestamp> parse_epoch(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  if (whole.size() != 10 && whole.size() != 13 && whole.size() != 16) return std::nullopt;
  if (point != std::string_view::npos && (whole.size() != 10 || point + 1 == text.size()))
    return std::nullopt;
  std::int64_t value = 0;
  for (const char c : whole) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  for (const char c : text.substr(std::min(text.size(), whole.size() + 1))) {
    if (!is_digit(c)) return std::nullopt;
  }
  using namespace std::chrono;
  const auto time = whole.size() == 10   ? milliseconds{value * 1000}
                    : whole.size() == 13 ? milliseconds{value}
                                         : duration_cast<milliseconds>(microseconds{value});
  if (value < 1'000'000'000) return std::nullopt;
  return from_sys(SysTime{time}, 0,
                  whole.size() == 10 ? Precision::kSecond : Precision::kMillisecond);
}

/// "20251114101112", "202511141011".
std::optional<Timestamp> parse_digits(std::string_view text) {
  if (text.size() != 14 && text.size() != 12) return std::nullopt;
  Cursor cursor(text);
  const int year = cursor.take_digits(4).value_or(0);
  const int month = cursor.take_digits(2).value_or(0);
  const int day = cursor.take_digits(2).value_or(0);
  ClockTime clock;
  clock.hour = cursor.take_digits(2).value_or(99);
  clock.minute = cursor.take_digits(2).value_or(99);
  if (text.size() == 14) {
    clock.second = cursor.take_digits(2).value_or(99);
    clock.precision = Precision::kSecond;
  }
  if (!cursor.at_end()) return std::nullopt;
  return make_time(year, month, day, clock);
}

/// A date of a machine, if the whole text is one.
std::optional<Timestamp> parse_machine_form(std::string_view text, const DateOptions& options) {
  if (auto found = parse_iso8601(text)) {
    const bool bare_year = found->precision == Precision::kYear;
    // A year far from ours may count in another calendar; ordinal dates without hyphens look like
    // any number.
    if (bare_year && (found->year < kFirstBareYear || found->year > kLastBareYear))
      return std::nullopt;
    const bool plain = found->year >= 1600 && found->year < 2400;
    if (plain && text.find_first_not_of("0123456789") != std::string_view::npos) return found;
    if (plain && (bare_year || text.size() == 8)) return found;
  }
  if (auto found = parse_rfc822(text, options.zone)) {
    // Buddhist and other years are the engine's.
    if (found->year >= 1600 && found->year < 2400) return found;
  }
  if (auto found = parse_epoch(text)) return found;
  return parse_digits(text);
}

/// A right-to-left mark is written where the day comes first.
bool looks_right_to_left(std::string_view text) {
  return text.find("\u200f") != std::string_view::npos;
}

class ProseParser {
 public:
  ProseParser(std::string_view text, const DateOptions& options) : options_(options), text_(text) {}

  std::optional<Timestamp> parse() {
    const std::size_t given =
        options_.language.empty() ? kMaxLanguages : index_.language_index(options_.language);
    lexemes_ = split(text_, given);
    if (given != kMaxLanguages && try_languages({given})) return result();
    auto likely = likely_languages(lexemes_, kMaxTries);
    if (likely.empty() && given == kMaxLanguages) likely.push_back(kMaxLanguages);
    if (try_languages(likely)) return result();
    // A longer word of another language may have hidden the right one: cuts the text anew as the
    // likeliest have it.
    constexpr std::size_t kMaxRecuts = 2;
    likely.resize(std::min(kMaxRecuts, likely.size()));
    for (const std::size_t language : likely) {
      lexemes_ = split(text_, language);
      if (try_languages({language})) return result();
    }
    return std::nullopt;
  }

 private:
  /// Whole dates in all the languages, then what is counted from now, then the rest: so "10h11"
  /// behind a date is nothing "ago" in a language where "mar" means that, and "1d ago" is no first
  /// of August.
  bool try_languages(const std::vector<std::size_t>& languages) {
    const auto any = [&](auto attempt) { return std::ranges::any_of(languages, attempt); };
    return any([this](std::size_t language) { return absolute(language, Reach::kWithYear); }) ||
           any([this](std::size_t language) { return relative(language); }) ||
           any([this](std::size_t language) { return absolute(language, Reach::kAny); });
  }
  bool relative(std::size_t language) {
    outcome_ = read_relative(Reading(lexemes_, language), options_);
    return outcome_.verdict != Verdict::kNoDate;
  }
  bool absolute(std::size_t language, Reach reach) {
    TextContext context{.language = options_.language, .order = options_.order};
    if (context.language.empty() && language != kMaxLanguages)
      context.language = index_.language_name(language);
    if (context.order == FieldOrder::kUnknown) context.order = order_of_language(context.language);
    if (context.order == FieldOrder::kUnknown && looks_right_to_left(text_))
      context.order = FieldOrder::kDayFirst;
    outcome_ = read_absolute(Reading(lexemes_, language), reach, context, options_);
    return outcome_.verdict != Verdict::kNoDate;
  }
  [[nodiscard]] std::optional<Timestamp> result() const {
    return outcome_.verdict == Verdict::kDate ? std::optional(outcome_.time) : std::nullopt;
  }

  const DateOptions& options_;
  std::string_view text_;
  Lexemes lexemes_;
  WordIndex index_ = WordIndex::instance();
  Outcome outcome_;
};

}  // namespace

std::optional<Timestamp> refuse_future(const Timestamp& time, const DateOptions& options) {
  if (options.allow_future || !options.now) return time;
  if (time.to_sys() > *options.now + kFutureTolerance) return std::nullopt;
  return time;
}

std::optional<Timestamp> parse_date(std::string_view text, const DateOptions& options) {
  text = trimmed(text.substr(0, kMaxDateText));
  TimeLimit::spend(kBytesAsCostly * text.size());
  if (text.empty()) return std::nullopt;
  auto found = parse_machine_form(text, options);
  if (!found) found = ProseParser(text, options).parse();
  if (!found) return std::nullopt;
  return refuse_future(apply_zone(*found, options.zone), options);
}

}  // namespace tearsheet::dates
