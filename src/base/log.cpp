#include "base/log.h"

#include <array>
#include <string>

#include "base/clock.h"
#include "base/escape.h"

namespace tearsheet {
namespace {

constexpr std::array<std::string_view, 4> kNames = {"debug", "info", "warning", "error"};

}  // namespace

void Log::write(LogLevel level, std::string_view message) {
  if (!enabled(level)) return;
  std::string line;
  const std::string_view name = kNames.at(static_cast<std::size_t>(level));
  if (options_.format == LogFormat::kJson) {
    line = R"({"time":")" + to_iso8601(SystemClock{}.now()) + R"(","level":")";
    line += name;
    line += R"(","message":)" + to_json_string(message) + "}\n";
  } else {
    if (options_.format == LogFormat::kStamped) line = to_iso8601(SystemClock{}.now()) + " ";
    line += "tearsheet: ";
    if (level != LogLevel::kInfo) (line += name) += ": ";
    line += to_printable(message) + "\n";
  }
  const std::lock_guard lock(mutex_);
  std::fwrite(line.data(), 1, line.size(), options_.out);
  std::fflush(options_.out);
}

}  // namespace tearsheet
