// Addresses that held no article: when they are asked for again (crawl/plan/unsettled.h).
#include "crawl/plan/unsettled.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "round_fixture.h"

namespace tearsheet::crawl {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using store::VisitState;
using testing::Contains;
using testing::IsEmpty;

constexpr SysTime kNow{std::chrono::seconds{1'763'164'800}};  // 2025-11-15T00:00:00Z

// A visit after so many negative ones of an address that its source dates so.
store::Visit visit_after(int verdicts, VisitState state, const char* published = "") {
  Task task;
  task.found.hint.published = dates::parse_iso8601(published);
  store::Visit before;
  before.state = VisitState::kGone;
  before.unchanged = verdicts;
  if (verdicts > 0) task.before = std::make_shared<const store::Visit>(before);
  store::PageRecord record;
  record.visit.state = state;
  record.visit.visited_at = kNow;
  plan_unsettled(task, record);
  return record.visit;
}

struct VerdictCase {
  const char* name;
  VisitState state;
  int before;
  const char* published;
  double hours;  // until it is due, less a timer's slack; 0: never
};
class NegativeVerdict : public testing::TestWithParam<VerdictCase> {};
TEST_P(NegativeVerdict, IsProvisionalForAWhile) {
  const VerdictCase& given = GetParam();
  const store::Visit got = visit_after(given.before, given.state, given.published);
  EXPECT_EQ(got.due_at.has_value(), given.hours > 0);
  if (!got.due_at) return;
  const double due = std::chrono::duration<double, std::ratio<3600>>(*got.due_at - kNow).count();
  EXPECT_LE(due, given.hours);
  EXPECT_GT(due, 0.9 * given.hours);
  EXPECT_EQ(got.unchanged, given.before + 1);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, NegativeVerdict,
    testing::Values(VerdictCase{"NoArticle", VisitState::kNotArticle, 0, "", 1},
                    VerdictCase{"NotFound", VisitState::kGone, 0, "", 1},
                    VerdictCase{"Noindex", VisitState::kDenied, 0, "", 1},
                    VerdictCase{"LeadsElsewhere", VisitState::kAlias, 0, "", 1},
                    VerdictCase{"Second", VisitState::kGone, 1, "", 4},
                    VerdictCase{"Third", VisitState::kGone, 2, "", 24},
                    VerdictCase{"Fourth", VisitState::kGone, 3, "", 96},
                    VerdictCase{"Last", VisitState::kGone, 4, "", 0},
                    VerdictCase{"OfToday", VisitState::kGone, 0, "2025-11-14T20:00:00Z", 1},
                    VerdictCase{"OfTheArchive", VisitState::kGone, 0, "2025-10-01", 0},
                    VerdictCase{"GivenUp", VisitState::kGivenUp, 0, "", 0},
                    VerdictCase{"Failed", VisitState::kRetry, 0, "", 0}),
    [](const auto& row) { return row.param.name; });

class LatePages : public WholeRound {
 protected:
  void feed(const std::vector<std::string>& titles) {
    std::string items;
    for (std::size_t i = 0; i < titles.size(); ++i) {
      items += "<item><title>" + titles[i] + "</title><link>" +
               server_.url("/news/" + std::to_string(i + 1)) + "</link><pubDate>" + born_ +
               "</pubDate></item>";
    }
    page("/", "<rss version='2.0'><channel><title>T</title>" + items + "</channel></rss>",
         "application/rss+xml");
  }
  const std::string born_ = to_iso8601(SystemClock().now());
  void answer(const std::string& path, int status, const std::string& body,
              const std::string& location = {}) {
    server_.on(path, [=](const test::Request&) {
      test::Response response;
      response.status = status;
      if (!location.empty()) response.headers = {{"Location", location}};
      response.content_type = "text/html; charset=utf-8";
      response.body = body;
      return response;
    });
  }
};

const char* const kLogin =
    "<!DOCTYPE html><html><head><title>Log in</title></head><body><form method=post><input "
    "name=user><input type=password name=pw><button>Log in</button></form></body></html>";
const char* const kNoindex =
    "<!DOCTYPE html><html><head><title>One moment</title><meta name=robots content=noindex></head>"
    "<body><h1>Checking your browser</h1></body></html>";

struct FirstAnswer {
  const char* name;
  int status;
  const char* body;
  const char* location;
};
class BadFirstAnswer : public LatePages, public testing::WithParamInterface<FirstAnswer> {};
TEST_P(BadFirstAnswer, LosesNoStory) {
  feed({"A story of the harbour", "A story of the pier"});
  for (const char* path : {"/news/1", "/news/2"})
    answer(path, GetParam().status, GetParam().body, GetParam().location);
  answer("/home", 200, "<!DOCTYPE html><title>Home</title><p>Nothing here");
  EXPECT_EQ(crawl().all.stored, 0);
  page("/news/1", article(1));
  page("/news/2", article(2));
  EXPECT_EQ(crawl().all.stored, 0);
  EXPECT_EQ(asked()["/news/1"], 1) << "not before an hour has passed";
  clock_.advance(hours(1));
  EXPECT_EQ(crawl().all.stored, 2);
}
INSTANTIATE_TEST_SUITE_P(Rows, BadFirstAnswer,
                         testing::Values(FirstAnswer{"NotFound", 404, "no", ""},
                                         FirstAnswer{"Gone", 410, "no", ""},
                                         FirstAnswer{"Empty", 200, "", ""},
                                         FirstAnswer{"Login", 200, kLogin, ""},
                                         FirstAnswer{"Challenge", 200, kNoindex, ""},
                                         FirstAnswer{"Home", 302, "", "/home"}),
                         [](const auto& row) { return row.param.name; });

TEST_F(LatePages, WhatStaysGoneIsAskedForFiveTimes) {
  feed({"A story of the harbour"});
  for (int i = 0; i < 30; ++i) {
    crawl();
    clock_.advance(hours(12));
  }
  EXPECT_EQ(asked()["/news/1"], 5);
}

TEST_F(LatePages, AnotherHeadlineIsAReasonToAskAtOnce) {
  feed({"A story of the harbour", "A story of the pier"});
  page("/news/2", article(2));
  EXPECT_EQ(crawl().all.stored, 1);
  page("/news/1", article(1));
  feed({"The harbour has a story", "A story of the pier"});
  EXPECT_EQ(crawl().all.stored, 1);
}

TEST_F(LatePages, ManyEqualVerdictsAreOneTrouble) {
  feed({"One", "Two", "Three", "Four", "Five", "Six"});
  page("/news/1", article(1));
  for (int i = 2; i <= 6; ++i) answer("/news/" + std::to_string(i), 200, kNoindex);
  const CrawlReport report = crawl();
  EXPECT_THAT(
      report.problems,
      Contains(testing::AllOf(testing::Field(&Problem::what, testing::HasSubstr("answered alike")),
                              testing::Field(&Problem::count, 5))));
}

TEST_F(LatePages, AFewVerdictsAreNone) {
  feed({"One", "Two", "Three", "Four", "Five", "Six"});
  for (int i = 1; i <= 3; ++i) page("/news/" + std::to_string(i), article(i));
  EXPECT_THAT(crawl().problems, IsEmpty());
}

}  // namespace
}  // namespace tearsheet::crawl
