// What both engines promise to the crawl: every test runs on a file and on a server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "contract_fixture.h"
#include "store/store.h"

namespace tearsheet::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

TEST_P(Contract, ASiteKeepsItsRow) {
  EXPECT_EQ(*store_->site_id({"harbour", "Harbour Times", "en", "r1"}, kNow), site_);
  EXPECT_EQ(*store_->site_id({"harbour", "The Harbour Times", "", "r2"}, kNow), site_);
  EXPECT_NE(*store_->site_id({"other", "Other", "", ""}, kNow), site_);
}

TEST_P(Contract, AnAddressComesBackWithWhatItsSourceSaid) {
  write([&] {
    FoundUrl url = found(7);
    url.hint = {"feed",       "A \"title\" \\ with signs, {and}",
                "Summary",    dates::parse_iso8601("2025-11-14"),
                std::nullopt, {"Ann", "Ben"}};
    const auto id = store_->add_url(url);
    ASSERT_TRUE(id);
    Hint more{"listing",
              "Another",
              "",
              dates::parse_iso8601("2025-11-14T08:00:00Z"),
              dates::parse_iso8601("2025-11-15"),
              {}};
    EXPECT_TRUE(store_->add_hint(*id, more));
    EXPECT_TRUE(store_->add_origin(*id, "listing"));
  });
  const auto all = urls();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].url.key, 7U);
  EXPECT_EQ(all[0].url.url, address_of(7));
  const Hint& hint = all[0].url.hint;
  EXPECT_EQ(hint.title, "A \"title\" \\ with signs, {and}");
  EXPECT_EQ(hint.summary, "Summary");
  EXPECT_THAT(hint.authors, ElementsAre("Ann", "Ben"));
  ASSERT_TRUE(hint.published && hint.modified);
  EXPECT_EQ(hint.published->to_iso8601(), "2025-11-14T08:00:00Z");
}

TEST_P(Contract, NothingIsLeftOfWhatWasRolledBack) {
  ASSERT_TRUE(store_->begin());
  ASSERT_TRUE(store_->add_url(found(7)));
  store_->rollback();
  EXPECT_THAT(urls(), IsEmpty());
  add(8);
  EXPECT_EQ(urls().size(), 1U);
}

TEST_P(Contract, AnArticleIsFoundByItsAddress) {
  const std::int64_t url = add(7);
  const PutResult result = put(page_of(7, url, "Ferry late", text_of("ferry")));
  EXPECT_EQ(result.what, PutResult::What::kInserted);
  const auto known = store_->article_at(7);
  ASSERT_TRUE(known && *known);
  EXPECT_EQ((*known)->article_id, result.article_id);
  EXPECT_EQ((*known)->url_id, url);
  EXPECT_THAT((*known)->keys, ElementsAre(7));
  EXPECT_FALSE(*store_->article_at(8));
  const auto many = store_->articles_at({7, 8});
  ASSERT_TRUE(many);
  EXPECT_EQ(many->size(), 1U);
  EXPECT_THAT(titles(), ElementsAre("Ferry late"));
}

TEST_P(Contract, TheSameTextAgainIsNoVersion) {
  const std::int64_t url = add(7);
  put(page_of(7, url, "Ferry late", text_of("ferry")));
  EXPECT_EQ(put(page_of(7, url, "Ferry late", text_of("ferry"), kNow + kDay)).what,
            PutResult::What::kUnchanged);
  EXPECT_EQ(put(page_of(7, url, "Ferry late again", text_of("ferry") + "New words here.",
                        kNow + kDay * 2))
                .what,
            PutResult::What::kUpdated);
  EXPECT_THAT(titles(), ElementsAre("Ferry late again"));
}

TEST_P(Contract, AnotherStoryAtTheAddressIsAnArticleOfItsOwn) {
  const std::int64_t url = add(7);
  const PutResult first = put(page_of(7, url, "Ferry late", text_of("ferry")));
  PageRecord page = page_of(7, url, "Museum opens", text_of("museum"), kNow + kDay * 30);
  page.article->article.published = dates::parse_iso8601("2025-12-14T10:00:00Z");
  const PutResult second = put(page);
  EXPECT_EQ(second.what, PutResult::What::kInserted);
  EXPECT_EQ(second.replaced, first.article_id);
  EXPECT_THAT(titles(), UnorderedElementsAre("Ferry late", "Museum opens"));
}

