// Messages for people, on stderr: one line each, as text, as text with the time, or as JSON.
#pragma once

#include <cstdio>
#include <mutex>
#include <string_view>

namespace tearsheet {

enum class LogLevel { kDebug, kInfo, kWarning, kError };
enum class LogFormat { kText, kStamped, kJson };

struct LogOptions {
  LogLevel level = LogLevel::kWarning;  ///< Lower levels are dropped.
  LogFormat format = LogFormat::kText;
  std::FILE* out = stderr;
};

/// Writes whole lines. Control characters, line ends among them, are escaped, so that nothing that
/// came from a page can fake a line or reach the terminal. Any thread.
class Log {
 public:
  explicit Log(LogOptions options = {}) : options_(options) {}

  void debug(std::string_view message) { write(LogLevel::kDebug, message); }
  void info(std::string_view message) { write(LogLevel::kInfo, message); }
  void warning(std::string_view message) { write(LogLevel::kWarning, message); }
  void error(std::string_view message) { write(LogLevel::kError, message); }
  void write(LogLevel level, std::string_view message);

  [[nodiscard]] bool enabled(LogLevel level) const { return level >= options_.level; }

 private:
  const LogOptions options_;
  std::mutex mutex_;  // guards options_.out
};

}  // namespace tearsheet
