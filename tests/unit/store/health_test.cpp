// What the store says of sites over many runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/store.h"
#include "temporary_folder.h"

namespace tearsheet::store {
namespace {

using std::chrono::hours;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing_support::TemporaryFolder;

constexpr SysTime kNow{std::chrono::seconds{1'763'164'800}};  // 2025-11-15T00:00:00Z

class Health : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = open_store(folder_ / "news.db", Access::kRun);
    ASSERT_TRUE(opened) << opened.error().message;
    store_ = std::move(*opened);
    ASSERT_TRUE(store_->begin_run(kNow, "test"));
    site_ = *store_->site_id({"harbour", "Harbour Times", "en", "r1"}, kNow);
  }
  // A run that ends at `when` and stored so many articles.
  void run_at(SysTime when, std::int64_t stored, std::int64_t failed = 0) {
    ASSERT_TRUE(store_->begin_run(when, "test"));
    Tally tally;
    tally.requests = 5;
    tally.stored = stored;
    tally.failed = failed;
    ASSERT_TRUE(store_->end_run(when, "done", tally, {{site_, tally, {}}}));
  }
  SiteHealth health_at(SysTime when) {
    const auto all = store_->health(when);
    EXPECT_TRUE(all);
    return all->at(0);
  }
  std::vector<int> count(const std::vector<std::string>& troubles, bool asked = true) {
    std::vector<TroubleSeen> seen;
    for (const std::string& what : troubles) seen.push_back({site_, what});
    const auto counted = store_->count_troubles(
        kNow, seen, asked ? std::vector<std::int64_t>{site_} : std::vector<std::int64_t>{});
    EXPECT_TRUE(counted);
    std::vector<int> runs;
    for (const Trouble& trouble : *counted) runs.push_back(trouble.runs);
    return runs;
  }
  std::int64_t add(UrlHash key, UrlKind kind, std::string origin) {
    FoundUrl found;
    found.key = key;
    found.site = site_;
    found.kind = kind;
    found.url = "http://harbour.example/" + std::to_string(key);
    found.hint.origin = std::move(origin);
    return *store_->add_url(found);
  }
  void visit(std::int64_t url, VisitState state, int status, std::string note,
             std::optional<Announced> announced = {}) {
    PageRecord page;
    page.url_id = url;
    page.site = site_;
    page.visit.state = state;
    page.visit.status = status;
    page.visit.visited_at = kNow;
    page.visit.note = std::move(note);
    page.announced = announced;
    ASSERT_TRUE(store_->put(page));
  }

  TemporaryFolder folder_;
  std::unique_ptr<Store> store_;
  std::int64_t site_ = 0;
};

TEST_F(Health, ATroubleIsCountedByRunsInARowUntilARunThatAskedDoesNotMeetIt) {
  EXPECT_THAT(count({"503", "timeout"}), ElementsAre(1, 1));
  EXPECT_THAT(count({"timeout"}), ElementsAre(2));
  EXPECT_THAT(count({"503", "timeout"}), ElementsAre(1, 3));
  EXPECT_THAT(count({}, false), IsEmpty());
  EXPECT_THAT(health_at(kNow).troubles.size(), 2U) << "nobody asked the site";
  EXPECT_EQ(health_at(kNow).troubles.front().what, "timeout") << "the one that lasts longest";
  EXPECT_THAT(count({}), IsEmpty());
  EXPECT_THAT(health_at(kNow).troubles, IsEmpty());
}

TEST_F(Health, ASiteIsSilentWhenItPausesLongerThanItEverDid) {
  // News every six hours for three weeks, but none at weekends: a longest pause of 54 hours.
  SysTime when = kNow;
  for (int day = 0; day < 21; ++day) {
    for (int run = 0; run < 4; ++run, when += hours(6)) {
      run_at(when, day % 7 < 5 ? 2 : 0);
    }
  }
  const SysTime last = kNow + hours(24 * 18 + 18);
  ASSERT_EQ(health_at(when).last_new, last);
  EXPECT_FALSE(health_at(last + hours(54)).silent) << "a weekend like every other";
  EXPECT_FALSE(health_at(last + hours(76)).silent);
  EXPECT_TRUE(health_at(last + hours(82)).silent);
  run_at(last + hours(90), 1);
  EXPECT_FALSE(health_at(last + hours(91)).silent);
}

TEST_F(Health, AShortPauseIsNoSilenceHoweverBusyASiteIs) {
  SysTime when = kNow;
  for (int run = 0; run < 15 * 4; ++run, when += hours(6)) run_at(when, 3);
  EXPECT_FALSE(health_at(when + hours(17)).silent);
  EXPECT_TRUE(health_at(when + hours(18)).silent);
}

TEST_F(Health, ANewSiteHasNoRhythmYet) {
  SysTime when = kNow;
  for (int run = 0; run < 13 * 4; ++run, when += hours(6)) run_at(when, 1);
  EXPECT_EQ(health_at(when + hours(1000)).silent_from, std::nullopt);
  EXPECT_FALSE(health_at(when + hours(1000)).silent);
}

TEST_F(Health, DaysAreCountedFromTodayBack) {
  run_at(kNow - hours(24 * 40), 1, 9);
  run_at(kNow - hours(24), 1, 2);
  run_at(kNow - hours(12), 1, 3);
  run_at(kNow + hours(3), 1, 4);
  const auto days = store_->days(kNow + hours(5), 3);
  ASSERT_TRUE(days);
  EXPECT_THAT(days->at(0).failed, ElementsAre(0, 5, 4));
  EXPECT_THAT(days->at(0).requests, ElementsAre(0, 10, 5));
  EXPECT_THAT(days->at(0).added, ElementsAre(0, 0, 0));
}

TEST_F(Health, CoverageSaysWhatBecameOfEverythingThatWasAnnounced) {
  add(1, UrlKind::kArticle, "listing");  // nobody announced it
  visit(add(2, UrlKind::kArticle, "feed"), VisitState::kStored, 200, "");
  const std::int64_t late = add(3, UrlKind::kArticle, "listing");
  ASSERT_TRUE(store_->add_origin(late, "sitemap"));
  visit(late, VisitState::kAlias, 200, "");
  add(4, UrlKind::kArticle, "sitemap");
  visit(add(5, UrlKind::kArticle, "sitemap"), VisitState::kNotArticle, 200, "listing: 24 teasers");
  visit(add(6, UrlKind::kArticle, "feed"), VisitState::kNotArticle, 200, "listing: 9 teasers");
  visit(add(7, UrlKind::kArticle, "feed"), VisitState::kGone, 410, "");
  visit(add(8, UrlKind::kFeed, ""), VisitState::kStored, 200, "", Announced{12, 7, {}});
  const auto all = store_->coverage();
  ASSERT_TRUE(all);
  const SiteCoverage& site = all->at(0);
  EXPECT_EQ(site.announced, 6 + 7);
  EXPECT_EQ(site.stored, 1);
  EXPECT_EQ(site.waiting, 1);
  ASSERT_EQ(site.missing.size(), 4U);
  EXPECT_EQ(site.missing[0].count, 7);
  EXPECT_THAT(site.missing[0].reason, HasSubstr("site file"));
  EXPECT_EQ(site.missing[1].reason, "no article: listing");
  EXPECT_EQ(site.missing[1].count, 2);
  EXPECT_EQ(site.missing[2].reason, "gone (410)");
  EXPECT_EQ(site.missing[2].example, "http://harbour.example/7");
  EXPECT_EQ(site.missing[3].reason, "redirects to an address that is no article");
}

// Whatever redirects to the front page, a login or a consent page is known, and no article.
TEST_F(Health, CoverageCountsAnAliasOfAStoredArticleAlone) {
  PageRecord article;
  article.url_id = add(1, UrlKind::kArticle, "feed");
  article.site = site_;
  article.visit.state = VisitState::kStored;
  article.visit.status = 200;
  article.visit.visited_at = kNow;
  article.article.emplace().keys = {1};
  article.article->article.title = "A title";
  article.article->article.body = "A body.";
  ASSERT_TRUE(store_->put(article));
  const auto redirect = [&](UrlHash key, UrlHash target) {
    PageRecord page;
    page.url_id = add(key, UrlKind::kArticle, "feed");
    page.site = site_;
    page.key = key;
    page.alias_of = target;
    page.visit.state = VisitState::kAlias;
    page.visit.status = 302;
    page.visit.visited_at = kNow;
    page.visit.note = "redirects to an address that is known";
    ASSERT_TRUE(store_->put(page));
  };
  redirect(2, 1);
  redirect(3, 77);
  const auto all = store_->coverage();
  ASSERT_TRUE(all);
  EXPECT_EQ(all->at(0).announced, 3);
  EXPECT_EQ(all->at(0).stored, 2);
  ASSERT_EQ(all->at(0).missing.size(), 1U);
  EXPECT_EQ(all->at(0).missing[0].reason, "redirects to an address that is no article");
}

TEST_F(Health, ASiteWithoutAnArticleSaysWhatItsAddressesCameTo) {
  visit(add(1, UrlKind::kArticle, "feed"), VisitState::kNotArticle, 200, "listing: 24 teasers");
  visit(add(2, UrlKind::kArticle, "feed"), VisitState::kNotArticle, 200, "listing: 9 teasers");
  visit(add(3, UrlKind::kArticle, "feed"), VisitState::kGone, 404, "");
  add(4, UrlKind::kArticle, "feed");
  visit(add(8, UrlKind::kFeed, ""), VisitState::kStored, 200, "",
        Announced{12, 7, "https://www.harbour.example/7"});
  const auto empty = store_->empty_sites({site_});
  ASSERT_TRUE(empty);
  ASSERT_EQ(empty->size(), 1U);
  const EmptySite& site = empty->at(0);
  EXPECT_EQ(site.site, site_);
  EXPECT_EQ(site.named, 4);
  EXPECT_EQ(site.waiting, 1);
  EXPECT_EQ(site.why.reason, "no article: listing");
  EXPECT_EQ(site.refused, 7);
  EXPECT_EQ(site.refused_example, "https://www.harbour.example/7");
}

TEST_F(Health, ASiteWhoseAddressesAreAnothersIsNotEmpty) {
  visit(add(8, UrlKind::kFeed, ""), VisitState::kStored, 200, "", Announced{12, 7, {}});
  EXPECT_THAT(*store_->empty_sites({site_}), IsEmpty()) << "its file was renamed: five are known";
}

}  // namespace
}  // namespace tearsheet::store
