#include "cli/alarms.h"

#include <gtest/gtest.h>

namespace tearsheet::cli {
namespace {

TEST(Alarms, TellOfNewAlarmsAlone) {
  crawl::CrawlReport report;
  report.sites.resize(2);
  report.sites[0].key = "quay";
  EXPECT_EQ(to_alarm_json(report), "");
  report.sites[0].alarms.push_back({{"title", SysTime{}, 3, 1, true}, false});
  EXPECT_EQ(to_alarm_json(report), "");
  report.sites[0].alarms.push_back({{"body", SysTime{}, 4, 2, true}, true});
  const std::string json = to_alarm_json(report);
  EXPECT_NE(json.find(R"("rule":"body")"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("false":2)"), std::string::npos) << json;
  EXPECT_EQ(json.find("title"), std::string::npos) << json;
}

}  // namespace
}  // namespace tearsheet::cli
