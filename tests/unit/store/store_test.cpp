// What every engine of the store must do; real files, one folder a test.
#include "store/store.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/sql/revision.h"
#include "temporary_folder.h"

namespace tearsheet::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing_support::TemporaryFolder;

constexpr SysTime kNow{std::chrono::seconds{1'763'164'800}};  // 2025-11-15T00:00:00Z

// A run with one site, and a few lines to put things in.
class StoreRun : public testing::Test {
 protected:
  void SetUp() override { open(); }

  void open() {
    auto opened = open_store(file_, Access::kRun);
    ASSERT_TRUE(opened) << opened.error().message;
    store_ = std::move(*opened);
    start_ = *store_->begin_run(kNow, "test");
    site_ = *store_->site_id({"harbour", "Harbour Times", "en", "r1"}, kNow);
  }
  void close() { store_.reset(); }

  std::int64_t add(UrlHash key, std::string url, UrlKind kind = UrlKind::kArticle) {
    FoundUrl found;
    found.key = key;
    found.site = site_;
    found.kind = kind;
    found.url = std::move(url);
    return *store_->add_url(found);
  }
  PageRecord page(std::int64_t url_id, UrlHash key, std::string title, std::string body,
                  std::uint64_t exact) {
    PageRecord page;
    page.url_id = url_id;
    page.site = site_;
    page.visit = {VisitState::kStored,
                  200,
                  kNow,
                  std::nullopt,
                  0,
                  0,
                  "\"e\"",
                  "Sat, 15 Nov 2025 00:00:00 GMT",
                  "",
                  std::nullopt};
    ArticleRecord& record = page.article.emplace();
    record.article.url = "http://harbour.example/" + std::to_string(key);
    record.article.title = std::move(title);
    record.article.body = std::move(body);
    record.article.authors = {"A \"Quoted\" Name"};
    record.article.published = dates::parse_iso8601("2025-11-14");
    record.article.sources = {{"title", "rule", "h1", "raw", 1.0}};
    record.keys = {key};
    record.exact = exact;
    return page;
  }
  PutResult put(const PageRecord& record) {
    EXPECT_TRUE(store_->begin());
    const auto result = store_->put(record);
    EXPECT_TRUE(result) << result.error().message;
    EXPECT_TRUE(store_->commit());
    return result ? *result : PutResult{};
  }
  std::vector<std::string> titles(const ArticleFilter& filter = {}) {
    std::vector<std::string> all;
    EXPECT_TRUE(store_->each_article(filter, [&](const StoredArticle& article) {
      all.emplace_back(article[kTitleColumn]);
      return true;
    }));
    return all;
  }

  std::vector<std::string> column(const std::string& sql, int index = 0) {
    SQLite::Database database(file_.string());
    SQLite::Statement rows(database, sql);
    std::vector<std::string> all;
    while (rows.executeStep()) all.push_back(rows.getColumn(index).getString());
    return all;
  }
  // So many words that nobody else has.
  static std::string words(const std::string& about, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += about + std::to_string(i * i) + " ";
    return text + "end.";
  }

  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "news.db";
  std::unique_ptr<Store> store_;
  RunStart start_;
  std::int64_t site_ = 0;
};

const std::string kLong(400, 'x');

TEST_F(StoreRun, KeepsWhatWasCommittedOverReopening) {
  put(page(add(1, "http://harbour.example/1"), 1, "One", "Body one.", 11));
  close();
  open();
  EXPECT_THAT(titles(), ElementsAre("One"));
  EXPECT_TRUE(start_.previous_was_cut) << "the first run never ended";
}

TEST_F(StoreRun, ARunThatEndedIsNotCut) {
  ASSERT_TRUE(store_->end_run(kNow, "done", {}, {}));
  close();
  open();
  EXPECT_FALSE(start_.previous_was_cut);
}

TEST_F(StoreRun, RollbackLeavesNothing) {
  const std::int64_t id = add(1, "http://harbour.example/1");
  ASSERT_TRUE(store_->begin());
  ASSERT_TRUE(store_->put(page(id, 1, "One", "Body.", 11)));
  store_->rollback();
  EXPECT_THAT(titles(), ElementsAre());
}

TEST_F(StoreRun, ASecondVisitWithTheSameTextIsUnchanged) {
  const std::int64_t id = add(1, "http://harbour.example/1");
  const PageRecord first = page(id, 1, "One", "Body.", 11);
  EXPECT_EQ(put(first).what, PutResult::What::kInserted);
  EXPECT_EQ(put(first).what, PutResult::What::kUnchanged);
}

TEST_F(StoreRun, AChangedTextIsANewVersionOfTheSameRow) {
  const std::int64_t id = add(1, "http://harbour.example/1");
  const PutResult first = put(page(id, 1, "One", "Body.", 11));
  const PutResult second = put(page(id, 1, "One, corrected", "Another body.", 12));
  EXPECT_EQ(second.what, PutResult::What::kUpdated);
  EXPECT_EQ(second.article_id, first.article_id);
  EXPECT_THAT(titles(), ElementsAre("One, corrected"));
}

TEST_F(StoreRun, OtherCapitalsAccentsAndSpacesReachTheRowAndMakeNoVersion) {
  const std::int64_t id = add(1, "http://harbour.example/1");
  put(page(id, 1, "CAFE  opens", "one word. Two  words.", 11));
  PageRecord corrected = page(id, 1, "Caf\u00E9 opens", "One word.\n\nTwo words.", 11);
  corrected.visit.visited_at = kNow + std::chrono::hours(1);
  EXPECT_EQ(put(corrected).what, PutResult::What::kCorrected);
  const auto history = *store_->history(1);
  ASSERT_EQ(history->versions.size(), 1U);
  EXPECT_EQ(history->versions[0].title, "Caf\u00E9 opens");
  EXPECT_EQ(history->versions[0].body, "One word.\n\nTwo words.");
  EXPECT_EQ(history->versions[0].stored, to_iso8601(kNow)) << "no version came since";
  EXPECT_THAT(column("SELECT changed FROM articles"), ElementsAre("2025-11-15T01:00:00Z"));
  EXPECT_THAT(titles({.where = "caf\u00E9"}), ElementsAre("Caf\u00E9 opens"));
}

TEST_F(StoreRun, AFieldThatWasPutRightReachesTheRowWithoutAVersion) {
  const std::int64_t id = add(1, "http://harbour.example/1");
  PageRecord record = page(id, 1, "One", "Body.", 11);
  put(record);
  record.article->article.authors = {"The Right Name"};
  record.article->article.url = "http://moved.example/1";
  record.visit.visited_at = kNow + std::chrono::hours(1);
  EXPECT_EQ(put(record).what, PutResult::What::kUnchanged);
  EXPECT_THAT(column("SELECT authors || url || changed || version FROM articles"),
              ElementsAre("[\"The Right Name\"]http://moved.example/12025-11-15T01:00:00Z1"));
}

TEST_F(StoreRun, ARevisitBringsEveryFactUpToDateAndKeepsWhatThePageNoLongerSays) {
  const std::int64_t id = add(1, "http://harbour.example/1");
  PageRecord record = page(id, 1, "One", "Body.", 11);
  record.article->article.site_name = "Harbour";
  record.article->article.section = "Local";
  put(record);
  record.article->article.site_name = "The Harbour Times";
  record.article->article.section.clear();
  record.article->article.nofollow = true;
  EXPECT_EQ(put(record).what, PutResult::What::kUnchanged);
  const char* const kFacts = "SELECT site_name || '|' || section || '|' || nofollow FROM articles";
  EXPECT_THAT(column(kFacts), ElementsAre("The Harbour Times|Local|1"));
  record.article->article.site_name.clear();
  record.article->article.nofollow = false;
  EXPECT_EQ(put(record).what, PutResult::What::kUnchanged);
  EXPECT_THAT(column(kFacts), ElementsAre("The Harbour Times|Local|0"));
}

TEST_F(StoreRun, ACaptionGoesWithItsImage) {
  const std::int64_t id = add(1, "http://harbour.example/1");
  PageRecord record = page(id, 1, "One", "Body.", 11);
  record.article->article.image = "http://harbour.example/quay.jpg";
  record.article->article.image_caption = "The quay at six.";
  put(record);
  const char* const kImage = "SELECT image || '|' || coalesce(image_caption, '-') FROM articles";
  EXPECT_THAT(column(kImage), ElementsAre("http://harbour.example/quay.jpg|The quay at six."));
  record.article->article.image = "http://harbour.example/boat.jpg";
  record.article->article.image_caption.clear();
  EXPECT_EQ(put(record).what, PutResult::What::kUnchanged);
  EXPECT_THAT(column(kImage), ElementsAre("http://harbour.example/boat.jpg|-"));
}

TEST_F(StoreRun, TheMarkdownIsThatOfTheText) {
  const std::int64_t id = add(1, "http://harbour.example/1");
  const auto visit = [&](const char* body, const char* markdown, std::uint64_t exact) {
    PageRecord record = page(id, 1, "One", body, exact);
    record.article->article.markdown = markdown;
    return put(record).what;
  };
  const char* const kMarkdown = "SELECT coalesce(markdown, '-') FROM articles";
  visit("The old text stays.", "The *old* text stays.", 11);
  EXPECT_THAT(column(kMarkdown), ElementsAre("The *old* text stays."));
  EXPECT_EQ(visit("The old text stays.", "", 12), PutResult::What::kUnchanged);
  EXPECT_THAT(column(kMarkdown), ElementsAre("The *old* text stays."));
  visit("The new and longer text stays.", "", 13);
  EXPECT_THAT(column(kMarkdown), ElementsAre("-"));
}

TEST_F(StoreRun, AVersionCountsTheWordsThatTheNextOneChanged) {
  const std::int64_t id = add(1, "http://harbour.example/1");
  put(page(id, 1, "One bridge", "The old text stays.", 11));
  put(page(id, 1, "Two bridges", "The old long text stays.", 12));
  EXPECT_THAT(column("SELECT words_added || '+' || words_removed || '-' FROM article_versions"),
              ElementsAre("3+2-"));
}

TEST_F(StoreRun, EveryChangeOfAHeadlineIsARowOfTheView) {
  const std::int64_t id = add(1, "http://harbour.example/1");
  const auto revise = [&](int hour, const char* title, const char* body) {
    PageRecord record = page(id, 1, title, body, 11);
    record.visit.visited_at = kNow + std::chrono::hours(hour);
    put(record);
  };
  revise(0, "Two hurt", "At the bridge, says the guard.");
  revise(1, "Three hurt", "At the bridge, says the guard.");
  revise(2, "Three hurt", "At the bridge, says the guard again.");
  revise(3, "Two hurt", "At the bridge, says the guard again.");
  EXPECT_THAT(column("SELECT changed || ' ' || before || ' > ' || after FROM headline_changes"),
              ElementsAre("2025-11-15T03:00:00Z Three hurt > Two hurt",
                          "2025-11-15T01:00:00Z Two hurt > Three hurt"));
}

TEST_F(StoreRun, APageThatComesAgainAsItWasIsNotStoredAgain) {
  const std::int64_t id = add(1, "http://harbour.example/1");
  const auto visit = [&](int minute, std::uint64_t digest, const char* date) {
    PageRecord record = page(id, 1, "The flood", "The gates close at noon.", 11);
    record.visit.visited_at = kNow + std::chrono::minutes(minute);
    record.article->article.published = dates::parse_iso8601(date);
    RawPage& raw = record.raw.emplace();
    raw.url = "http://harbour.example/1";
    raw.fetched_at = record.visit.visited_at;
    raw.digest = digest;
    raw.compressed = "x";
    return put(record).what;
  };
  const auto pages = [&] { return column("SELECT digest FROM _raw_page"); };
  const auto revisits = [&] { return column("SELECT count(*) FROM _revisit")[0]; };
  EXPECT_EQ(visit(0, 7, "2025-11-14"), PutResult::What::kInserted);
  EXPECT_EQ(visit(1, 7, "2025-11-14"), PutResult::What::kUnchanged);
  EXPECT_EQ(visit(2, 7, "2025-11-14"), PutResult::What::kUnchanged);
  EXPECT_THAT(pages(), ElementsAre("7"));
  EXPECT_EQ(revisits(), "2");
  EXPECT_EQ(visit(3, 8, "2025-11-14"), PutResult::What::kUnchanged) << "another advertisement";
  EXPECT_THAT(pages(), ElementsAre("7")) << "the row is made of the first page still";
  EXPECT_EQ(revisits(), "2");
  EXPECT_EQ(visit(4, 9, "2025-11-15"), PutResult::What::kUnchanged);
  EXPECT_THAT(pages(), ElementsAre("9")) << "the date is of this page";
  EXPECT_THAT(column("SELECT count(*) FROM articles a JOIN _raw_page r ON r.id = a.raw_page"),
              ElementsAre("1"));
  EXPECT_EQ(revisits(), "0") << "they went with their page";
}

TEST_F(StoreRun, APageOfLiveNewsKeepsAFewVersionsSpreadOverItsLife) {
  const std::int64_t id = add(1, "http://harbour.example/1");
  std::string body = "The gates close.";
  for (int minute = 0; minute < 100; ++minute) {
    body += " At minute " + std::to_string(minute) + " the water stood higher.";
    PageRecord record = page(id, 1, "Live: the flood", body, 11);
    record.visit.visited_at = kNow + std::chrono::minutes(minute);
    record.raw.emplace().compressed = "x";
    ASSERT_LE(put(record).what, PutResult::What::kUpdated);
  }
  const auto history = *store_->history(1);
  EXPECT_EQ(history->versions.size(), sql::kMaxOldVersions + 1);
  EXPECT_EQ(history->versions.front().version, 1) << "as it was published";
  EXPECT_EQ(history->versions.back().version, 100);
  EXPECT_EQ(history->versions.back().body, body);
  EXPECT_THAT(column("SELECT count(*) FROM _raw_page"),
              ElementsAre(std::to_string(sql::kMaxOldVersions + 1)));
  // 99 steps of seven words each, whichever of them are left.
  EXPECT_THAT(column("SELECT sum(words_added) FROM article_versions"), ElementsAre("693"));
  int last = 0;
  for (const ArticleVersion& version : history->versions) {
    EXPECT_LE(version.version - last, 10) << "no long gap";
    last = version.version;
  }
}

TEST_F(StoreRun, AnotherStoryAtTheAddressIsAnArticleOfItsOwn) {
  const std::int64_t id = add(1, "http://harbour.example/1");
  PageRecord old = page(id, 1, "Bridge opened", words("bridge", 60), 11);
  old.article->keys = {1, 2};  // the second is its canonical address
  const PutResult first = put(old);
  PageRecord next = page(id, 1, "Snow on the pass", words("snow", 60), 12);
  next.article->article.published = dates::parse_iso8601("2025-11-20");
  next.visit.visited_at = kNow + std::chrono::hours(24 * 6);
  const PutResult second = put(next);
  EXPECT_EQ(second.what, PutResult::What::kInserted);
  EXPECT_EQ(second.replaced, first.article_id);
  EXPECT_THAT(titles(), ElementsAre("Bridge opened", "Snow on the pass"));
  EXPECT_EQ((*store_->article_at(1))->article_id, second.article_id) << "the address moved on";
  EXPECT_EQ((*store_->article_at(2))->article_id, first.article_id);
  EXPECT_EQ(*store_->find_article("http://harbour.example/1", 1), second.article_id);
  EXPECT_EQ((*store_->history(first.article_id))->gone, "2025-11-21T00:00:00Z");
  EXPECT_EQ((*store_->history(second.article_id))->versions.size(), 1U);
  // And back: the story that was there before is known, not new.
  old.article->keys = {1};
  EXPECT_EQ(put(old).what, PutResult::What::kUnchanged);
  EXPECT_THAT(titles(), ElementsAre("Bridge opened", "Snow on the pass"));
  EXPECT_EQ((*store_->history(first.article_id))->gone, "");
}

TEST_F(StoreRun, AnArticleWhosePageIsGoneStaysAndSaysSoUntilItIsBack) {
  const std::int64_t id = add(1, "http://harbour.example/1");
  PageRecord record = page(id, 1, "One", "Body.", 11);
  put(record);
  PageRecord gone;
  gone.url_id = id;
  gone.key = 1;
  gone.again = true;
  gone.visit.state = VisitState::kGone;
  gone.visit.visited_at = kNow + std::chrono::hours(1);
  put(gone);
  EXPECT_THAT(titles(), ElementsAre("One"));
  EXPECT_EQ((*store_->history(1))->gone, "2025-11-15T01:00:00Z");
  put(record);
  EXPECT_EQ((*store_->history(1))->gone, "");
}

TEST_F(StoreRun, AVisitThatBringsNoArticleLeavesTheLastGoodOne) {
  const std::int64_t id = add(1, "http://harbour.example/1");
  put(page(id, 1, "Bridge opened", words("bridge", 60), 11));
  // A soft 404 that looks like text.
  PageRecord sorry = page(id, 1, "Sorry", "This page is no longer here.", 12);
  sorry.visit.etag = "\"sorry\"";
  EXPECT_EQ(put(sorry).what, PutResult::What::kKept);
  PageRecord failed;
  failed.url_id = id;
  failed.key = 1;
  failed.again = true;
  failed.visit.state = VisitState::kRetry;
  failed.visit.status = 503;
  failed.visit.failures = 1;
  put(failed);
  const Visit visit = (*store_->article_at(1))->visit;
  EXPECT_EQ(visit.state, VisitState::kStored);
  EXPECT_EQ(visit.etag, "\"e\"");
  EXPECT_EQ(visit.status, 503);
  EXPECT_EQ(visit.failures, 1);
  EXPECT_THAT(titles(), ElementsAre("Bridge opened"));
}

TEST_F(StoreRun, APaywallThatCameLaterDoesNotTakeTheTextAway) {
  const std::int64_t id = add(1, "http://harbour.example/1");
  const std::string text = words("bridge", 60);
  put(page(id, 1, "Bridge opened", text, 11));
  PageRecord walled = page(id, 1, "Bridge opened", text.substr(0, text.size() / 2), 12);
  walled.article->article.kind = records::PageKind::kPaywalled;
  EXPECT_EQ(put(walled).what, PutResult::What::kKept);
  EXPECT_EQ((*store_->history(1))->versions.back().body, text);
}

TEST_F(StoreRun, AddressesAreLookedUpByIndex) {
  for (const char* const where : {"url = ?", "canonical_url = ? AND canonical_url <> url"}) {
    const auto plan = column(std::string("EXPLAIN QUERY PLAN SELECT id FROM articles WHERE ") +
                                 where + " ORDER BY id DESC LIMIT 1",
                             3);
    ASSERT_FALSE(plan.empty());
    EXPECT_THAT(plan[0], HasSubstr("SEARCH articles USING")) << where;
  }
}

TEST_F(StoreRun, TheHistoryHoldsEveryVersionOldestFirst) {
  const std::int64_t id = add(1, "http://harbour.example/1");
  PageRecord record = page(id, 1, "One", "Old body.", 11);
  const std::int64_t article = put(record).article_id;
  record.article->article.title = "One, corrected";
  record.article->article.body = "New body.";
  record.visit.visited_at = kNow + std::chrono::hours(1);
  put(record);
  record.article->article.body = "Newest body.";
  record.visit.visited_at = kNow + std::chrono::hours(2);
  put(record);
  const auto history = store_->history(article);
  ASSERT_TRUE(history && *history);
  EXPECT_EQ((*history)->id, article);
  EXPECT_EQ((*history)->url, "http://harbour.example/1");
  const std::vector<ArticleVersion>& versions = (*history)->versions;
  ASSERT_EQ(versions.size(), 3U);
  EXPECT_EQ(versions[0].version, 1);
  EXPECT_EQ(versions[0].title, "One");
  EXPECT_EQ(versions[0].body, "Old body.");
  EXPECT_EQ(versions[0].stored, "2025-11-15T00:00:00Z");
  EXPECT_EQ(versions[0].replaced, "2025-11-15T01:00:00Z");
  EXPECT_EQ(versions[1].title, "One, corrected");
  EXPECT_EQ(versions[1].body, "New body.");
  EXPECT_EQ(versions[2].version, 3);
  EXPECT_EQ(versions[2].body, "Newest body.");
  EXPECT_EQ(versions[2].replaced, "") << "the newest";
  EXPECT_FALSE(*store_->history(article + 1));
}

TEST_F(StoreRun, AnArticleIsFoundByItsAddressesAndByItsKey) {
  PageRecord record = page(add(1, "http://harbour.example/1"), 1, "One", "Body.", 11);
  record.article->article.canonical_url = "http://harbour.example/one";
  const std::int64_t article = put(record).article_id;
  EXPECT_EQ(*store_->find_article("http://harbour.example/1", std::nullopt), article);
  EXPECT_EQ(*store_->find_article("http://harbour.example/one", 99), article);
  EXPECT_EQ(*store_->find_article("http://harbour.example/1?utm_source=x", 1), article);
  EXPECT_EQ(*store_->find_article("http://harbour.example/2", 2), std::nullopt);
  const auto copy = folder_ / "public.db";
  ASSERT_TRUE(store_->export_public(copy, {}));
  auto opened = open_store(copy, Access::kReadArticles);
  ASSERT_TRUE(opened);
  EXPECT_EQ(*(*opened)->find_article("http://harbour.example/2", 1), std::nullopt)
      << "a public copy has no keys";
}

TEST_F(StoreRun, ASecondAddressOfAnArticleIsAnAlias) {
  put(page(add(1, "http://harbour.example/1"), 1, "One", "Body.", 11));
  PageRecord print =
      page(add(2, "http://harbour.example/print/1"), 2, "One", "Body, for the printer.", 12);
  print.article->keys = {2, 1};  // its canonical address is the first one
  EXPECT_EQ(put(print).what, PutResult::What::kAlias);
  EXPECT_THAT(titles(), ElementsAre("One"));
  EXPECT_TRUE(*store_->article_at(2)) << "the second address now leads to the row";
}

TEST_F(StoreRun, TheSameTextUnderTheSameTitleOfOneSiteIsOneRow) {
  put(page(add(1, "http://harbour.example/1"), 1, "Not found", "Sorry.", 11));
  EXPECT_EQ(put(page(add(2, "http://harbour.example/2"), 2, "Not found", "Sorry.", 11)).what,
            PutResult::What::kAlias);
}

TEST_F(StoreRun, TheSameTextOfAnotherDayIsARowOfItsOwn) {
  const auto on = [&](UrlHash key, const char* date) {
    PageRecord record =
        page(add(key, "http://harbour.example/" + std::to_string(key)), key, "Tides", kLong, 11);
    record.article->article.published = dates::parse_iso8601(date);
    return put(record);
  };
  const PutResult first = on(1, "2025-11-10T08:00:00Z");
  EXPECT_EQ(on(2, "2025-11-10T08:00:30Z").what, PutResult::What::kAlias);
  EXPECT_EQ(on(5, "2025-11-10").what, PutResult::What::kAlias);
  const PutResult evening = on(6, "2025-11-10T20:30:00Z");
  EXPECT_EQ(evening.what, PutResult::What::kInserted) << "printed twice that day";
  EXPECT_EQ(evening.duplicate_of, first.article_id);
  const PutResult again = on(3, "2025-11-17T08:00:00Z");
  EXPECT_EQ(again.what, PutResult::What::kInserted);
  EXPECT_EQ(again.duplicate_of, first.article_id);
  EXPECT_EQ(on(4, "2025-11-17T08:00:00Z").article_id, again.article_id) << "an alias of that one";
}

TEST_F(StoreRun, PagesThatEachNameAnAddressBesideTheOtherAreTwo) {
  const auto at = [&](UrlHash key, const std::string& canonical) {
    PageRecord record = page(add(key, canonical + "?s=1"), key, "Tides", kLong, 11);
    record.article->article.canonical_url = canonical;
    record.article->article.sources.push_back({"canonical_url", "meta", "", canonical, 1.0});
    return put(record);
  };
  const PutResult first = at(1, "http://harbour.example/10/tides-121.html");
  const PutResult second = at(2, "http://harbour.example/10/tides-124.html");
  EXPECT_EQ(second.what, PutResult::What::kInserted);
  EXPECT_EQ(second.duplicate_of, first.article_id);
  EXPECT_EQ(at(3, "http://harbour.example/news/tides").what, PutResult::What::kAlias)
      << "an address of another kind: the site moved";
}

TEST_F(StoreRun, TheSameTextUnderAnotherTitleIsALinkedCopy) {
  const PutResult first = put(page(add(1, "http://harbour.example/1"), 1, "One", kLong, 11));
  const PutResult second = put(page(add(2, "http://harbour.example/2"), 2, "Uno", kLong, 11));
  EXPECT_EQ(second.what, PutResult::What::kInserted);
  EXPECT_EQ(second.duplicate_of, first.article_id);
  EXPECT_THAT(titles({.distinct = true}), ElementsAre("One"));
}

TEST_F(StoreRun, OfAStoryWhoseFirstPageIsFilteredAwayTheNextIsShown) {
  const auto on = [&](UrlHash key, const char* title, const char* date) {
    PageRecord record =
        page(add(key, "http://harbour.example/" + std::to_string(key)), key, title, kLong, 11);
    record.article->article.published = dates::parse_iso8601(date);
    return put(record);
  };
  on(1, "Tides", "2025-11-10T08:00:00Z");
  on(2, "Uno", "2025-11-11T08:00:00Z");
  on(3, "Eins", "2025-11-12T08:00:00Z");
  on(4, "Yksi harbour", "2025-11-13T08:00:00Z");
  EXPECT_THAT(titles({.distinct = true}), ElementsAre("Tides"));
  EXPECT_THAT(titles({.since = "2025-11-11", .distinct = true}), ElementsAre("Uno"));
  EXPECT_THAT(titles({.since = "2025-11-12", .distinct = true}), ElementsAre("Eins"));
  EXPECT_THAT(titles({.since = "2025-11-11", .until = "2025-11-11", .distinct = true}),
              ElementsAre("Uno"));
  EXPECT_THAT(titles({.where = "title:yksi", .distinct = true}), ElementsAre("Yksi harbour"));
  EXPECT_THAT(titles({.since = "2025-11-14", .distinct = true}), ElementsAre());
}

TEST_F(StoreRun, JoiningGroupsMovesAllTheirMembers) {
  const PutResult a = put(page(add(1, "u1"), 1, "A", kLong + "a", 1));
  const PutResult b = put(page(add(2, "u2"), 2, "B", kLong + "b", 2));
  const PutResult c = put(page(add(3, "u3"), 3, "C", kLong + "b", 2));  // a copy of B
  ASSERT_EQ(c.duplicate_of, b.article_id);
  ASSERT_TRUE(store_->join(b.article_id, a.article_id, {b.article_id}));
  std::vector<std::string> clusters;
  ASSERT_TRUE(store_->each_article({}, [&](const StoredArticle& article) {
    clusters.emplace_back(article[kClusterColumn]);
    return true;
  }));
  EXPECT_EQ(clusters, std::vector<std::string>(3, std::to_string(a.article_id)));
}

TEST_F(StoreRun, ValidatorsComeBackByteForByte) {
  const std::int64_t id = add(7, "http://harbour.example/", UrlKind::kListing);
  PageRecord source;
  source.url_id = id;
  source.visit.visited_at = kNow;
  source.visit.etag = "W/\"a\xC3\xA9 b\"";
  source.visit.last_modified = "Sat, 15 Nov 2025 00:00:00 GMT";
  put(source);
  std::optional<Visit> visit;
  ASSERT_TRUE(store_->each_url([&](KnownUrl&& known) { visit = std::move(known.visit); }));
  ASSERT_TRUE(visit);
  EXPECT_EQ(visit->etag, "W/\"a\xC3\xA9 b\"");
  EXPECT_EQ(visit->last_modified, "Sat, 15 Nov 2025 00:00:00 GMT");
}

TEST_F(StoreRun, ASourcesRhythmComesBack) {
  PageRecord source;
  source.url_id = add(7, "http://harbour.example/", UrlKind::kListing);
  source.visit.visited_at = kNow;
  source.visit.rhythm = Rhythm{2.5, 48, kNow, std::chrono::minutes(60), kNow, 1U << 23U, 1U << 6U};
  put(source);
  std::vector<KnownUrl> all;
  ASSERT_TRUE(store_->each_url([&](KnownUrl&& known) { all.push_back(std::move(known)); }));
  ASSERT_TRUE(all.at(0).visit && all[0].visit->rhythm);
  const Rhythm& rhythm = *all[0].visit->rhythm;
  EXPECT_EQ(rhythm.news, 2.5);
  EXPECT_EQ(rhythm.hours, 48);
  EXPECT_EQ(rhythm.last_new, kNow);
  EXPECT_EQ(rhythm.told, std::chrono::minutes(60));
  EXPECT_EQ(rhythm.base, kNow);
  EXPECT_EQ(rhythm.skip_hours, 1U << 23U);
  EXPECT_EQ(rhythm.skip_days, 1U << 6U);
}

TEST_F(StoreRun, TheFrontierComesBackWithHintsForWhatIsOpen) {
  FoundUrl open_one;
  open_one.key = 0xFFFFFFFFFFFFFFFF;  // the sign bit must survive
  open_one.site = site_;
  open_one.url = "http://harbour.example/open";
  open_one.hint = {"feed",       "Title",  "Teaser \"x\"", dates::parse_iso8601("2025-11-14"),
                   std::nullopt, {"N. N."}};
  ASSERT_TRUE(store_->add_url(open_one));
  put(page(add(1, "http://harbour.example/1"), 1, "One", "Body.", 11));
  std::vector<KnownUrl> all;
  ASSERT_TRUE(store_->each_url([&](KnownUrl&& known) { all.push_back(std::move(known)); }));
  ASSERT_EQ(all.size(), 2U);
  std::swap(all[0], all[1]);  // what was taken up last comes first
  EXPECT_EQ(all[0].url.key, 0xFFFFFFFFFFFFFFFF);
  EXPECT_FALSE(all[0].visit);
  EXPECT_EQ(all[0].url.hint.summary, "Teaser \"x\"");
  EXPECT_EQ(all[0].url.hint.published->to_iso8601(), "2025-11-14");
  EXPECT_TRUE(all[1].visit);
}

TEST_F(StoreRun, HostMemoryIsKeptAndItsRulesOnlyRewrittenWhenNew) {
  HostRecord host{
      "http://harbour.example",       kNow, std::nullopt, 2, "User-agent: *\n", 200, kNow, "\"v1\"",
      "Sat, 15 Nov 2025 00:00:00 GMT"};
  ASSERT_TRUE(store_->put_host(host));
  host.next_at = kNow + std::chrono::seconds(5);
  host.robots_body = "ignored while robots_at is the same";
  ASSERT_TRUE(store_->put_host(host));
  const auto hosts = *store_->hosts();
  ASSERT_EQ(hosts.size(), 1U);
  EXPECT_EQ(hosts[0].robots_body, "User-agent: *\n");
  EXPECT_EQ(hosts[0].next_at, kNow + std::chrono::seconds(5));
  EXPECT_EQ(hosts[0].robots_etag, "\"v1\"");
  EXPECT_EQ(hosts[0].robots_modified, "Sat, 15 Nov 2025 00:00:00 GMT");
}

TEST_F(StoreRun, FiltersByDateSiteAndText) {
  PageRecord old = page(add(1, "u1"), 1, "Old harbour", "Dredging began.", 1);
  old.article->article.published = dates::parse_iso8601("2025-10-31");
  put(old);
  put(page(add(2, "u2"), 2, "New mill", "The mill opened.", 2));
  EXPECT_THAT(titles({.since = "2025-11"}), ElementsAre("New mill"));
  EXPECT_THAT(titles({.until = "2025-10"}), ElementsAre("Old harbour"));
  EXPECT_THAT(titles({.sites = {"harbour"}}), ElementsAre("Old harbour", "New mill"));
  EXPECT_FALSE(store_->each_article({.sites = {"elsewhere"}}, [](const StoredArticle&) {
    return true;
  })) << "a site that is not there is a typing error";
  EXPECT_THAT(titles({.where = "dredg*"}), ElementsAre("Old harbour"));
  EXPECT_THAT(titles({.limit = 1, .newest_first = true}), ElementsAre("New mill"));
}

TEST_F(StoreRun, AWrongFullTextQueryIsTheUsersError) {
  const auto done = store_->each_article({.where = "\"unclosed", .fts5 = true},
                                         [](const StoredArticle&) { return true; });
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().message, HasSubstr("\"unclosed"));
  EXPECT_EQ(done.error().code, ErrorCode::kInvalid);
}

TEST_F(StoreRun, FullTextFollowsUpdates) {
  const std::int64_t id = add(1, "u1");
  put(page(id, 1, "One", "alpha", 1));
  put(page(id, 1, "One", "omega", 2));
  EXPECT_THAT(titles({.where = "alpha"}), ElementsAre());
  EXPECT_THAT(titles({.where = "omega"}), ElementsAre("One"));
}

TEST_F(StoreRun, TheLedgerFindsWhatCameTooSoonAndAtOnce) {
  const auto request = [&](int at_ms, int took_ms, const char* purpose) {
    FetchRecord fetch;
    fetch.site = site_;
    fetch.host = "http://harbour.example";
    fetch.url = "http://harbour.example/x";
    fetch.purpose = purpose;
    fetch.started = kNow + std::chrono::milliseconds(at_ms);
    fetch.elapsed = std::chrono::milliseconds(took_ms);
    fetch.pause = std::chrono::milliseconds(1000);
    EXPECT_TRUE(store_->put_fetch(fetch));
  };
  request(0, 10, "robots");
  request(20, 10, "source");      // robots.txt does not count
  request(1040, 10, "article");   // 1010 ms later: as promised
  request(1550, 100, "article");  // 500 ms later: too soon
  request(1600, 10, "article");   // while the last was under way
  std::vector<LedgerLine> lines;
  ASSERT_TRUE(
      store_->each_ledger_line([&](LedgerLine&& line) { lines.push_back(std::move(line)); }));
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].requests, 5);
  EXPECT_EQ(lines[0].sooner, 2);
  EXPECT_EQ(lines[0].overlaps, 1);
}

