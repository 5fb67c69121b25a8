#include "cli/date_range.h"

#include <fmt/format.h>

#include <chrono>

#include "cli/parser.h"

namespace tearsheet::cli {
namespace {

using std::chrono::days, std::chrono::months, std::chrono::years;

// The first moment after a date of its precision.
SysTime end_of(const dates::Timestamp& date) {
  const SysTime begin = date.to_sys();
  const auto day = std::chrono::floor<days>(begin);
  const std::chrono::year_month_day calendar(day);
  switch (date.precision) {
    case dates::Precision::kYear:
      return std::chrono::sys_days(calendar + years(1));
    case dates::Precision::kMonth:
      return std::chrono::sys_days(calendar + months(1));
    case dates::Precision::kDay:
      return day + days(1);
    case dates::Precision::kMinute:
      return begin + std::chrono::minutes(1);
    default:
      return begin + std::chrono::seconds(1);
  }
}

std::string refusal(std::string_view option, std::string_view text) {
  return fmt::format(
      "{} {}: no date; write 2025-11-14, 2025-11, yesterday, or 7d for seven days ago", option,
      text);
}

}  // namespace

std::optional<dates::Timestamp> read_date(std::string_view text, SysTime now) {
  // A number alone is no time ago: it may be meant as a year or as days.
  const bool has_unit = !text.empty() && (text.back() < '0' || text.back() > '9');
  if (const auto ago = parse_duration(text); ago && has_unit) {
    const SysTime moment = now - *ago;
    const std::string iso = to_iso8601(moment);
    return dates::parse_iso8601(*ago < days(1) ? iso : iso.substr(0, iso.find('T')));
  }
  if (const auto date = dates::parse_iso8601(text)) return date;
  return dates::parse_date(text, {.now = now, .zone = "UTC", .allow_future = true});
}

void DateRange::declare(Arguments& arguments, const std::string& what) {
  arguments.option("--since", since_text_, "DATE",
                   what + " on or after: 2025-11-14, 2025-11, yesterday, 7d (ago)");
  arguments.option("--until", until_text_, "DATE",
                   "on or before; 2025-11 includes the whole month (UTC)");
}

std::string DateRange::read(SysTime now) {
  if (!since_text_.empty() && !(since_ = read_date(since_text_, now)))
    return refusal("--since", since_text_);
  if (!until_text_.empty() && !(until_ = read_date(until_text_, now)))
    return refusal("--until", until_text_);
  if (since_ && until_ && end_of(*until_) <= since_->to_sys())
    return fmt::format("--since {} is after --until {}", since_text_, until_text_);
  return {};
}

std::optional<SysTime> DateRange::since_moment() const {
  return since_ ? std::optional(since_->to_sys()) : std::nullopt;
}

std::optional<SysTime> DateRange::until_moment() const {
  return until_ ? std::optional(end_of(*until_)) : std::nullopt;
}

}  // namespace tearsheet::cli
