#include "crawl/plan/trap.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/ascii.h"

namespace tearsheet::crawl {
namespace {

// Names that the session modules of PHP, Java, ASP, ColdFusion and phpBB give.
constexpr std::array kSessionNames = {"sid",       "s",          "phpsessid", "jsessionid",
                                      "sessionid", "session_id", "session",   "aspsessionid",
                                      "cfid",      "cftoken",    "zenid",     "oscsid"};
constexpr std::array kPageNames = {"page", "p", "paged", "start", "offset", "pg", "seite"};
constexpr std::array kCalendarNames = {"calendar", "cal", "events", "event", "kalender", "archive"};
// A page with three choices has filters; one or two are an id and a page.
constexpr std::size_t kManyParameters = 3;
constexpr std::size_t kLongSession = 8;

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<const char*, N>& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](const char* name) { return equals_ignoring_case(word, name); });
}

// "7", "7.html"
bool is_number(std::string_view text) {
  text = text.substr(0, text.rfind('.'));
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

struct Parameter {
  std::string_view name, value;
};
Parameter to_parameter(std::string_view text) {
  const std::size_t equals = std::min(text.find('='), text.size());
  return {text.substr(0, equals), text.substr(std::min(equals + 1, text.size()))};
}

bool has_session(const std::vector<std::string_view>& segments,
                 const std::vector<std::string_view>& parameters) {
  const auto is_session = [](std::string_view text) {
    const Parameter parameter = to_parameter(text);
    return is_one_of(parameter.name, kSessionNames) && parameter.value.size() >= kLongSession;
  };
  if (std::any_of(parameters.begin(), parameters.end(), is_session)) return true;
  return std::any_of(segments.begin(), segments.end(), [&](std::string_view segment) {
    const std::size_t semicolon = segment.find(';');
    return semicolon != std::string_view::npos && is_session(segment.substr(semicolon + 1));
  });
}

bool is_growing(const std::vector<std::string_view>& segments) {
  return std::any_of(segments.begin(), segments.end(), [&](std::string_view segment) {
    return !is_number(segment) && std::count(segments.begin(), segments.end(), segment) > 1;
  });
}

bool is_calendar(const std::vector<std::string_view>& segments,
                 const std::vector<std::string_view>& parameters) {
  const auto numbers = std::count_if(segments.begin(), segments.end(), is_number);
  const bool is_named = std::any_of(segments.begin(), segments.end(), [](std::string_view segment) {
    return is_one_of(segment, kCalendarNames);
  });
  if (is_named && numbers > 0) return true;
  const bool names_a_month =
      std::any_of(parameters.begin(), parameters.end(), [](std::string_view parameter) {
        constexpr std::array kMonthNames = {"month", "year", "day", "date", "week"};
        return is_one_of(to_parameter(parameter).name, kMonthNames);
      });
  return names_a_month || numbers >= 2;
}

bool is_page(const std::vector<std::string_view>& segments,
             const std::vector<std::string_view>& parameters) {
  if (std::any_of(parameters.begin(), parameters.end(), [](std::string_view text) {
        const Parameter parameter = to_parameter(text);
        return is_one_of(parameter.name, kPageNames) && is_number(parameter.value);
      }))
    return true;
  return segments.size() >= 2 && is_number(segments.back()) &&
         is_one_of(segments[segments.size() - 2], kPageNames);
}

}  // namespace

Trap trap_of(const url::Url& url) {
  const std::vector<std::string_view> segments = split(url.path(), '/');
  const std::vector<std::string_view> parameters = split(url.query(), '&');
  if (has_session(segments, parameters)) return Trap::kSessionIds;
  if (is_growing(segments)) return Trap::kGrowingPath;
  if (is_page(segments, parameters)) return Trap::kPagination;
  if (is_calendar(segments, parameters)) return Trap::kCalendar;
  return parameters.size() >= kManyParameters ? Trap::kCombinations : Trap::kOther;
}

std::string_view to_words(Trap trap) {
  switch (trap) {
    case Trap::kSessionIds:
      return "session ids in addresses";
    case Trap::kGrowingPath:
      return "a path that grows";
    case Trap::kCalendar:
      return "a calendar";
    case Trap::kPagination:
      return "pages without end";
    case Trap::kCombinations:
      return "combinations of query parameters";
    case Trap::kOther:
      break;
  }
  return "pages of one form";
}

}  // namespace tearsheet::crawl