TEST_F(StoreRun, TheAddressesThatWaitAreCountedWithTheTransactionThatAddsThem) {
  const auto waiting = [&] { return store_->status(kNow)->sites[0].waiting; };
  ASSERT_TRUE(store_->begin());
  const std::int64_t first = add(1, "u1");
  const std::int64_t second = add(2, "u2");
  ASSERT_TRUE(store_->commit());
  EXPECT_EQ(waiting(), 2);
  ASSERT_TRUE(store_->begin());
  add(3, "u3");
  store_->rollback();
  EXPECT_EQ(waiting(), 2) << "it never was there";
  PageRecord failed;
  failed.url_id = first;
  failed.visit.state = VisitState::kRetry;
  for (int i = 0; i < 2; ++i) {
    put(failed);
    EXPECT_EQ(waiting(), 2) << "to be tried again";
  }
  failed.visit.state = VisitState::kGivenUp;
  put(failed);
  EXPECT_EQ(waiting(), 1);
  put(page(second, 2, "Two", kLong, 1));
  put(page(second, 2, "Two", kLong, 1));
  EXPECT_EQ(waiting(), 0);
  ASSERT_TRUE(store_->begin());
  ASSERT_TRUE(store_->put(page(add(4, "u4"), 4, "Four", kLong, 2)));
  ASSERT_TRUE(store_->commit());
  EXPECT_EQ(waiting(), 0) << "added and visited at once";
}

