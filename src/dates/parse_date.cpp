// The order in which the forms are tried: the cheap and certain ones first.
#include "dates/civil.h"
#include "dates/iso8601.h"
#include "dates/rfc822.h"
#include "dates/zones.h"

namespace tearsheet::dates {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

Timestamp apply_zone(Timestamp time, std::string_view zone) {
  if (time.precision <= Precision::kDay || time.offset_minutes || zone.empty()) return time;
  const auto offset =
      offset_in_zone(zone, {time.year, time.month, time.day}, time.hour, time.minute);
  if (offset) time.offset_minutes = static_cast<std::int16_t>(*offset);
  return time;
}

}  // namespace

std::optional<Timestamp> refuse_future(const Timestamp& time, const DateOptions& options) {
  if (options.allow_future || !options.now) return time;
  if (time.to_sys() > *options.now + kFutureTolerance) return std::nullopt;
  return time;
}

std::optional<Timestamp> parse_date(std::string_view text, const DateOptions& options) {
  text = trim(text.substr(0, kMaxDateText));
  if (text.empty()) return std::nullopt;
  auto found = parse_iso8601(text);
  if (found && found->precision == Precision::kYear && text.size() != 4) found.reset();
  if (!found) found = parse_rfc822(text, options.zone);
  if (!found) return std::nullopt;
  return refuse_future(apply_zone(*found, options.zone), options);
}

}  // namespace tearsheet::dates
