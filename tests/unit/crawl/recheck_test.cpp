#include "crawl/plan/recheck.h"

#include <gtest/gtest.h>

namespace tearsheet::crawl {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using store::VisitState;

constexpr SysTime kPublished{std::chrono::seconds{1'763'164'800}};  // 2025-11-15T00:00:00Z
constexpr std::int64_t kUrl = 7;

// A visit `age` after publication.
store::PageRecord visit_at(milliseconds age, VisitState state = VisitState::kStored,
                           int status = 304) {
  store::PageRecord record;
  record.visit.visited_at = kPublished + age;
  record.visit.state = state;
  record.visit.status = status;
  record.visit.etag = "\"e\"";
  return record;
}
store::PageRecord page_at(milliseconds age) {
  store::PageRecord record = visit_at(age, VisitState::kStored, 200);
  record.article.emplace().article.published = dates::parse_iso8601("2025-11-15T00:00:00Z");
  return record;
}
Task first_task() {
  Task task;
  task.url_id = kUrl;
  return task;
}
Task again_after(const store::Visit& before) {
  Task task = first_task();
  task.before = std::make_shared<const store::Visit>(before);
  return task;
}
double hours_of(milliseconds time) {
  return std::chrono::duration<double, std::ratio<3600>>(time).count();
}

// When an article is visited that never changes and whose crawler always runs: hours after
// publication.
std::vector<double> visits(milliseconds first_seen) {
  std::vector<double> all;
  store::PageRecord record = page_at(first_seen);
  plan_recheck(first_task(), record);
  record.visit.due_at = record.due_if_new;  // what the store does with a new text
  while (record.visit.due_at) {
    all.push_back(hours_of(*record.visit.due_at - kPublished));
    const Task task = again_after(record.visit);
    record = visit_at(*record.visit.due_at - kPublished);
    plan_recheck(task, record);
  }
  return all;
}

struct PlanCase {
  const char* name;
  milliseconds first_seen;  // after publication
  std::vector<double> at;   // hours after it was seen, if it were not for the spread
};
class RecheckPlan : public testing::TestWithParam<PlanCase> {};
TEST_P(RecheckPlan, DoublesThePauseUntilTheArticleIsOld) {
  const std::vector<double> all = visits(GetParam().first_seen);
  ASSERT_EQ(all.size(), GetParam().at.size());
  const double seen = hours_of(GetParam().first_seen);
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_GE(all[i] - seen, GetParam().at[i]);
    EXPECT_LE(all[i] - seen, GetParam().at[i] * 1.25);
    EXPECT_LE(all[i], hours_of(kRecheckFor));
  }
}
INSTANTIATE_TEST_SUITE_P(Rows, RecheckPlan,
                         testing::Values(PlanCase{"SeenAtOnce", minutes(0), {1, 3, 7, 15, 31, 63}},
                                         PlanCase{"SeenLater", hours(40), {1, 3, 7, 15, 31}},
                                         PlanCase{"SeenOnTheLastDay", hours(90), {1, 3}},
                                         PlanCase{"SeenAtTheEnd", hours(95) + minutes(30), {}},
                                         PlanCase{"Archive", hours(24 * 365), {}},
                                         PlanCase{
                                             "DatedTomorrow", hours(-20), {1, 3, 7, 15, 31, 63}}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Recheck, OnlyWhereTheServerCanSayNotChanged) {
  store::PageRecord record = page_at(minutes(0));
  record.visit.etag.clear();
  plan_recheck(first_task(), record);
  EXPECT_FALSE(record.due_if_new);
  record.visit.last_modified = "Sat, 15 Nov 2025 00:00:00 GMT";
  plan_recheck(first_task(), record);
  EXPECT_TRUE(record.due_if_new);
}

TEST(Recheck, AnArticleWithoutADateCountsFromWhenItWasSeen) {
  store::PageRecord record = page_at(minutes(0));
  record.article->article.published.reset();
  plan_recheck(first_task(), record);
  EXPECT_EQ(record.visit.until, kPublished + kRecheckFor);
}

TEST(Recheck, AChangeBeginsAnew) {
  store::PageRecord first = page_at(minutes(0));
  plan_recheck(first_task(), first);
  first.visit.due_at = kPublished + hours(31);
  store::PageRecord record = page_at(hours(31));
  plan_recheck(again_after(first.visit), record);
  EXPECT_LE(*record.due_if_new, kPublished + hours(31) + minutes(75));
  EXPECT_GE(*record.visit.due_at, kPublished + hours(31 + 62))
      << "if it is no version of the story";
}

struct AnswerCase {
  const char* name;
  VisitState state;
  int status;
  int failures;
  double hours;  // 0: not asked for again
};
class RecheckAnswer : public testing::TestWithParam<AnswerCase> {};
TEST_P(RecheckAnswer, DecidesWhetherAnotherFollows) {
  store::PageRecord first = page_at(minutes(0));
  plan_recheck(first_task(), first);
  first.visit.due_at = first.due_if_new;
  store::PageRecord record = visit_at(hours(2), GetParam().state, GetParam().status);
  record.visit.failures = GetParam().failures;
  plan_recheck(again_after(first.visit), record);
  ASSERT_EQ(record.visit.due_at.has_value(), GetParam().hours > 0);
  if (!record.visit.due_at) return;
  const double pause = hours_of(*record.visit.due_at - record.visit.visited_at);
  EXPECT_GE(pause, GetParam().hours);
  EXPECT_LE(pause, GetParam().hours * 1.25);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, RecheckAnswer,
    testing::Values(AnswerCase{"NotModified", VisitState::kStored, 304, 0, 2},
                    AnswerCase{"ASoft404", VisitState::kNotArticle, 200, 0, 2},
                    AnswerCase{"NotFound", VisitState::kGone, 404, 0, 24},
                    AnswerCase{"GoneForGood", VisitState::kGone, 410, 0, 0},
                    AnswerCase{"TheFrontPageInstead", VisitState::kGone, 200, 0, 24},
                    AnswerCase{"OneFailure", VisitState::kRetry, 503, 1, 1},
                    AnswerCase{"ThreeFailures", VisitState::kRetry, 503, 3, 4},
                    AnswerCase{"TooManyFailures", VisitState::kGivenUp, 503, 6, 0},
                    AnswerCase{"Noindex", VisitState::kDenied, 200, 0, 0},
                    AnswerCase{"Moved", VisitState::kAlias, 301, 0, 2}),
    [](const auto& test) { return std::string(test.param.name); });

// What a source said is followed at any age, and kept until an answer came.
TEST(Recheck, AWordIsKeptUntilThePageWasHad) {
  store::Visit before;
  before.visited_at = kPublished;
  before.announced = true;
  store::PageRecord failed = visit_at(hours(24 * 90), VisitState::kRetry, 503);
  failed.visit.failures = 1;
  plan_recheck(again_after(before), failed);
  EXPECT_TRUE(failed.visit.due_at);
  store::PageRecord had = visit_at(hours(24 * 90));
  plan_recheck(again_after(before), had);
  EXPECT_FALSE(had.visit.due_at);
}

TEST(Recheck, AfterThreeFalseAlarmsAWordWaits) {
  store::Visit before;
  before.visited_at = kPublished;
  before.announced = true;
  const SysTime now = kPublished + minutes(30);
  std::vector<milliseconds> waits;
  for (int i = 0; i < 6; ++i) {
    waits.push_back(due_by_word(before, now) - now);
    store::PageRecord record = visit_at(milliseconds(0));
    plan_recheck(again_after(before), record);
    before.unchanged = record.visit.unchanged;
  }
  const std::vector<milliseconds> expected = {minutes(0),  minutes(0),  minutes(0),
                                              minutes(30), minutes(90), minutes(210)};
  EXPECT_EQ(waits, expected);
}

struct WholeCase {
  const char* name;
  const char *etag_before, *etag, *date_before, *date;
  bool goes_on;
};
class WholeAnswer : public testing::TestWithParam<WholeCase> {};
TEST_P(WholeAnswer, EndsTheRechecksOnlyWhereTheServerCannotSay) {
  const WholeCase& given = GetParam();
  store::PageRecord before = visit_at(hours(1));
  before.visit.etag = given.etag_before;
  before.visit.last_modified = given.date_before;
  before.visit.due_at = before.visit.visited_at + hours(2);
  store::PageRecord record = page_at(hours(3));
  record.visit.etag = given.etag;
  record.visit.last_modified = given.date;
  plan_recheck(again_after(before.visit), record);
  EXPECT_EQ(record.due_if_same.has_value(), given.goes_on);
  if (given.goes_on) {
    EXPECT_EQ(*record.due_if_same - record.visit.visited_at, hours(8))
        << "twice what a 304 would give";
  }
}
INSTANTIATE_TEST_SUITE_P(Rows, WholeAnswer,
                         testing::Values(WholeCase{"AnotherTag", "\"a\"", "\"b\"", "", "", true},
                                         WholeCase{"TheSameTag", "\"a\"", "\"a\"", "", "", false},
                                         WholeCase{"TheSameTagLater", "\"a\"", "\"a\"", "Mon",
                                                   "Tue", false},
                                         WholeCase{"ALaterDate", "", "", "Mon", "Tue", true},
                                         WholeCase{"TheSameDate", "", "", "Mon", "Mon", false},
                                         WholeCase{"NoValidator", "\"a\"", "", "", "", false}),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tearsheet::crawl
