#include "date_case.h"

namespace tearsheet::dates {
namespace {

struct FormatCase {
  std::string_view text, format, iso;
};
class Format : public testing::TestWithParam<FormatCase> {};

TEST_P(Format, ReadsWhatTheSiteFileSays) {
  EXPECT_EQ(iso_or_empty(parse_with_format(GetParam().text, GetParam().format)), GetParam().iso)
      << GetParam().text << " by " << GetParam().format;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Format,
    testing::Values(
        FormatCase{"03/04/2025", "%d/%m/%Y", "2025-04-03"},
        FormatCase{"03/04/2025", "%m/%d/%Y", "2025-03-04"},
        FormatCase{"Published 3.4.25, 7:05 p.m. by X", "%d.%m.%y, %I:%M %p", "2025-04-03T19:05"},
        FormatCase{"12:05 am 2025-01-02", "%I:%M %p %Y-%m-%d", "2025-01-02T00:05"},
        FormatCase{"Fri 14 November 2025 09:30:15 +0900", "%a %d %B %Y %H:%M:%S %z",
                   "2025-11-14T09:30:15+09:00"},
        FormatCase{"14 Nov 2025 09:30 KST", "%d %b %Y %H:%M %Z", "2025-11-14T09:30+09:00"},
        FormatCase{"[2025년 11월 14일]", "%Y년 %m월 %d일", "2025-11-14"},
        FormatCase{"2025.318", "%Y.%j", "2025-11-14"}, FormatCase{"11/2025", "%m/%Y", "2025-11"},
        FormatCase{"updated 2025-11-14T09:30Z", "iso", "2025-11-14T09:30Z"},
        FormatCase{"12025-11-14", "%Y-%m-%d", ""}, FormatCase{"31/02/2025", "%d/%m/%Y", ""},
        FormatCase{"03-04-2025", "%d/%m/%Y", ""},
        FormatCase{"13:05 pm 2025-01-02", "%I:%M %p %Y-%m-%d", ""},
        FormatCase{"100% 2025", "100%% %Y", "2025"}));

TEST(Format, ReadsNamesInTheLanguageOfTheSite) {
  const auto read = [](std::string_view text, std::string_view format, std::string_view language) {
    return iso_or_empty(parse_with_format(text, format, {.language = language}));
  };
  EXPECT_EQ(read("Freitag, 14. März 2025, 9.05 Uhr", "%A, %d. %B %Y, %H.%M", "de"),
            "2025-03-14T09:05");
  EXPECT_EQ(read("14 déc. 2025", "%d %b %Y", "fr"), "2025-12-14");
  EXPECT_EQ(read("14 de noviembre de 2025", "%d de %B de %Y", "es"), "2025-11-14");
  EXPECT_EQ(read("الجمعة ١٤ نوفمبر ٢٠٢٥", "%A %d %B %Y", "ar"), "2025-11-14");
  EXPECT_EQ(read("2025년 11월 14일 오후 3:05", "%Y년 %m월 %d일 %p %I:%M", "ko"),
            "2025-11-14T15:05");
  EXPECT_EQ(read("14 listopada 2025", "%d %B %Y", "pl"), "2025-11-14");
  EXPECT_EQ(read("14 November 2025", "%d %B %Y", "pl"), "2025-11-14");
  EXPECT_EQ(read("14 Foo 2025", "%d %B %Y", "pl"), "");
}

TEST(Format, TakesTheZoneOfTheSite) {
  EXPECT_EQ(iso_or_empty(
                parse_with_format("14.07.2025 09:30", "%d.%m.%Y %H:%M", {.zone = "Europe/Berlin"})),
            "2025-07-14T09:30+02:00");
}

}  // namespace
}  // namespace tearsheet::dates
