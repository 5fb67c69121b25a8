#include "date_case.h"

namespace tearsheet::dates {
namespace {

class Rfc822 : public testing::TestWithParam<DateCase> {};

TEST_P(Rfc822, ReadsFeedsAndHeaders) {
  EXPECT_EQ(iso_or_empty(parse_date(GetParam().text)), GetParam().iso) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Standard, Rfc822,
    testing::Values(DateCase{"Fri, 14 Nov 2025 09:30:15 GMT", "2025-11-14T09:30:15Z"},
                    DateCase{"Fri, 14 Nov 2025 09:30:15 +0900", "2025-11-14T09:30:15+09:00"},
                    DateCase{"14 Nov 2025 09:30 -0500", "2025-11-14T09:30-05:00"},
                    DateCase{"Fri, 14 Nov 25 09:30:15 EST", "2025-11-14T09:30:15-05:00"},
                    DateCase{"Fri, 14 Nov 2025 09:30:15 +0000 (UTC)", "2025-11-14T09:30:15Z"},
                    DateCase{"Fri, 14 Nov 2025 09:30:15 A", "2025-11-14T09:30:15Z"},
                    DateCase{"Friday, 14-Nov-25 09:30:15 GMT", "2025-11-14T09:30:15Z"},
                    DateCase{"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"},
                    DateCase{"Fri Nov 14 09:30:15 2025", "2025-11-14T09:30:15"},
                    DateCase{"Fri Nov 14 09:30:15 KST 2025", "2025-11-14T09:30:15+09:00"},
                    DateCase{"Fri, 14 Nov 2025", "2025-11-14"}));

INSTANTIATE_TEST_SUITE_P(
    BrokenCousins, Rfc822,
    testing::Values(DateCase{"Fri,14 Nov 2025 09:30:15 -0000", "2025-11-14T09:30:15Z"},
                    DateCase{"Friday, 14 November 2025 09:30:15 GMT", "2025-11-14T09:30:15Z"},
                    DateCase{"Fri, 14 Nov, 2025 09:30:15 UTC", "2025-11-14T09:30:15Z"},
                    DateCase{"Fri, 14 Nov 2025 9:30:15 GMT+09:00", "2025-11-14T09:30:15+09:00"},
                    DateCase{"Fri, 14 Nov 2025 09:30:15 Asia/Seoul", "2025-11-14T09:30:15+09:00"},
                    DateCase{"Mon, 14 Jul 2025 09:30:15 America/New_York",
                             "2025-07-14T09:30:15-04:00"},
                    DateCase{"Mon, 14 Jul 2025 09:30:15 ET", "2025-07-14T09:30:15-04:00"},
                    DateCase{"Fri, 14 Nov 2025 09:30:15 ET", "2025-11-14T09:30:15-05:00"},
                    DateCase{"Thu, 14 Nov 2025 09:30:15 GMT", "2025-11-14T09:30:15Z"}));

INSTANTIATE_TEST_SUITE_P(Impossible, Rfc822,
                         testing::Values(DateCase{"Fri, 31 Nov 2025 09:30:15 GMT", ""},
                                         DateCase{"Fri, 14 Nov 2025 29:30:15 GMT", ""},
                                         DateCase{"Fri, 14 Nov 2025 112:13:04 UTC", ""},
                                         DateCase{"Fri, 14 Xyz 2025 09:30:15 GMT", ""},
                                         DateCase{"Fri, 14 Nov zz 09:30:15 GMT", ""},
                                         DateCase{"Fri, 14 Nov 2025 09:30:15 +00:zz", ""}));

TEST(Zone, OfTheSiteIsJudgeOfSharedAbbreviations) {
  const auto read = [](std::string_view text, std::string_view zone) {
    return iso_or_empty(parse_date(text, {.zone = zone}));
  };
  EXPECT_EQ(read("Fri, 14 Nov 2025 09:30:15 CST", ""), "2025-11-14T09:30:15-06:00");
  EXPECT_EQ(read("Fri, 14 Nov 2025 09:30:15 CST", "Asia/Shanghai"), "2025-11-14T09:30:15+08:00");
  EXPECT_EQ(read("Fri, 14 Nov 2025 09:30:15 IST", ""), "2025-11-14T09:30:15+05:30");
  EXPECT_EQ(read("Fri, 14 Nov 2025 09:30:15 IST", "Asia/Jerusalem"), "2025-11-14T09:30:15+02:00");
  EXPECT_EQ(read("Mon, 14 Jul 2025 09:30:15 IST", "Europe/Dublin"), "2025-07-14T09:30:15+01:00");
  EXPECT_EQ(read("Fri, 14 Nov 2025 09:30:15 GMT", "Asia/Seoul"), "2025-11-14T09:30:15Z");
}

TEST(Zone, OfTheSiteFillsWhatTheTextLeavesOpen) {
  EXPECT_EQ(iso_or_empty(parse_date("2025-11-14 09:30", {.zone = "Asia/Seoul"})),
            "2025-11-14T09:30+09:00");
  EXPECT_EQ(iso_or_empty(parse_date("2025-11-14 09:30", {.zone = "+08:30"})),
            "2025-11-14T09:30+08:30");
  EXPECT_EQ(iso_or_empty(parse_date("2025-11-14 09:30", {.zone = "No/Where"})), "2025-11-14T09:30");
  EXPECT_EQ(iso_or_empty(parse_date("2025-11-14", {.zone = "Asia/Seoul"})), "2025-11-14");
}

TEST(Future, IsRefusedADayAfterNowUnlessAllowed) {
  const auto now = parse_iso8601("2025-11-14T12:00Z")->to_sys();
  EXPECT_EQ(iso_or_empty(parse_date("2025-11-15T11:59Z", {.now = now})), "2025-11-15T11:59Z");
  EXPECT_EQ(iso_or_empty(parse_date("2025-11-15T12:01Z", {.now = now})), "");
  EXPECT_EQ(iso_or_empty(parse_date("2025-11-16", {.now = now, .allow_future = true})),
            "2025-11-16");
  EXPECT_EQ(iso_or_empty(parse_date("2035-11-16")), "2035-11-16");
}

}  // namespace
}  // namespace tearsheet::dates
