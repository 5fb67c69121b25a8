// The day in an address: "/2024/05/17/", "/2024-5-7-", "_20240517", "/2024/may/17/".
#include <chrono>
#include <string>

#include "base/ascii.h"
#include "extract/dating/dating.h"

namespace tearsheet::extract {
namespace {

constexpr int kFirstYear = 1990, kLastYear = 2099;

bool is_separator(char c) {
  return c == '/' || c == '-' || c == '_' || c == '.';
}

/// Reads numbers of a path from left to right; all functions are false where it does not go on so.
class PathReader {
 public:
  PathReader(std::string_view path, std::size_t at) : path_(path), at_(at) {}

  bool number(std::size_t digits, int& value) {
    if (at_ + digits > path_.size()) return false;
    int read = 0;
    for (std::size_t i = at_; i < at_ + digits; ++i) {
      if (!is_digit(path_[i])) return false;
      read = read * 10 + (path_[i] - '0');
    }
    value = read;
    at_ += digits;
    return true;
  }
  /// Two digits, or one where numbers stand apart.
  bool short_number(bool apart, int& value) {
    return number(2, value) || (apart && number(1, value));
  }
  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  [[nodiscard]] char peek() const { return at_ < path_.size() ? path_[at_] : '\0'; }

 private:
  std::string_view path_;
  std::size_t at_;
};

/// "2023/october/03", "2023-oct-3": the month by its name.
std::optional<dates::Timestamp> named_day_at(std::string_view path, std::size_t at) {
  constexpr std::size_t kLongestMonth = 12;
  PathReader reader(path, at);
  int year = 0, day = 0;
  if (!reader.number(4, year) || year < kFirstYear || year > kLastYear) return std::nullopt;
  const char separator = reader.peek();
  if (!is_separator(separator) || !reader.take(separator)) return std::nullopt;
  std::string month;
  while (is_alpha(reader.peek()) && month.size() <= kLongestMonth) {
    month += reader.peek();
    reader.take(reader.peek());
  }
  if (month.size() < 3 || month.size() > kLongestMonth || !reader.take(separator) ||
      !reader.short_number(true, day) || is_digit(reader.peek()))
    return std::nullopt;
  const std::string text = std::to_string(day) + ' ' + month + ' ' + std::to_string(year);
  const auto time = dates::parse_date(text);
  const bool is_day =
      time && time->precision == dates::Precision::kDay && time->year == year && time->day == day;
  return is_day ? time : std::nullopt;
}

std::optional<std::chrono::year_month_day> day_at(std::string_view path, std::size_t at) {
  PathReader reader(path, at);
  int year = 0, month = 0, day = 0;
  if (!reader.number(4, year) || year < kFirstYear || year > kLastYear) return std::nullopt;
  const char separator = reader.peek();
  const bool apart = is_separator(separator);
  if (apart) reader.take(separator);
  if (!reader.short_number(apart, month)) return std::nullopt;
  if (apart && !reader.take(separator)) return std::nullopt;
  if (!reader.short_number(apart, day) || is_digit(reader.peek())) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

}  // namespace

std::optional<dates::Timestamp> date_in_path(std::string_view path) {
  for (std::size_t i = 0; i + 8 <= path.size(); ++i) {
    if (!is_digit(path[i]) || (i > 0 && is_digit(path[i - 1]))) continue;
    const auto day = day_at(path, i);
    if (!day) {
      if (const auto named = named_day_at(path, i)) return named;
      continue;
    }
    dates::Timestamp out;
    out.year = static_cast<int>(day->year());
    out.month = static_cast<std::uint8_t>(static_cast<unsigned>(day->month()));
    out.day = static_cast<std::uint8_t>(static_cast<unsigned>(day->day()));
    out.precision = dates::Precision::kDay;
    return out;
  }
  return std::nullopt;
}

}  // namespace tearsheet::extract
