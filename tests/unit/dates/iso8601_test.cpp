#include "date_case.h"

namespace tearsheet::dates {
namespace {

class Iso8601 : public testing::TestWithParam<DateCase> {};

TEST_P(Iso8601, ReadsTheStandardAndNothingElse) {
  EXPECT_EQ(iso_or_empty(parse_iso8601(GetParam().text)), GetParam().iso) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Dates, Iso8601,
    testing::Values(DateCase{"2025", "2025"}, DateCase{"2025-11", "2025-11"},
                    DateCase{"2025-11-14", "2025-11-14"}, DateCase{"20251114", "2025-11-14"},
                    DateCase{"2025-318", "2025-11-14"}, DateCase{"2025318", "2025-11-14"},
                    DateCase{"2025-W46-5", "2025-11-14"}, DateCase{"2025W465", "2025-11-14"},
                    DateCase{"2025-W46", "2025-11-10"}, DateCase{"2020-W53-7", "2021-01-03"},
                    DateCase{"2025-W01-1", "2024-12-30"}, DateCase{"2025-W53-1", ""},
                    DateCase{"2025-W46-8", ""}, DateCase{"2024-366", "2024-12-31"},
                    DateCase{"2025-366", ""}, DateCase{"2025-02-29", ""},
                    DateCase{"2024-02-29", "2024-02-29"}, DateCase{"2025-13-01", ""},
                    DateCase{"0000-00-00", ""}, DateCase{"0001-01-01T00:00:00Z", ""},
                    DateCase{"202511", ""}, DateCase{"25-11-14", ""}, DateCase{"", ""},
                    DateCase{"-", ""}));

INSTANTIATE_TEST_SUITE_P(
    Times, Iso8601,
    testing::Values(DateCase{"2025-11-14T09:30Z", "2025-11-14T09:30Z"},
                    DateCase{"2025-11-14T09:30:15+09:00", "2025-11-14T09:30:15+09:00"},
                    DateCase{"2025-11-14T09:30:15.25-0330", "2025-11-14T09:30:15.250-03:30"},
                    DateCase{"2025-11-14T09:30:15,123456789+09", "2025-11-14T09:30:15.123+09:00"},
                    DateCase{"20251114T093015Z", "2025-11-14T09:30:15Z"},
                    DateCase{"20251114T0930+0900", "2025-11-14T09:30+09:00"},
                    DateCase{"2025-318T09:30", "2025-11-14T09:30"},
                    DateCase{"2025-11-14T09", "2025-11-14T09:00"},
                    DateCase{"2025-11-14 09:30:15", "2025-11-14T09:30:15"},
                    DateCase{"2025-11-14 09:30:15 +0000", "2025-11-14T09:30:15Z"},
                    DateCase{"2025-11-14t09:30:15z", "2025-11-14T09:30:15Z"},
                    DateCase{"2025-11-14T09:30:15\u221205:00", "2025-11-14T09:30:15-05:00"},
                    DateCase{"2025-12-31T24:00:00Z", "2026-01-01T00:00:00Z"},
                    DateCase{"2025-11-14T25:00:00Z", ""}, DateCase{"2025-11-14T09:60", ""},
                    DateCase{"2025-11-14T112:13:04Z", ""},
                    DateCase{"2025-11-14T09:30:15+25:00", ""},
                    DateCase{"2025-11-14T09:30:15Zulu", ""}, DateCase{"2025-11-14T", ""},
                    DateCase{"2025-11-14T09:30:15+09:00 and more", ""}));

}  // namespace
}  // namespace tearsheet::dates
