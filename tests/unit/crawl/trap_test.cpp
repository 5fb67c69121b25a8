// What kind of trap an address belongs to (crawl/plan/trap.h).
#include "crawl/plan/trap.h"

#include <gtest/gtest.h>

namespace tearsheet::crawl {
namespace {

struct TrapRow {
  const char* name;
  const char* path;
  Trap trap;
};
class Traps : public testing::TestWithParam<TrapRow> {};
TEST_P(Traps, AreToldByTheAddress) {
  const auto url = url::Url::parse(std::string("http://harbour.example") + GetParam().path);
  ASSERT_TRUE(url);
  EXPECT_EQ(trap_of(*url), GetParam().trap) << to_words(trap_of(*url));
}
INSTANTIATE_TEST_SUITE_P(
    Rows, Traps,
    testing::Values(TrapRow{"Forum", "/forum?sid=0f3a77c1b2", Trap::kSessionIds},
                    TrapRow{"JavaSession", "/news;jsessionid=0F3A77C1B2", Trap::kSessionIds},
                    TrapRow{"AnIdIsNoSession", "/news?s=12", Trap::kOther},
                    TrapRow{"GrowingPath", "/tags/sea/tags/sea/x.html", Trap::kGrowingPath},
                    TrapRow{"NumbersDoNotGrow", "/news/12/12", Trap::kCalendar},
                    TrapRow{"Calendar", "/calendar/2031/07/", Trap::kCalendar},
                    TrapRow{"CalendarByQuery", "/plan?month=7", Trap::kCalendar},
                    TrapRow{"PageByQuery", "/list?page=812", Trap::kPagination},
                    TrapRow{"PageByPath", "/list/page/812/", Trap::kPagination},
                    TrapRow{"Filters", "/shop?sort=a&dir=up&tag=x", Trap::kCombinations},
                    TrapRow{"Anything", "/x/y", Trap::kOther}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tearsheet::crawl
