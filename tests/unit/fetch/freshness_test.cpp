// How long an answer stays good (RFC 9111 4.2).
#include <gtest/gtest.h>

#include "fetch/fetch.h"

namespace tearsheet::fetch {
namespace {

constexpr SysTime kNow{std::chrono::seconds{1'763'164'800}};

struct FreshnessRow {
  const char* name;
  Headers headers;
  int seconds;
};
class Freshness : public testing::TestWithParam<FreshnessRow> {};
TEST_P(Freshness, IsWhatTheHeadersSay) {
  FetchResult result;
  result.headers = GetParam().headers;
  EXPECT_EQ(freshness(result, kNow), std::chrono::seconds(GetParam().seconds));
}
INSTANTIATE_TEST_SUITE_P(
    Rows, Freshness,
    testing::Values(
        FreshnessRow{"NothingSaid", {{"last-modified", "Fri, 14 Nov 2025 00:00:00 GMT"}}, 0},
        FreshnessRow{"MaxAge", {{"cache-control", "public, MAX-AGE=300"}}, 300},
        FreshnessRow{"Quoted", {{"cache-control", "max-age=\"300\""}}, 300},
        FreshnessRow{"TheFirstCounts",
                     {{"cache-control", "max-age=60"}, {"cache-control", "max-age=300"}},
                     60},
        FreshnessRow{"LessItsAge", {{"cache-control", "max-age=300"}, {"age", "100"}}, 200},
        FreshnessRow{"OlderThanItMayBe", {{"cache-control", "max-age=300"}, {"age", "1000"}}, 0},
        FreshnessRow{"NoCache", {{"cache-control", "max-age=300, no-cache"}}, 0},
        FreshnessRow{"NoStore",
                     {{"cache-control", "no-store"}, {"expires", "Sat, 15 Nov 2025 01:00:00 GMT"}},
                     0},
        FreshnessRow{
            "NegativeIsStale",
            {{"cache-control", "max-age=-1"}, {"expires", "Sat, 15 Nov 2025 01:00:00 GMT"}},
            0},
        FreshnessRow{"SharedCachesAreOthers", {{"cache-control", "s-maxage=300"}}, 0},
        FreshnessRow{"Expires",
                     {{"date", "Sat, 15 Nov 2025 00:10:00 GMT"},
                      {"expires", "Sat, 15 Nov 2025 00:40:00 GMT"}},
                     1800},
        FreshnessRow{"ExpiresWithoutDate", {{"expires", "Sat, 15 Nov 2025 01:00:00 GMT"}}, 3600},
        FreshnessRow{"ExpiresInThePast", {{"expires", "Sat, 15 Nov 2014 01:00:00 GMT"}}, 0},
        FreshnessRow{"ExpiresZero", {{"expires", "0"}}, 0},
        FreshnessRow{"MaxAgeBeforeExpires",
                     {{"cache-control", "max-age=0"}, {"expires", "Sat, 15 Nov 2025 01:00:00 GMT"}},
                     0},
        FreshnessRow{
            "TooLargeToCount", {{"cache-control", "max-age=99999999999999999999"}}, 366 * 86400},
        FreshnessRow{"ForEver", {{"cache-control", "max-age=99999999999"}}, 366 * 86400}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tearsheet::fetch
