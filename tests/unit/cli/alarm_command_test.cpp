// What is run when a rule no longer fits.
#include "cli/alarm_command.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace tearsheet::cli {
namespace {

using std::chrono::milliseconds;

TEST(AlarmCommand, GetsTheTextOnItsInput) {
  const auto file = std::filesystem::temp_directory_path() / "tearsheet-alarm-command-test";
  const std::string text(200'000, 'x');
  EXPECT_EQ(run_with_input("cat > '" + file.string() + "'", text, milliseconds(20'000)), "");
  std::ifstream in(file);
  const std::string got{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(got, text);
  std::filesystem::remove(file);
}

TEST(AlarmCommand, SaysWhatWentWrong) {
  EXPECT_EQ(run_with_input("exit 4", "", milliseconds(20'000)), "it ended with 4");
  EXPECT_EQ(run_with_input("kill -9 $$", "", milliseconds(20'000)), "signal 9 ended it");
  EXPECT_EQ(run_with_input("sleep 60 & sleep 60", "", milliseconds(1000)),
            "it took more than 1 s and was ended");
}

TEST(AlarmCommand, HearsOfNewAlarmsAlone) {
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
