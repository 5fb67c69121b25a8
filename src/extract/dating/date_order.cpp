#include "extract/dating/date_order.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"

namespace tearsheet::extract {

using dates::Timestamp;

namespace {

bool same_day(const Timestamp& a, const Timestamp& b) {
  return a.year == b.year && a.month == b.month && a.day == b.day;
}

}  // namespace

bool has_numeric_day(std::string_view raw) {
  for (std::size_t i = 0; i + 5 < raw.size(); ++i) {
    if (!is_digit(raw[i]) || (i > 0 && is_digit(raw[i - 1]))) continue;
    const auto number = [&](std::size_t& at) {
      const std::size_t begin = at;
      while (at < raw.size() && at < begin + 3 && is_digit(raw[at])) ++at;
      return at - begin;
    };
    std::size_t at = i;
    const auto first = number(at);
    if (first > 2 || at + 1 >= raw.size()) continue;
    const char sign = raw[at];
    if (sign != '/' && sign != '-' && sign != '.') continue;
    const auto second = number(++at);
    if (second == 0 || second > 2 || at + 1 >= raw.size() || raw[at] != sign) continue;
    if (number(++at) >= 2) return true;
  }
  return false;
}

bool is_ambiguous(std::string_view raw, const Timestamp& read) {
  return read.day <= 12 && read.day != read.month && has_numeric_day(raw);
}

void settle_orders(DateCandidates& candidates) {
  const auto is_named = [&](const Timestamp& day) {
    const auto names = [&](const DateCandidate& one) {
      return !one.is_ambiguous && same_day(one.time, day);
    };
    return std::any_of(candidates.published.begin(), candidates.published.end(), names) ||
           std::any_of(candidates.updated.begin(), candidates.updated.end(), names);
  };
  for (auto* list : {&candidates.published, &candidates.updated}) {
    for (auto& one : *list) {
      if (!one.is_ambiguous) continue;
      Timestamp other = one.time;
      std::swap(other.day, other.month);
      if (is_named(one.time)) {
        one.has_open_order = false;
      } else if (is_named(other)) {
        one.has_open_order = false;
        one.time = other;
        one.candidate.value = other.to_iso8601();
      }
    }
    std::erase_if(*list, [](const DateCandidate& one) { return one.has_open_order; });
  }
}

}  // namespace tearsheet::extract
