// What both engines tell of what is stored: every test runs on a file and on a server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "contract_fixture.h"

namespace tearsheet::store {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

class ContractReading : public Contract {};

TEST_P(ContractReading, TheLastRequestsOfASiteSayWhatBecameOfTheirAddresses) {
  std::map<std::string, std::int64_t> ids;
  ids[address_of(1)] = add(1);
  const std::int64_t article =
      put(page_of(1, ids[address_of(1)], "Ferry", text_of("ferry"))).article_id;
  const auto visit = [&](UrlHash key, UrlKind kind, VisitState state, int status,
                         const std::string& note) {
    write([&] {
      FoundUrl url = found(key);
      url.kind = kind;
      PageRecord page;
      ids[url.url] = page.url_id = *store_->add_url(url);
      page.site = site_;
      page.key = key;
      page.visit.state = state;
      page.visit.status = status;
      page.visit.visited_at = kNow;
      page.visit.note = note;
      ASSERT_TRUE(store_->put(page));
    });
  };
  visit(2, UrlKind::kArticle, VisitState::kNotArticle, 200, "listing");
  visit(3, UrlKind::kArticle, VisitState::kGone, 404, "");
  visit(4, UrlKind::kFeed, VisitState::kStored, 200, "");
  const std::int64_t other = *store_->site_id({"other", "Other", "en", "r1"}, kNow);
  const auto ask = [&](std::int64_t site, const std::string& url, const std::string& purpose,
                       int status, const std::string& error = {}) {
    FetchRecord fetch;
    fetch.site = site;
    if (ids.contains(url)) fetch.url_id = ids[url];
    fetch.host = "http://harbour.example";
    fetch.url = url;
    fetch.purpose = purpose;
    fetch.started = kNow;
    fetch.status = status;
    fetch.error = error;
    write([&] { ASSERT_TRUE(store_->put_fetch(fetch)); });
  };
  ask(site_, "http://harbour.example/robots.txt", "robots", 200);
  ask(site_, address_of(4), "source", 200);
  ask(other, "http://other.example/x", "article", 200);
  ask(site_, address_of(1), "article", 304);
  ask(site_, address_of(2), "article", 200);
  ask(site_, address_of(3), "article", 404);
  ask(site_, address_of(5), "article", 0, "timed out");
  const auto shown = [&](const std::string& site, std::int64_t most) {
    std::vector<std::string> lines;
    const auto requests = reader()->last_requests(site, most);
    EXPECT_TRUE(requests) << requests.error().message;
    for (const SiteRequest& one : *requests) {
      lines.push_back(one.request.url.substr(one.request.url.rfind('/')) + " " +
                      std::to_string(one.request.status) + one.request.error + " " +
                      (one.article > 0 ? "article " + std::to_string(one.article) : one.became));
    }
    return lines;
  };
  EXPECT_THAT(
      shown("harbour", 50),
      ElementsAre("/5 0timed out ", "/3 404 gone (404)", "/2 200 no article: listing",
                  "/1 304 article " + std::to_string(article), "/4 200 read", "/robots.txt 200 "));
  EXPECT_THAT(shown("harbour", 1), ElementsAre("/5 0timed out "));
  EXPECT_THAT(shown("nowhere", 5), IsEmpty());
}

TEST_P(ContractReading, AHistoryHasEachText) {
  const std::int64_t url = add(7);
  const std::int64_t id = put(page_of(7, url, "Ferry late", text_of("ferry"))).article_id;
  put(page_of(7, url, "Ferry sunk", text_of("ferry") + "It sank in the night.", kNow + kDay));
  const auto store = reader();
  const auto history = store->history(id);
  ASSERT_TRUE(history) << history.error().message;
  ASSERT_TRUE(*history);
  ASSERT_EQ((*history)->versions.size(), 2U);
  EXPECT_EQ((*history)->url, address_of(7));
  EXPECT_EQ((*history)->versions[0].title, "Ferry late");
  EXPECT_EQ((*history)->versions[0].replaced, "2025-11-16T00:00:00Z");
  EXPECT_EQ((*history)->versions[1].stored, "2025-11-16T00:00:00Z");
  EXPECT_FALSE(*store->history(id + 1));
}

TEST_P(ContractReading, AnArticleIsShownWithAllThatIsKnownOfIt) {
  const std::int64_t id = put(page_of(7, add(7), "Ferry late", text_of("ferry"))).article_id;
  const std::int64_t copy = put(page_of(8, add(8), "Boat late", text_of("boat"))).article_id;
  write([&] { EXPECT_TRUE(store_->join(copy, id, {})); });
  const auto store = reader();
  for (const auto& key : {std::optional<UrlHash>(), std::optional<UrlHash>(7)}) {
    const auto found =
        store->find_article(key ? "http://harbour.example/?id=7" : address_of(7), key);
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_EQ(*found, id);
  }
  EXPECT_FALSE(*store->find_article("http://nowhere.example/", 99));
  std::string sources;
  const auto shown =
      store->article(id, [&](const StoredArticle& article, const ArticleFacts& facts) {
        EXPECT_EQ(article[kTitleColumn], "Ferry late");
        EXPECT_EQ(facts.page_url, address_of(7));
        ASSERT_EQ(facts.sources.size(), 1U);
        EXPECT_EQ(facts.sources[0].locator, "h1");
        sources = article.sources;
      });
  ASSERT_TRUE(shown) << shown.error().message;
  EXPECT_NE(sources.find("rule"), std::string::npos);
  EXPECT_FALSE(*store->article(id + 1000, [](const auto&, const auto&) {}));
  const auto pages = store->pages_of(id);
  ASSERT_TRUE(pages) << pages.error().message;
  ASSERT_EQ(pages->size(), 1U);
  EXPECT_EQ((*pages)[0].compressed, std::string("\0\x01zstd", 6));
  const auto story = store->story_of(copy);
  ASSERT_TRUE(story) << story.error().message;
  ASSERT_EQ(story->size(), 2U);
  EXPECT_EQ((*story)[0].id, id);
}

TEST_P(ContractReading, AStatusCountsWhatIsThere) {
  for (const UrlHash key : {7U, 8U}) {
    PageRecord page = page_of(key, add(key), std::to_string(key), text_of(std::to_string(key)));
    page.article->article.agreement = R"({"title":0.5,"body":1})";
    page.article->article.use_train = key == 7 ? "y" : "n";
    page.article->article.license = "https://license.example/";
    put(page);
  }
  PageRecord page = page_of(9, add(9), "Nine", text_of("nine"));
  page.article->article.agreement = R"({"title":0.8})";
  put(page);
  add(10);
  Tally tally;
  tally.stored = 3;
  tally.requests = 4;
  tally.failed = 1;
  ASSERT_TRUE(store_->end_run(kNow, "done", tally, {{site_, tally, "a problem"}}));
  const auto store = reader();
  const auto status = store->status(kNow);
  ASSERT_TRUE(status) << status.error().message;
  EXPECT_EQ(status->articles, 3);
  EXPECT_EQ(status->runs, 1);
  EXPECT_EQ(status->last_run_outcome, "done");
  ASSERT_EQ(status->sites.size(), 1U);
  const SiteStatus& site = status->sites[0];
  EXPECT_EQ(site.key, "harbour");
  EXPECT_EQ(site.articles, 3);
  EXPECT_EQ(site.waiting, 1);
  EXPECT_EQ(site.problem, "a problem");
  EXPECT_EQ(site.newest, "2025-11-14T10:00:00Z");
  EXPECT_EQ(site.per_day.back(), 3);
  EXPECT_THAT(site.agreement, ElementsAre(Pair("title", 0.6)));
  EXPECT_EQ(site.use.train.allowed, 1);
  EXPECT_EQ(site.use.train.refused, 1);
  EXPECT_EQ(site.use.licensed, 2);
  const auto alone = store->status_of("harbour", kNow);
  ASSERT_TRUE(alone) << alone.error().message;
  ASSERT_EQ(alone->sites.size(), 1U);
  EXPECT_EQ(alone->sites[0].articles, 3);
  EXPECT_EQ(alone->sites[0].problem, "a problem");
  EXPECT_THAT(store->status_of("nowhere", kNow)->sites, IsEmpty());
  EXPECT_THAT(*store->days_of("nowhere", kNow, 3), IsEmpty());
  EXPECT_EQ(store->days_of("harbour", kNow, 3)->at(0).added.back(), 3);
  EXPECT_EQ(store->site_names()->at(0).title, "Harbour Times");
  const auto days = store->days(kNow, 3);
  ASSERT_TRUE(days) << days.error().message;
  EXPECT_THAT(days->at(0).added, ElementsAre(0, 0, 3));
  EXPECT_THAT(days->at(0).failed, ElementsAre(0, 0, 1));
}

TEST_P(ContractReading, TheNewestArticlesOfEachSiteAreItsNews) {
  const auto at = [&](UrlHash key, const std::string& title, const char* date) {
    const SysTime seen = kNow + std::chrono::minutes(key);
    PageRecord page = page_of(key, add(key), title, text_of(title), seen);
    page.article->article.published.reset();
    if (date != nullptr) page.article->article.published = dates::parse_iso8601(date);
    if (title == "About") page.article->article.kind = records::PageKind::kPage;
    put(page);
  };
  at(1, "Ferry", "2025-11-12");
  at(2, "Quay", "2025-11-14T09:00:00Z");
  at(3, "Old", "2019-01-01");
  at(4, "Crane", nullptr);
  at(5, "About", "2025-11-14T11:00:00Z");
  ASSERT_TRUE(store_->site_id({"other", "Other", "en", "r1"}, kNow));
  const auto news = reader()->news_of_sites(3);
  ASSERT_TRUE(news) << news.error().message;
  ASSERT_EQ(news->size(), 1U);
  EXPECT_EQ(news->at(0).key, "harbour");
  std::vector<std::string> titles;
  for (const SiteNews::Article& one : news->at(0).articles) titles.push_back(one.title);
  EXPECT_THAT(titles, ElementsAre("Crane", "Quay", "Ferry"));
  EXPECT_EQ(news->at(0).articles[1].url, address_of(2));
  EXPECT_EQ(news->at(0).articles[1].moment, "2025-11-14T09:00:00Z");
  EXPECT_EQ(news->at(0).articles[1].language, "en");
}

TEST_P(ContractReading, WhatWasSaidOfAnArticleIsThatOfTheVisit) {
  const std::int64_t url = add(1);
  PageRecord page = page_of(1, url, "Ferry", text_of("ferry"));
  page.article->told = ToldPreferences{R"(["first"])", 1};
  const std::int64_t id = put(page).article_id;
  page = page_of(1, url, "Ferry", text_of("ferry") + " It sank.", kNow + kDay);
  page.article->told = ToldPreferences{R"(["second"])", 2};
  put(page);
  const auto store = reader();
  EXPECT_EQ(*store->statements_of(id, kNow - kDay), "");
  EXPECT_EQ(*store->statements_of(id, kNow), R"(["first"])");
  EXPECT_EQ(*store->statements_of(id, kNow + kDay), R"(["second"])");
  EXPECT_EQ(*store->statements_of(id + 1, kNow), "");
}

TEST_P(ContractReading, ARunWhoseWorkerDiedIsNoneUnderWay) {
  EXPECT_EQ(reader()->status(kNow)->last_run_outcome,
            GetParam() == Engine::kFile ? "running" : "cut");
}

TEST_P(ContractReading, ADossierTellsWhereAnAddressLeads) {
  FoundUrl source = found(1);
  source.kind = UrlKind::kFeed;
  source.key = source.source = 1;
  write([&] { ASSERT_TRUE(store_->add_url(source)); });
  FoundUrl named = found(7);
  named.hint = {"feed", "Ferry", "", {}, {}, {}};
  std::int64_t url = 0;
  write([&] {
    url = *store_->add_url(named);
    FetchRecord fetch;
    fetch.site = site_;
    fetch.host = "http://harbour.example";
    fetch.url = address_of(7);
    fetch.purpose = "article";
    fetch.started = kNow;
    fetch.status = 200;
    EXPECT_TRUE(store_->put_fetch(fetch));
    EXPECT_TRUE(store_->put_host(
        {"http://harbour.example", {}, {}, 0, "User-agent: *", 200, kNow, "", ""}));
  });
  const std::int64_t id = put(page_of(7, url, "Ferry late", text_of("ferry"))).article_id;
  const auto store = reader();
  const auto dossier = store->dossier({{address_of(7)}, {7}, "http://harbour.example"});
  ASSERT_TRUE(dossier) << dossier.error().message;
  ASSERT_EQ(dossier->addresses.size(), 1U);
  EXPECT_EQ(dossier->addresses[0].article, id);
  EXPECT_EQ(dossier->addresses[0].source, address_of(1));
  EXPECT_THAT(dossier->addresses[0].origins, ElementsAre("feed"));
  ASSERT_EQ(dossier->articles.size(), 1U);
  EXPECT_EQ(dossier->articles[0].pages, 1);
  ASSERT_EQ(dossier->requests.size(), 1U);
  EXPECT_EQ(dossier->requests[0].status, 200);
  const auto sources = store->sources_of("harbour");
  ASSERT_TRUE(sources) << sources.error().message;
  EXPECT_EQ(sources->size(), 1U);
  // Nothing of it was lost by looking.
  EXPECT_EQ(store->dossier({{address_of(7)}, {7}, ""})->addresses.size(), 1U);
}

TEST_P(ContractReading, WhatWasAnnouncedAndIsMissingIsListed) {
  for (const UrlHash key : {7U, 8U, 9U}) {
    FoundUrl url = found(key);
    url.hint.origin = "feed";
    std::int64_t id = 0;
    write([&] { id = *store_->add_url(url); });
    if (key == 7) put(page_of(7, id, "Ferry late", text_of("ferry")));
    if (key != 8) continue;
    PageRecord page;
    page.url_id = id;
    page.site = site_;
    page.key = key;
    page.visit.state = VisitState::kGone;
    page.visit.status = 404;
    page.visit.visited_at = kNow;
    put(page);
  }
  const auto store = reader();
  const auto coverage = store->coverage();
  ASSERT_TRUE(coverage) << coverage.error().message;
  EXPECT_EQ(coverage->at(0).announced, 3);
  EXPECT_EQ(coverage->at(0).stored, 1);
  EXPECT_EQ(coverage->at(0).waiting, 1);
  EXPECT_EQ(coverage->at(0).missing.at(0).reason, "gone (404)");
  std::vector<std::string> missing;
  const auto done = store->each_missing("harbour", "", [&](const MissingAddress& one) {
    missing.push_back(one.reason + " " + one.url);
    return true;
  });
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_THAT(missing, ElementsAre("gone (404) " + address_of(8), "waiting " + address_of(9)));
}

TEST_P(ContractReading, TheLedgerProvesThePauses) {
  write([&] {
    for (const std::chrono::seconds at : {0s, 5s, 7s}) {
      FetchRecord fetch;
      fetch.site = site_;
      fetch.host = "http://harbour.example";
      fetch.url = address_of(7);
      fetch.purpose = "article";
      fetch.started = kNow + at;
      fetch.pause = 5s;
      EXPECT_TRUE(store_->put_fetch(fetch));
    }
  });
  std::vector<LedgerLine> lines;
  const auto done = reader()->each_ledger_line([&](LedgerLine&& line) { lines.push_back(line); });
  ASSERT_TRUE(done) << done.error().message;
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].requests, 3);
  EXPECT_EQ(lines[0].sooner, 1);
  EXPECT_EQ(lines[0].smallest_gap, 2s);
}

INSTANTIATE_TEST_SUITE_P(Engines, ContractReading, both_engines(), name_of_engine);

}  // namespace
}  // namespace tearsheet::store