TEST_F(StoreRun, TheStatusCounts) {
  put(page(add(1, "u1"), 1, "One", kLong, 1));
  put(page(add(2, "u2"), 2, "Two", kLong, 1));
  add(3, "u3");
  Tally tally;
  tally.stored = 2;
  tally.failed = 1;
  ASSERT_TRUE(
      store_->end_run(kNow, "done in part", tally, {{site_, tally, "503 Service Unavailable"}}));
  const auto status = store_->status(kNow);
  ASSERT_TRUE(status) << status.error().message;
  EXPECT_EQ(status->articles, 2);
  EXPECT_EQ(status->distinct, 1);
  ASSERT_EQ(status->sites.size(), 1U);
  EXPECT_EQ(status->sites[0].waiting, 1);
  EXPECT_EQ(status->sites[0].stored_last, 2);
  EXPECT_EQ(status->sites[0].problem, "503 Service Unavailable");
  EXPECT_EQ(status->sites[0].per_day.back(), 2);
}

TEST_F(StoreRun, ThePublicCopyHoldsNoInternals) {
  put(page(add(1, "u1"), 1, "One", "alpha", 1));
  put(page(add(2, "u2"), 2, "Two", "beta", 2));
  const auto copy = folder_ / "public.db";
  const auto exported = store_->export_public(copy, {.where = "alpha"});
  ASSERT_TRUE(exported) << exported.error().message;
  auto opened = open_store(copy, Access::kReadArticles);
  ASSERT_TRUE(opened) << opened.error().message;
  std::vector<std::string> all;
  ASSERT_TRUE((*opened)->each_article({.where = "alpha"}, [&](const StoredArticle& article) {
    all.emplace_back(article[kTitleColumn]);
    return true;
  }));
  EXPECT_THAT(all, ElementsAre("One"));
  EXPECT_FALSE((*opened)->hosts()) << "there is no table of hosts";
}

TEST_F(StoreRun, ASecondRunIsRefusedAndAReaderIsNot) {
  const auto second = open_store(file_, Access::kRun);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kBusy);
  ASSERT_TRUE(store_->begin());
  EXPECT_TRUE(open_store(file_, Access::kRead)) << "even in the middle of a transaction";
  store_->rollback();
}

}  // namespace
}  // namespace tearsheet::store
