// What is counted from now: 14 November 2025 (a Friday), 12:00 UTC.
#include "date_case.h"

namespace tearsheet::dates {
namespace {

SysTime noon() {
  return parse_iso8601("2025-11-14T12:00Z")->to_sys();
}

struct RelativeCase {
  std::string_view text, language, iso;
};
class Relative : public testing::TestWithParam<RelativeCase> {};

TEST_P(Relative, CountsFromNow) {
  const auto& one = GetParam();
  EXPECT_EQ(iso_or_empty(parse_date(one.text, {.now = noon(), .language = one.language})), one.iso)
      << one.text;
}

INSTANTIATE_TEST_SUITE_P(
    Ago, Relative,
    testing::Values(RelativeCase{"2 hours ago", "", "2025-11-14T10:00:00Z"},
                    RelativeCase{"Posted 2 hours ago by Kim", "en", "2025-11-14T10:00:00Z"},
                    RelativeCase{"about an hour ago", "en", "2025-11-14T11:00:00Z"},
                    RelativeCase{"1 day, 2 hours ago", "en", "2025-11-13T10:00:00Z"},
                    RelativeCase{"nine months ago", "en", "2025-02-14"},
                    RelativeCase{"1d ago", "", "2025-11-13"},
                    RelativeCase{"half an hour ago", "en", "2025-11-14T11:30:00Z"},
                    RelativeCase{"vor etwa 23 Stunden", "de", "2025-11-13T13:00:00Z"},
                    RelativeCase{"il y a 40 min", "fr", "2025-11-14T11:20:00Z"},
                    RelativeCase{"hace una semana", "es", "2025-11-07"},
                    RelativeCase{"há 2 dias", "pt", "2025-11-12"},
                    RelativeCase{"две недели назад", "ru", "2025-10-31"},
                    RelativeCase{"полчаса назад", "ru", "2025-11-14T11:30:00Z"},
                    RelativeCase{"منذ يومين", "ar", "2025-11-12"},
                    RelativeCase{"לפני שבועיים", "he", "2025-10-31"},
                    RelativeCase{"۳ ساعت پیش", "fa", "2025-11-14T09:00:00Z"},
                    RelativeCase{"3時間前", "ja", "2025-11-14T09:00:00Z"},
                    RelativeCase{"3個小時前", "zh", "2025-11-14T09:00:00Z"},
                    RelativeCase{"2일 전", "ko", "2025-11-12"},
                    RelativeCase{"2 napja", "hu", "2025-11-12"},
                    RelativeCase{"sekunde 25 zilizopita", "sw", "2025-11-14T11:59:35Z"},
                    RelativeCase{"15 tháng trước", "vi", "2024-08-14"},
                    RelativeCase{"seminggu yang lalu", "id", "2025-11-07"}));

INSTANTIATE_TEST_SUITE_P(Named, Relative,
                         testing::Values(RelativeCase{"yesterday", "", "2025-11-13"},
                                         RelativeCase{"Today, 10:11", "en", "2025-11-14T10:11"},
                                         RelativeCase{"day before yesterday", "en", "2025-11-12"},
                                         RelativeCase{"last week", "en", "2025-11-07"},
                                         RelativeCase{"вчера в 10:11", "ru", "2025-11-13T10:11"},
                                         RelativeCase{"昨天 10:11", "zh", "2025-11-13T10:11"},
                                         RelativeCase{"先々週", "ja", "2025-10-31"},
                                         RelativeCase{"어제", "ko", "2025-11-13"},
                                         RelativeCase{"Friday", "en", "2025-11-14"},
                                         RelativeCase{"Saturday", "en", "2025-11-08"},
                                         RelativeCase{"jeu 15:12", "fr", "2025-11-13T15:12"},
                                         RelativeCase{"10:04am", "en", "2025-11-14T10:04"}));

INSTANTIATE_TEST_SUITE_P(Refused, Relative,
                         testing::Values(RelativeCase{"3 hours", "en", ""},
                                         RelativeCase{"tomorrow 10:00 and after", "en", ""},
                                         RelativeCase{"day after tomorrow", "en", ""},
                                         RelativeCase{"20000 days ago", "en", ""},
                                         RelativeCase{"3rd Tuesday in March", "en", ""}));

TEST(RelativeDay, IsTheSitesDay) {
  // 20:00 UTC is already the next day in Seoul.
  const auto evening = parse_iso8601("2025-11-14T20:00Z")->to_sys();
  EXPECT_EQ(
      iso_or_empty(parse_date("오늘", {.now = evening, .language = "ko", .zone = "Asia/Seoul"})),
      "2025-11-15");
  EXPECT_EQ(iso_or_empty(parse_date("2 hours ago", {.now = evening, .zone = "Asia/Seoul"})),
            "2025-11-15T03:00:00+09:00");
}

TEST(OpenYear, IsTheLastOneUnlessTheFutureIsAllowed) {
  EXPECT_EQ(iso_or_empty(parse_date("14 November", {.now = noon()})), "2025-11-14");
  EXPECT_EQ(iso_or_empty(parse_date("25 December", {.now = noon()})), "2024-12-25");
  EXPECT_EQ(iso_or_empty(parse_date("25 December", {.now = noon(), .allow_future = true})),
            "2025-12-25");
  EXPECT_EQ(iso_or_empty(parse_date("11월 14일", {.now = noon()})), "2025-11-14");
}

TEST(OpenYear, IsReadOfNumbersWhereAStopOrATimeSaysSo) {
  const auto read = [](std::string_view text, std::string_view language) {
    return iso_or_empty(parse_date(text, {.now = noon(), .language = language}));
  };
  EXPECT_EQ(read("14.11. 10:11", "de"), "2025-11-14T10:11");
  EXPECT_EQ(read("Fr 14.11., 10.11 Uhr", "de"), "2025-11-14T10:11");
  EXPECT_EQ(read("11/14 10:11", "ja"), "2025-11-14T10:11");
  EXPECT_EQ(read("11-14 10:11", "zh"), "2025-11-14T10:11");
  EXPECT_EQ(read("03/04 10:11", "en-GB"), "2025-04-03T10:11");
  EXPECT_EQ(read("03/04 10:11", ""), "");
  EXPECT_EQ(read("14.11", "de"), "");
  EXPECT_EQ(read("31.04. 10:11", "de"), "");
  EXPECT_EQ(iso_or_empty(parse_date("14.11. 10:11", {.language = "de"})), "");
}

TEST(MonthsAgo, EndWithTheMonth) {
  const auto last_of_march = parse_iso8601("2025-03-31T12:00Z")->to_sys();
  EXPECT_EQ(iso_or_empty(parse_date("a month ago", {.now = last_of_march})), "2025-02-28");
}

}  // namespace
}  // namespace tearsheet::dates