TEST_P(Contract, TheSamePageAtAnotherAddressIsAnAlias) {
  const std::int64_t first = add(7), second = add(8);
  put(page_of(7, first, "Ferry late", text_of("ferry")));
  EXPECT_EQ(put(page_of(8, second, "Ferry late", text_of("ferry"))).what, PutResult::What::kAlias);
  EXPECT_THAT(titles(), ElementsAre("Ferry late"));
  EXPECT_TRUE(*store_->article_at(8));
}

TEST_P(Contract, VisitsSayWhenAnAddressIsDue) {
  const std::int64_t url = add(7);
  PageRecord page;
  page.url_id = url;
  page.site = site_;
  page.key = 7;
  page.visit.state = VisitState::kRetry;
  page.visit.status = 503;
  page.visit.visited_at = kNow;
  page.visit.due_at = kNow + kDay;
  page.visit.failures = 3;
  page.visit.note = "503 Service Unavailable";
  put(page);
  auto all = urls();
  ASSERT_EQ(all.size(), 1U);
  ASSERT_TRUE(all[0].visit);
  EXPECT_EQ(all[0].visit->state, VisitState::kRetry);
  EXPECT_EQ(all[0].visit->due_at, kNow + kDay);
  EXPECT_EQ(all[0].visit->failures, 3);
  write([&] { EXPECT_TRUE(store_->settle(url)); });
  EXPECT_FALSE(urls()[0].visit->due_at);
}

TEST_P(Contract, AnAnnouncementMakesAnArticleDueSooner) {
  const std::int64_t url = add(7);
  PageRecord page = page_of(7, url, "Ferry late", text_of("ferry"));
  page.due_if_new = kNow + kDay * 9;
  put(page);
  write([&] {
    EXPECT_TRUE(store_->announce(url, {"feed", "Ferry sunk", "", {}, {}, {}}, kNow + kDay));
    EXPECT_TRUE(store_->announce(url, {}, kNow + kDay * 2));
  });
  const auto known = store_->article_at(7);
  ASSERT_TRUE(known && *known);
  EXPECT_TRUE((*known)->visit.announced);
  EXPECT_EQ((*known)->visit.due_at, kNow + kDay);
  EXPECT_EQ((*known)->url.hint.title, "Ferry sunk");
}

TEST_P(Contract, ARedirectLeadsToTheArticle) {
  const std::int64_t url = add(7), old = add(9);
  put(page_of(7, url, "Ferry late", text_of("ferry")));
  PageRecord page;
  page.url_id = old;
  page.site = site_;
  page.key = 9;
  page.alias_of = 7;
  page.alias_url = address_of(7);
  page.visit.state = VisitState::kAlias;
  page.visit.visited_at = kNow;
  put(page);
  const auto known = store_->article_at(9);
  ASSERT_TRUE(known && *known);
  EXPECT_EQ((*known)->url_id, url);
  EXPECT_TRUE(*store_->unsettled_at(old));
  EXPECT_FALSE(*store_->unsettled_at(url));
}

TEST_P(Contract, WhatSourcesSaidIsKeptByteForByte) {
  const std::string bytes("\0\xFF'\\x\n", 6);
  write([&] {
    EXPECT_TRUE(store_->put_said(5, "before"));
    EXPECT_TRUE(store_->put_said(5, bytes));
    EXPECT_TRUE(store_->put_entries(5, {bytes, 2, 0, 0}));
  });
  EXPECT_EQ(*store_->said(5), bytes);
  EXPECT_EQ(*store_->said(6), "");
  EXPECT_EQ(store_->entries(5)->known, bytes);
  EXPECT_EQ(store_->entries(5)->answers, 2);
}

TEST_P(Contract, RulesModelsAndAddressesComeBack) {
  RuleState state{site_, "", "r1", "0 1 2", {"title", kNow, 3, 1, true}};
  write([&] {
    EXPECT_TRUE(store_->put_rule_state(state));
    state.doubt.odd = 4;
    EXPECT_TRUE(store_->put_rule_state(state));
    EXPECT_TRUE(store_->put_site_model(site_, std::string("\0m", 2)));
  });
  const auto rules = store_->rule_states();
  ASSERT_TRUE(rules);
  ASSERT_EQ(rules->size(), 1U);
  EXPECT_EQ((*rules)[0].site_key, "harbour");
  EXPECT_EQ((*rules)[0].doubt.odd, 4);
  EXPECT_TRUE((*rules)[0].doubt.is_alarm);
  EXPECT_THAT(*store_->site_models(), ElementsAre(Pair(site_, std::string("\0m", 2))));
  EXPECT_TRUE(store_->put_address({"http://harbour.example/", "harbour"}));
  EXPECT_EQ(store_->addresses()->size(), 1U);
  EXPECT_TRUE(store_->drop_address({"http://harbour.example/", "harbour"}));
  EXPECT_THAT(*store_->addresses(), IsEmpty());
}

