// What a publisher says about the use of a page, as it is stored.
#include "reading/host_word.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace tearsheet::reading {
namespace {

using testing::HasSubstr;
using testing::Not;

class TickingClock final : public Clock {
 public:
  [[nodiscard]] SysTime now() const override { return now_; }
  [[nodiscard]] SteadyTime steady() const override { return SteadyTime(); }
  void go_on(std::chrono::hours by) { now_ += by; }

 private:
  SysTime now_{std::chrono::seconds{1'763'164'800}};
};

store::ArticleRecord told(const std::string& html, const fetch::Headers& headers,
                          const HostWord& host) {
  const auto url = url::Url::parse("https://lamp.example/2025/story.html");
  const auto page = open_page(html, headers, *url, nullptr);
  store::ArticleRecord record;
  add_preferences(record, *page, headers, host);
  return record;
}

HostWord word(const char* robots, const char* file) {
  return {robots::RobotsPolicy::parse(robots, kAgentToken).shared_usage(),
          std::make_shared<const preferences::TdmFile>(preferences::TdmFile::parse(file))};
}

TEST(HostWord, IsSummedUpWithThePage) {
  const auto record =
      told("<meta name=robots content=noai><p>Ships.", {{"content-signal", "ai-input=yes"}},
           word("User-agent: *\nContent-Signal: search=yes, ai-train=yes\n"
                "License: https://lamp.example/rsl.xml\n",
                R"([{"location": "/", "tdm-reservation": 1}])"));
  const records::Article& article = record.article;
  EXPECT_EQ(article.use_search, "y");
  EXPECT_EQ(article.use_train, "n");
  EXPECT_EQ(article.use_ai_input, "y");
  EXPECT_EQ(article.tdm, "n");
  EXPECT_EQ(article.license, "https://lamp.example/rsl.xml");
  EXPECT_THAT(record.told->statements,
              HasSubstr(R"({"family":"content-signals","source":"robots.txt content-signal",)"
                        R"("place":"https://lamp.example/robots.txt")"));
  EXPECT_THAT(record.told->statements,
              HasSubstr(R"({"family":"robots","source":"meta robots","place":null,"text":"noai",)"
                        R"("values":{"noai":"true"}})"));
}

TEST(HostWord, ThatIsSilentIsStoredAsSuch) {
  const auto record = told("<p>Ships.", {}, {});
  EXPECT_EQ(record.told->statements, "[]");
  EXPECT_EQ(record.article.use_search + record.article.tdm + record.article.license, "");
}

TEST(HostWord, IsTheSameForAllPagesOfAHost) {
  const HostWord host = word("User-agent: *\nContent-Usage: train-ai=n\n", "");
  EXPECT_EQ(told("<p>a", {}, host).told->digest, told("<title>b</title>", {}, host).told->digest);
}

TEST(HostWord, OfAnySizeIsKeptWithinLimits) {
  std::string robots = "User-agent: *\n";
  for (int i = 0; i < 900; ++i)
    robots += "Content-Signal: a\"" + std::to_string(i) + "=" + std::string(2000, 'x') + "\n";
  const auto record = told("<p>a", {}, word(robots.c_str(), ""));
  EXPECT_LE(record.told->statements.size(), kMaxStatementBytes + 1);
  EXPECT_TRUE(record.told->statements.ends_with("}]"));
  EXPECT_THAT(record.told->statements, HasSubstr(R"("a\"0":")"));
}

TEST(TdmFilesOfHosts, AreAskedForOnceADay) {
  TickingClock clock;
  TdmFiles files(clock);
  const auto page = url::Url::parse("https://lamp.example/a");
  const auto address = files.wanted_for(*page);
  ASSERT_TRUE(address);
  EXPECT_EQ(address->href(), "https://lamp.example/.well-known/tdmrep.json");
  const auto record = files.answered(*address, 200, R"([{"location":"/","tdm-reservation":1}])");
  EXPECT_FALSE(files.wanted_for(*page));
  ASSERT_TRUE(files.file_for(*page));
  EXPECT_TRUE(files.file_for(*page)->statement_of(*page));
  EXPECT_TRUE(files.wanted_for(*url::Url::parse("http://lamp.example/a")));

  TdmFiles next_run(clock);
  next_run.remember(record);
  EXPECT_FALSE(next_run.wanted_for(*page));
  EXPECT_TRUE(next_run.file_for(*page));
  clock.go_on(std::chrono::hours(24));
  EXPECT_TRUE(next_run.wanted_for(*page));
}

TEST(TdmFilesOfHosts, StandWhereAServerIsInTrouble) {
  TickingClock clock;
  TdmFiles files(clock);
  const auto page = url::Url::parse("https://lamp.example/a");
  const auto address = *files.wanted_for(*page);
  files.answered(address, 200, R"([{"location":"/","tdm-reservation":1}])");
  EXPECT_THAT(files.answered(address, 503, "").body, Not(testing::IsEmpty()));
  EXPECT_TRUE(files.file_for(*page));
  EXPECT_THAT(files.answered(address, 404, "no").body, testing::IsEmpty());
  EXPECT_FALSE(files.file_for(*page));
}

TEST(TdmFilesOfHosts, ThatAreTooLargeSayNothing) {
  TickingClock clock;
  TdmFiles files(clock);
  const auto page = url::Url::parse("https://lamp.example/a");
  const std::string large =
      R"([{"location":"/","tdm-reservation":1}])" + std::string(TdmFiles::kMaxFile, ' ');
  EXPECT_THAT(files.answered(*files.wanted_for(*page), 200, large).body, testing::IsEmpty());
  EXPECT_FALSE(files.file_for(*page));
}

}  // namespace
}  // namespace tearsheet::reading
