#include "cli/quantities.h"

#include <fmt/format.h>

#include <array>

namespace tearsheet::cli {

std::string size_text(std::int64_t bytes) {
  constexpr std::array kUnits = {"B", "kB", "MB", "GB", "TB"};
  auto number = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; number >= 1000 && unit + 1 < kUnits.size(); ++unit) number /= 1000;
  return unit == 0 ? fmt::format("{} B", bytes) : fmt::format("{:.1f} {}", number, kUnits.at(unit));
}

}  // namespace tearsheet::cli
