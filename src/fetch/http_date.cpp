// The reader is that of cookies (RFC 6265 5.1.1), which takes every form of HTTP-date: the text
// falls into tokens, and each token says by its shape what it is.
#include "fetch/http_date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>

#include "base/ascii.h"

namespace tearsheet::fetch {
namespace {

constexpr std::size_t kMaxDate = 100;  // the longest real one has 33 bytes

std::optional<int> number(std::string_view token, std::size_t min_digits, std::size_t max_digits) {
  if (token.size() < min_digits || token.size() > max_digits) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
  if (error != std::errc() || end != token.data() + token.size()) return std::nullopt;
  return value;
}

std::optional<unsigned> month(std::string_view token) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  if (token.size() < 3) return std::nullopt;
  for (unsigned i = 0; i < kMonths.size(); ++i) {
    const std::string_view name = kMonths.at(i);
    if (to_lower(token[0]) == name[0] && to_lower(token[1]) == name[1] &&
        to_lower(token[2]) == name[2])
      return i + 1;
  }
  return std::nullopt;
}

struct Fields {
  std::optional<std::chrono::seconds> time;
  std::optional<int> day, year;
  std::optional<unsigned> month;
  bool year_is_short = false;
};

std::optional<std::chrono::seconds> clock_time(std::string_view token) {
  const auto first = token.find(':');
  const auto second = token.find(':', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
  const auto hour = number(token.substr(0, first), 1, 2);
  const auto minute = number(token.substr(first + 1, second - first - 1), 1, 2);
  const auto second_value = number(token.substr(second + 1), 1, 2);
  if (!hour || !minute || !second_value || *hour > 23 || *minute > 59 || *second_value > 60)
    return std::nullopt;
  // A leap second has no number of its own in POSIX time.
  return std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
         std::chrono::seconds(std::min(*second_value, 59));
}

void take(std::string_view token, Fields& fields) {
  if (!fields.time && token.find(':') != std::string_view::npos) {
    fields.time = clock_time(token);
  } else if (const auto day = number(token, 1, 2); day && !fields.day) {
    fields.day = day;
  } else if (!fields.month && is_alpha(token[0])) {
    fields.month = month(token);
  } else if (const auto year = number(token, 2, 4); year && !fields.year && token.size() != 3) {
    fields.year = year;
    fields.year_is_short = token.size() == 2;
  }
}

}  // namespace

std::optional<SysTime> parse_http_date(std::string_view text, SysTime now) {
  using namespace std::chrono;
  if (text.size() > kMaxDate) return std::nullopt;
  Fields fields;
  const auto is_part = [](char c) { return is_digit(c) || is_alpha(c) || c == ':'; };
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_part(text[end])) ++end;
    if (end > i) take(text.substr(i, end - i), fields);
    i = end + 1;
  }
  if (!fields.time || !fields.day || !fields.month || !fields.year) return std::nullopt;
  int full_year = *fields.year;
  if (fields.year_is_short) {
    const int this_year = static_cast<int>(year_month_day(floor<days>(now)).year());
    full_year += this_year - this_year % 100;
    if (full_year > this_year + 50) full_year -= 100;
  }
  const year_month_day date(year(full_year), std::chrono::month(*fields.month),
                            day(static_cast<unsigned>(*fields.day)));
  if (full_year < 1601 || !date.ok()) return std::nullopt;
  return sys_days(date) + *fields.time;
}

}  // namespace tearsheet::fetch
