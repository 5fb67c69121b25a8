// What is done with a page that came (crawl/plan/plan.h): values in, a value out, no database.
#include "crawl/plan/plan.h"

#include <gtest/gtest.h>

#include "crawl/plan/planning.h"

namespace tearsheet::crawl {
namespace {

constexpr SysTime kNow{std::chrono::seconds{1'763'164'800}};
constexpr store::UrlHash kSource = 1000;

class Planning : public testing::Test {
 protected:
  Planning() {
    site::Source source;
    source.kind = site::SourceKind::kFeed;
    source.url = *url::Url::parse("https://news.example/feed");
    site_.sources.push_back(source);
    sites_.emplace_back(site_, 1);
    make();
  }

  void make(std::size_t quota = 100, std::unordered_map<store::UrlHash, KnownSource> sources = {}) {
    planner_.reset();
    known_.emplace(seen_, Knowledge::Start{std::move(sources), {}, {}, unsettled_, {quota}});
    planner_.emplace(sites_, *known_, 2);
  }

  static store::FoundUrl found(store::UrlHash key, const std::string& title = {}) {
    store::FoundUrl found;
    found.key = key;
    found.site = 1;
    found.source = kSource;
    found.url = "https://news.example/stories/" + std::to_string(key);
    found.hint.title = title;
    found.hint.origin = "feed";
    return found;
  }
  static PageOutcome feed(std::vector<store::FoundUrl> articles) {
    PageOutcome page;
    page.task.found = found(kSource);
    page.task.found.kind = store::UrlKind::kFeed;
    page.task.url_id = 10;
    page.record.visit.visited_at = kNow;
    page.found = std::move(articles);
    return page;
  }
  static PageOutcome listing(std::vector<store::FoundUrl> articles, store::UrlHash next) {
    PageOutcome page = feed(std::move(articles));
    page.task.found.kind = store::UrlKind::kListing;
    page.next = found(next);
    page.next->kind = store::UrlKind::kListing;
    return page;
  }
  static PageOutcome no_article(store::UrlHash key) {
    PageOutcome page;
    page.task = task_of(5, 0, SiteEntry(site::SiteDefinition(), 1), found(key), std::nullopt);
    page.record.visit.state = store::VisitState::kNotArticle;
    page.record.visit.visited_at = kNow;
    return page;
  }
  Plan plan(PageOutcome page, const std::string& said = {}, KnownArticles articles = {}) {
    SourceNews news;
    if (statements_key(page)) news = compare_source(page, said, *known_);
    return planner_->plan(std::move(page), news, std::move(articles), kNow);
  }
  static std::vector<store::UrlHash> keys(const std::vector<store::FoundUrl>& urls) {
    std::vector<store::UrlHash> keys;
    for (const store::FoundUrl& url : urls) keys.push_back(url.key);
    return keys;
  }

  site::SiteDefinition site_;
  std::vector<SiteEntry> sites_;
  SeenSet seen_;
  std::unordered_map<store::UrlHash, std::int64_t> unsettled_;
  std::optional<Knowledge> known_;
  std::optional<Planner> planner_;
};

TEST_F(Planning, ANewAddressBecomesARowAndATask) {
  seen_.insert(2);
  const Plan got = plan(feed({found(1), found(2), found(3)}));
  EXPECT_EQ(keys(got.changes.added), (std::vector<store::UrlHash>{1, 3}));
  ASSERT_EQ(got.receipt.tasks.size(), 2U);
  EXPECT_EQ(got.receipt.tasks[0].url.href(), "https://news.example/stories/1");
  EXPECT_EQ(got.changes.article_origins.size(), 1U) << "the known one is announced from now on";
  ASSERT_TRUE(got.changes.record);
  EXPECT_EQ(got.changes.record->visit.unchanged, 0);
}

TEST_F(Planning, NothingIsKnownBeforeItIsKept) {
  const Plan first = plan(feed({found(1)}));
  EXPECT_FALSE(seen_.contains(1)) << "nothing is durable yet";
  EXPECT_EQ(plan(feed({found(1, "A headline")})).changes.added.size(), 0U)
      << "the batch in hand knows it";
  known_->drop();
  EXPECT_EQ(keys(plan(feed({found(1)})).changes.added), keys(first.changes.added));
  EXPECT_TRUE(known_->keep({{1, 77}}).empty());
  EXPECT_TRUE(seen_.contains(1));
  EXPECT_EQ(known_->new_url(1)->url_id, 77);
}

TEST_F(Planning, WhatAnotherThreadTookUpMeanwhileIsTold) {
  static_cast<void>(plan(feed({found(1), found(2)})));
  seen_.insert(2);
  EXPECT_EQ(known_->keep({{1, 7}, {2, 8}}), (std::unordered_set<store::UrlHash>{2}));
}

TEST_F(Planning, ASecondSourceFillsWhatTheFirstLeftOpen) {
  static_cast<void>(plan(feed({found(1)})));
  const Plan in_batch = plan(feed({found(1, "A headline")}));
  ASSERT_EQ(in_batch.changes.hints.size(), 1U);
  EXPECT_EQ(in_batch.changes.hints[0].first.id, 0) << "its row comes with the same batch";
  EXPECT_EQ(in_batch.changes.hints[0].first.key, 1U);
  EXPECT_EQ(in_batch.receipt.hints.size(), 1U);
  EXPECT_TRUE(plan(feed({found(1, "Another")})).changes.hints.empty()) << "it has a headline";
}

TEST_F(Planning, BeyondTheQuotaAddressesGoToTheDiskAlone) {
  make(1);
  const Plan got = plan(feed({found(1), found(2), found(3)}));
  EXPECT_EQ(got.changes.added.size(), 3U);
  EXPECT_EQ(got.receipt.tasks.size(), 1U);
  EXPECT_EQ(got.receipt.left_for_later, 2U);
}

TEST_F(Planning, AnotherHeadlineOfAKnownArticleAsksForItOnce) {
  seen_.insert(1);
  const PageOutcome before = feed({found(1, "The pier")});
  const std::string said = compare_source(before, "", *known_).statements;
  KnownArticles articles;
  articles[1] = {.article_id = 3, .url_id = 4, .url = found(1), .visit = {}, .keys = {1}};
  EXPECT_TRUE(plan(feed({found(1, "The pier")}), said, articles).changes.announcements.empty());
  const Plan got = plan(feed({found(1, "The pier is repaired")}), said, articles);
  ASSERT_EQ(got.changes.announcements.size(), 1U);
  EXPECT_EQ(got.changes.announcements[0].url_id, 4);
  EXPECT_EQ(got.changes.announcements[0].due, kNow);
  ASSERT_EQ(got.receipt.tasks.size(), 1U);
  EXPECT_EQ(got.receipt.tasks[0].url_id, 4);
  ASSERT_TRUE(got.changes.statements);
  EXPECT_EQ(*known_->statements(kSource), got.changes.statements->second)
      << "the next page of the source in this batch is held against these";
  EXPECT_TRUE(plan(feed({found(1, "The pier is open")}), said, articles).receipt.tasks.empty());
}

TEST_F(Planning, OtherWordsOfAListThatIsReadWithoutItsRulesAreNoNews) {
  seen_.insert(1);
  const std::string said = compare_source(feed({found(1, "The pier")}), "", *known_).statements;
  KnownArticles articles;
  articles[1] = {.article_id = 3, .url_id = 4, .url = found(1), .visit = {}, .keys = {1}};
  PageOutcome page = feed({found(1, "Harbour: The pier"), found(2, "Harbour: The dredger")});
  page.is_stand_in = true;
  const Plan got = plan(std::move(page), said, articles);
  EXPECT_TRUE(got.changes.announcements.empty());
  ASSERT_EQ(got.receipt.tasks.size(), 1U);
  EXPECT_EQ(got.receipt.tasks[0].found.key, 2U) << "a new address is one";
}

TEST_F(Planning, PagesOfOnePatternWithoutAnArticleAreATrap) {
  for (int i = 1; i < kTrapPages; ++i) {
    EXPECT_TRUE(plan(no_article(static_cast<store::UrlHash>(i))).receipt.trapped_patterns.empty());
  }
  EXPECT_EQ(plan(no_article(900)).receipt.trapped_patterns.size(), 1U);
  const Plan got = plan(feed({found(901)}));
  EXPECT_TRUE(got.changes.added.empty());
  EXPECT_TRUE(got.receipt.tasks.empty());
}

TEST_F(Planning, OneRunFollowsAListingSoFar) {
  EXPECT_EQ(plan(listing({found(1)}, 50)).receipt.tasks.size(), 2U);
  EXPECT_EQ(plan(listing({found(2)}, 51)).receipt.tasks.size(), 2U);
  const Plan got = plan(listing({found(3)}, 52));
  EXPECT_EQ(got.receipt.tasks.size(), 1U);
  EXPECT_EQ(got.receipt.remarks.size(), 1U);
}

TEST_F(Planning, APageThatBringsNothingIsNotFollowed) {
  EXPECT_TRUE(plan(listing({}, 50)).receipt.tasks.empty());
}

struct DeadRow {
  const char* name;
  int status;
  store::VisitState state;
  int depth;
  int failures;  // before
  int hours;     // 0: in the next run
};
void PrintTo(const DeadRow& row, std::ostream* out) {
  *out << row.name;
}
class DeadSourcePlan : public Planning, public testing::WithParamInterface<DeadRow> {};

TEST_P(DeadSourcePlan, IsAskedEverMoreRarely) {
  const DeadRow& row = GetParam();
  PageOutcome page = feed({});
  page.task.found.depth = row.depth;
  page.record.visit.state = row.state;
  page.record.visit.status = row.status;
  store::Visit before;
  before.failures = row.failures;
  page.task.before = std::make_shared<const store::Visit>(before);
  const store::Visit got = plan(std::move(page)).changes.record->visit;
  EXPECT_EQ(got.state, row.state) << "never given up";
  EXPECT_EQ(got.failures, row.failures + 1);
  EXPECT_EQ(got.due_at,
            row.hours == 0 ? std::nullopt : std::optional(kNow + std::chrono::hours(row.hours)));
}

constexpr auto kGone = store::VisitState::kGone, kRetry = store::VisitState::kRetry;
INSTANTIATE_TEST_SUITE_P(
    Rows, DeadSourcePlan,
    testing::Values(DeadRow{"Once", 404, kGone, 0, 0, 0}, DeadRow{"Twice", 404, kGone, 0, 1, 1},
                    DeadRow{"Forbidden", 403, kRetry, 0, 3, 4},
                    DeadRow{"APageInsteadTwice", 200, kRetry, 0, 1, 0},
                    DeadRow{"APageInstead", 200, kRetry, 0, 4, 4},
                    DeadRow{"ADayAtMost", 404, kGone, 0, 90, 24},
                    DeadRow{"AWeekWhereNobodyNamesIt", 404, kGone, 1, 90, 7 * 24},
                    DeadRow{"ForGood", 410, kGone, 0, 0, 6},
                    DeadRow{"ForGoodAWeekAtMost", 410, kGone, 0, 90, 7 * 24},
                    DeadRow{"InTrouble", 503, kRetry, 0, 5, 0},
                    DeadRow{"Unheard", 0, kRetry, 0, 5, 0}),
    [](const auto& row) { return std::string(row.param.name); });

TEST_F(Planning, AFailureIsTriedAgainLater) {
  PageOutcome page = no_article(1);
  page.record.visit.state = store::VisitState::kRetry;
  store::Visit before;
  before.state = store::VisitState::kRetry;
  before.failures = 2;
  page.task.before = std::make_shared<const store::Visit>(before);
  const Plan got = plan(std::move(page));
  EXPECT_EQ(got.changes.record->visit.failures, 3);
  EXPECT_EQ(got.changes.record->visit.due_at, kNow + std::chrono::hours(24));
}

}  // namespace
}  // namespace tearsheet::crawl
