// What several sources say of one address.
#include <gtest/gtest.h>

#include "crawl/plan/task.h"

namespace tearsheet::crawl {
namespace {

struct MergeRow {
  const char *name, *first, *then, *merged;
};
void PrintTo(const MergeRow& row, std::ostream* out) {
  *out << row.name;
}
class MergedDate : public testing::TestWithParam<MergeRow> {};

TEST_P(MergedDate, IsTheOneThatSaysMore) {
  store::Hint into, from;
  into.published = dates::parse_iso8601(GetParam().first);
  from.published = dates::parse_iso8601(GetParam().then);
  const unsigned before = fields_of(into);
  merge(from, into);
  EXPECT_EQ(into.published->to_iso8601(), GetParam().merged);
  const bool is_news = std::string_view(GetParam().merged) != GetParam().first;
  EXPECT_EQ((fields_of(from) & ~before) != 0, is_news) << "else nobody hands it on";
}

INSTANTIATE_TEST_SUITE_P(
    Rows, MergedDate,
    testing::Values(MergeRow{"TheFirst", "2025-11-14", "2025-11-15", "2025-11-14"},
                    MergeRow{"AnHour", "2025-11-14", "2025-11-14T10:30", "2025-11-14T10:30"},
                    MergeRow{"APlace", "2025-11-14T19:30", "2025-11-14T10:30Z",
                             "2025-11-14T10:30Z"},
                    MergeRow{"NoPlaceForAnInstant", "2025-11-14T10:30Z", "2025-11-14T19:30",
                             "2025-11-14T10:30Z"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tearsheet::crawl
