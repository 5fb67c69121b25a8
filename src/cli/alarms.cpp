#include "cli/alarms.h"

#include "cli/batch.h"

namespace tearsheet::cli {

std::string to_alarm_json(const crawl::CrawlReport& report) {
  Json alarms = Json::array();
  for (const crawl::SiteReport& site : report.sites) {
    for (const crawl::RuleAlarm& alarm : site.alarms) {
      if (!alarm.is_new) continue;
      alarms.push_back({{"site", site.key},
                        {"rule", alarm.doubt.rule},
                        {"since", to_iso8601(alarm.doubt.since.value_or(SysTime{}))},
                        {"pages", alarm.doubt.odd},
                        {"false", alarm.doubt.lies}});
    }
  }
  return alarms.empty() ? std::string() : to_line({{"alarms", std::move(alarms)}});
}

}  // namespace tearsheet::cli