TEST_P(Contract, TroublesAreCountedOverRuns) {
  EXPECT_EQ((*store_->count_troubles(kNow, {{site_, "503"}}, {site_}))[0].runs, 1);
  EXPECT_EQ((*store_->count_troubles(kNow, {{site_, "503"}}, {site_}))[0].runs, 2);
  auto health = store_->health(kNow);
  ASSERT_TRUE(health) << health.error().message;
  ASSERT_EQ(health->size(), 1U);
  EXPECT_EQ((*health)[0].troubles.size(), 1U);
  EXPECT_THAT(*store_->count_troubles(kNow, {}, {site_}), IsEmpty());
  EXPECT_THAT((*store_->health(kNow))[0].troubles, IsEmpty());
}

TEST_P(Contract, ARunEndsWithItsCounts) {
  Tally tally;
  tally.stored = 3;
  EXPECT_TRUE(store_->end_run(kNow + kDay, "done", tally, {{site_, tally, "a problem"}}));
  EXPECT_EQ((*store_->health(kNow + kDay))[0].last_new, kNow + kDay);
}

TEST_P(Contract, ASiteWithoutArticlesSaysWhy) {
  const std::int64_t url = add(7);
  PageRecord page;
  page.url_id = url;
  page.site = site_;
  page.key = 7;
  page.visit.state = VisitState::kGone;
  page.visit.status = 404;
  page.visit.visited_at = kNow;
  put(page);
  const auto empty = store_->empty_sites({site_});
  ASSERT_TRUE(empty) << empty.error().message;
  ASSERT_EQ(empty->size(), 1U);
  EXPECT_EQ((*empty)[0].why.reason, "gone (404)");
}

TEST_P(Contract, ABatchIsStoredAsAWhole) {
  Batch batch;
  FetchRecord& fetch = batch.fetches.emplace_back();
  fetch.site = site_;
  fetch.host = "http://harbour.example";
  fetch.url = address_of(7);
  fetch.purpose = "source";
  fetch.started = kNow;
  PageChanges& page = batch.pages.emplace_back();
  page.added = {found(8), found(7)};
  page.hints = {{UrlRef{0, 8}, Hint{"listing", "Said later", "", {}, {}, {}}}};
  ASSERT_TRUE(store_->begin());
  const auto receipts = store_->put_batch(batch);
  ASSERT_TRUE(receipts) << receipts.error().message;
  ASSERT_TRUE(store_->commit());
  ASSERT_EQ(receipts->size(), 1U);
  ASSERT_EQ((*receipts)[0].added.size(), 2U);
  for (const KnownUrl& url : urls()) {
    EXPECT_EQ(url.id, (*receipts)[0].added[url.url.key == 8 ? 0 : 1]);
    if (url.url.key == 8) {
      EXPECT_EQ(url.url.hint.title, "Said later");
    }
  }
}

TEST_P(Contract, StoriesAreJoined) {
  std::vector<std::int64_t> ids;
  for (const UrlHash key : {7U, 8U, 9U}) {
    const std::int64_t url = add(key);
    ids.push_back(put(page_of(key, url, "Title " + std::to_string(key),
                              text_of(std::to_string(key)) + std::to_string(key)))
                      .article_id);
  }
  StoryLink link{.article_id = ids[2], .cluster = ids[0], .describes = true, .agency = "Reuters"};
  link.copied = 0.9;
  write([&] { EXPECT_TRUE(store_->put_stories({link})); });
  ArticleFilter filter;
  filter.distinct = true;
  EXPECT_THAT(titles(filter), ElementsAre("Title 7", "Title 8"));
  write([&] { EXPECT_TRUE(*store_->set_story(ids[2], ids[2])); });
  EXPECT_EQ(titles(filter).size(), 3U);
}

TEST_P(Contract, FiltersChooseByDateAndSite) {
  int number = 0;
  for (const char* const date : {"2025-10-31", "2025-11-14T10:00:00Z", "2025-12-01T00:00:00Z"}) {
    const UrlHash key = 20 + static_cast<UrlHash>(number++);
    PageRecord page = page_of(key, add(key), date, text_of(date));
    page.article->article.published = dates::parse_iso8601(date);
    put(page);
  }
  ArticleFilter november;
  november.since = november.until = "2025-11";
  EXPECT_THAT(titles(november), ElementsAre("2025-11-14T10:00:00Z"));
  ArticleFilter newest;
  newest.newest_first = true;
  newest.limit = 2;
  newest.sites = {"harbour"};
  EXPECT_THAT(titles(newest), ElementsAre("2025-12-01T00:00:00Z", "2025-11-14T10:00:00Z"));
}

