// The new alarms of a run, for the command of --on-alarm.
#pragma once

#include <chrono>
#include <string>

#include "crawl/crawl.h"

namespace tearsheet::cli {

/// A command of --on-alarm that takes longer is ended.
inline constexpr std::chrono::seconds kAlarmCommandTime{60};

/// The new alarms of a run as a JSON object; empty: there are none.
[[nodiscard]] std::string to_alarm_json(const crawl::CrawlReport& report);

}  // namespace tearsheet::cli
