#include "extract/agreement.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tearsheet::extract {

void Agreement::add(const char* field, double share) {
  const long hundredths = std::lround(std::clamp(share, 0.0, 1.0) * 100);
  json_ += json_.empty() ? "{\"" : ",\"";
  json_ += field;
  json_ += "\":";
  if (hundredths == 0 || hundredths == 100) {
    json_ += hundredths == 0 ? '0' : '1';
    return;
  }
  json_ += hundredths < 10 ? "0.0" : "0.";
  json_ += std::to_string(hundredths);
}

std::string Agreement::take() {
  if (!json_.empty()) json_ += '}';
  return std::move(json_);
}

double overlap(const Survey& survey, std::span<const std::uint32_t> a,
               std::span<const std::uint32_t> b) {
  float both = 0;
  float either = 0;
  auto x = a.begin();
  auto y = b.begin();
  while (x != a.end() || y != b.end()) {
    const std::uint32_t next = x == a.end() ? *y : y == b.end() ? *x : std::min(*x, *y);
    const bool in_a = x != a.end() && *x == next;
    const bool in_b = y != b.end() && *y == next;
    const float size = survey.blocks[next].size;
    either += size;
    if (in_a && in_b) both += size;
    x += in_a ? 1 : 0;
    y += in_b ? 1 : 0;
  }
  return either > 0 ? static_cast<double>(both / either) : 0;
}

bool same_day(const std::optional<dates::Timestamp>& a, const std::optional<dates::Timestamp>& b) {
  if (!a || !b) return false;
  return a->to_iso8601().substr(0, 10) == b->to_iso8601().substr(0, 10);
}

bool differs_in_order_alone(const dates::Timestamp& a, const dates::Timestamp& b) {
  return a.year == b.year && a.month == b.day && a.day == b.month && a.day != a.month;
}

}  // namespace tearsheet::extract
