#include "dates/english.h"

#include <span>

#include "dates/cursor.h"

namespace tearsheet::dates {
namespace {

constexpr std::string_view kMonths[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
constexpr std::string_view kWeekdays[] = {"sunday",   "monday", "tuesday", "wednesday",
                                          "thursday", "friday", "saturday"};

std::optional<int> find_beginning(std::span<const std::string_view> names, std::string_view word) {
  if (word.size() < 3) return std::nullopt;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (word.size() > names[i].size()) continue;
    std::size_t same = 0;
    while (same < word.size() && to_lower(word[same]) == names[i][same]) ++same;
    if (same == word.size()) return static_cast<int>(i);
  }
  return std::nullopt;
}

}  // namespace

std::optional<int> english_month(std::string_view word) {
  const auto index = find_beginning(kMonths, word);
  if (!index) return std::nullopt;
  return *index + 1;
}

std::optional<int> english_weekday(std::string_view word) {
  return find_beginning(kWeekdays, word);
}

}  // namespace tearsheet::dates