TEST_P(Contract, AListSaysWhichDatabaseItIsOfAndInWhichLanguage) {
  const ListOrigin all = origin({});
  EXPECT_THAT(all.database, testing::MatchesRegex("[0-9a-f]{16}"));
  EXPECT_EQ(all.language, "en");
  open();
  ASSERT_TRUE(store_->site_id({"ferry", "Ferry News", "no", "r1"}, kNow));
  ASSERT_TRUE(store_->site_id({"buoy", "The Buoy", "", "r1"}, kNow));
  EXPECT_EQ(origin({}).database, all.database) << "for good";
  EXPECT_EQ(origin({}).language, "") << "in several";
  EXPECT_EQ(origin({.sites = {"ferry"}}).language, "no");
  EXPECT_EQ(origin({.sites = {"ferry", "buoy"}}).language, "") << "nobody knows";
  EXPECT_EQ(origin({.language = "no"}).language, "no");
}

TEST_P(Contract, TextsThatAreNoUtf8AreStoredAllTheSame) {
  const std::int64_t url = add(7);
  put(page_of(7, url, std::string("Ferry\0late \xC3(", 13), text_of("ferry")));
  EXPECT_EQ(titles().size(), 1U);
}

TEST_P(Contract, WhatPublishersAllowDecidesWhatIsRead) {
  const char* const said[][3] = {
      {"y", "n", ""}, {"", "y", "n"}, {"", "", "n"}, {"n", "", "y"}, {"", "", ""}};
  UrlHash key = 40;
  for (const auto& [search, train, tdm] : said) {
    PageRecord page = page_of(key, add(key), std::to_string(key), text_of(std::to_string(key)));
    page.article->article.use_search = search;
    page.article->article.use_train = train;
    page.article->article.tdm = tdm;
    put(page);
    ++key;
  }
  ArticleFilter filter;
  filter.purpose = Purpose::kAiTrain;
  EXPECT_THAT(titles(filter), ElementsAre("41"));
  filter.keep_unknown = true;
  EXPECT_THAT(titles(filter), ElementsAre("41", "43", "44"));
  filter.purpose = Purpose::kSearch;
  EXPECT_THAT(titles(filter), ElementsAre("40", "41", "42", "44"));
}

TEST_P(Contract, NewPreferencesAreToldOnce) {
  const auto say = [&](UrlHash key, const char* search, std::chrono::hours later) {
    PageRecord page =
        page_of(key, add(key), std::to_string(key), text_of(std::to_string(key)), kNow + later);
    page.article->article.use_search = search;
    page.article->told = {std::string("[\"") + search + "\"]", 7};
    put(page);
  };
  say(7, "y", {});
  say(8, "n", {});
  EXPECT_THAT(*store_->preference_news(), IsEmpty());
  ASSERT_TRUE(store_->end_run(kNow, "done", {}, {}));
  open();
  say(9, "", std::chrono::hours(1));
  say(10, "", std::chrono::hours(1));
  const auto news = store_->preference_news();
  ASSERT_TRUE(news) << news.error().message;
  ASSERT_EQ(news->size(), 1U);
  EXPECT_EQ((*news)[0].now, "nothing is said");
  EXPECT_TRUE(store_->note_preferences_told(site_));
  EXPECT_THAT(*store_->preference_news(), IsEmpty());
}

TEST_P(Contract, FilesOfPreferencesAreKept) {
  for (const char* const body : {"[]", "[{}]"})
    write([&] { EXPECT_TRUE(store_->put_tdm_file({"https://harbour.example", kNow, 200, body})); });
  const auto files = store_->tdm_files();
  ASSERT_TRUE(files) << files.error().message;
  ASSERT_EQ(files->size(), 1U);
  EXPECT_EQ((*files)[0].body, "[{}]");
  EXPECT_EQ((*files)[0].fetched_at, kNow);
}

TEST_P(Contract, AVersionStandsForEachStepOfAStory) {
  const std::int64_t url = add(7);
  for (int i = 0; i < 40; ++i) {
    put(page_of(7, url, "Ferry late", text_of("ferry") + "Step " + std::to_string(i),
                kNow + kDay * i));
  }
  EXPECT_THAT(titles(), ElementsAre("Ferry late"));
}

INSTANTIATE_TEST_SUITE_P(Engines, Contract, both_engines(), name_of_engine);

}  // namespace
}  // namespace tearsheet::store
