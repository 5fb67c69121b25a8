// What a person wants run when a rule no longer fits: a command with the alarms on its standard
// input.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "crawl/crawl.h"

namespace tearsheet::cli {

/// A command of --on-alarm that takes longer is ended.
inline constexpr std::chrono::seconds kAlarmCommandTime{60};

/// The new alarms of a run as a JSON object; empty: there are none.
[[nodiscard]] std::string to_alarm_json(const crawl::CrawlReport& report);

/// Runs the command by the shell, in a process group of its own. Empty: it ended with 0; else what
/// went wrong, in words.
[[nodiscard]] std::string run_with_input(const std::string& command, std::string_view input,
                                         std::chrono::milliseconds limit);

}  // namespace tearsheet::cli
