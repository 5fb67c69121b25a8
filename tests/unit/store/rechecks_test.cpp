// What the store remembers so that articles can be asked for again, and what it makes of the
// answers.
#include <gmock/gmock.h>

#include "store_fixture.h"

namespace tearsheet::store {
namespace {

using std::chrono::hours;
using What = PutResult::What;

std::string words(const std::string& about, int from, int to) {
  std::string text;
  for (int i = from; i < to; ++i) text += about + std::to_string(i * i) + " ";
  return text;
}

class Rechecks : public StoreWithSite {
 protected:
  std::int64_t add(UrlHash key) {
    FoundUrl url;
    url.key = key;
    url.site = site_;
    url.source = 99;
    url.url = "http://harbour.example/" + std::to_string(key);
    url.hint.title = "As first said";
    url.hint.summary = "A teaser";
    return *store_->add_url(url);
  }
  PageRecord page(std::int64_t url_id, UrlHash key, const Text& text) {
    PageRecord page;
    page.url_id = url_id;
    page.site = site_;
    page.key = key;
    page.visit.visited_at = kNow;
    page.visit.status = 200;
    page.visit.etag = "\"e\"";
    ArticleRecord& record = page.article.emplace();
    record.article.url = "http://harbour.example/" + std::to_string(key);
    record.article.title = text.title;
    record.article.body = text.body;
    record.article.published = dates::parse_iso8601(text.date);
    record.keys = {key};
    record.exact = std::hash<std::string>{}(text.body);
    return page;
  }
  PutResult put(const PageRecord& page) {
    EXPECT_TRUE(store_->begin());
    const auto result = store_->put(page);
    EXPECT_TRUE(result) << result.error().message;
    EXPECT_TRUE(store_->commit());
    return result ? *result : PutResult{};
  }
  // What is known of an address at the start of a run.
  std::optional<Visit> loaded(std::int64_t url_id) {
    std::optional<Visit> visit;
    EXPECT_TRUE(store_->each_url([&](KnownUrl&& known) {
      if (known.id == url_id) visit = known.visit;
    }));
    return visit;
  }
};

TEST_F(Rechecks, WhatASourceSaidComesBackByteForByte) {
  EXPECT_EQ(*store_->said(7), "");
  ASSERT_TRUE(store_->begin());
  ASSERT_TRUE(store_->put_said(7, std::string("\0a\xFF", 3)));
  ASSERT_TRUE(store_->put_said(8, "other"));
  ASSERT_TRUE(store_->put_said(7, std::string("\0b\xFF", 3)));
  ASSERT_TRUE(store_->commit());
  EXPECT_EQ(*store_->said(7), std::string("\0b\xFF", 3));
}

TEST_F(Rechecks, AnAnnouncementIsKeptUntilThePageWasHad) {
  const std::int64_t id = add(1);
  PageRecord record = page(id, 1, {"Tides", "", words("tide", 0, 60)});
  put(record);
  EXPECT_FALSE(loaded(id)->due_at);
  Hint hint;
  hint.title = "As said now";
  ASSERT_TRUE(store_->begin());
  ASSERT_TRUE(store_->announce(id, hint, kNow + hours(1)));
  ASSERT_TRUE(store_->commit());
  EXPECT_EQ(loaded(id)->due_at, kNow + hours(1));
  EXPECT_TRUE(loaded(id)->announced);
  const auto known = *store_->article_at(1);
  EXPECT_EQ(known->url.hint.title, "As said now");
  EXPECT_EQ(known->url.hint.summary, "A teaser") << "what is not said anew stays";
  PageRecord failed;
  failed.url_id = id;
  failed.key = 1;
  failed.again = true;
  failed.visit.state = VisitState::kRetry;
  failed.visit.due_at = kNow + hours(2);
  put(failed);
  EXPECT_TRUE(loaded(id)->announced);
  EXPECT_EQ(loaded(id)->due_at, kNow + hours(2));
  put(record);
  EXPECT_FALSE(loaded(id)->announced);
}

struct PlanCase {
  const char* name;
  const char* title;
  int from, to;  // words of the page
  What what;
  std::optional<int> due;  // hours: 1 if the text is new, 2 if not
};
class Plan : public Rechecks, public testing::WithParamInterface<PlanCase> {};
TEST_P(Plan, IsMadeByWhatTheVisitBrought) {
  const std::int64_t id = add(1);
  put(page(id, 1, {"Tides rise", "", words("tide", 0, 60)}));
  PageRecord record =
      page(id, 1, {GetParam().title, "", words("tide", GetParam().from, GetParam().to)});
  record.again = true;
  record.visit.unchanged = 4;
  record.visit.due_at = kNow + hours(2);
  record.visit.until = kNow + hours(9);
  record.due_if_new = kNow + hours(1);
  EXPECT_EQ(put(record).what, GetParam().what);
  const Visit visit = (*store_->article_at(1))->visit;
  EXPECT_EQ(visit.due_at,
            GetParam().due ? std::optional(kNow + hours(*GetParam().due)) : std::nullopt);
  const bool is_new = GetParam().what == What::kUpdated || GetParam().what == What::kCorrected;
  EXPECT_EQ(visit.unchanged, is_new ? 0 : 4);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, Plan,
    testing::Values(PlanCase{"AnEdit", "Tides rise", 0, 50, What::kUpdated, 1},
                    PlanCase{"ACorrection", "TIDES rise", 0, 60, What::kCorrected, 1},
                    PlanCase{"TheSameTextSentWhole", "Tides rise", 0, 60, What::kUnchanged, {}},
                    PlanCase{"AFewWordsInItsPlace", "Sorry", 900, 905, What::kKept, 2}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_F(Rechecks, NotChangedMeansThatThePageIsThere) {
  const std::int64_t id = add(1);
  put(page(id, 1, {"Tides", "", words("tide", 0, 60)}));
  PageRecord answer;
  answer.url_id = id;
  answer.key = 1;
  answer.again = true;
  answer.visit.state = VisitState::kGone;
  answer.visit.status = 404;
  answer.visit.visited_at = kNow + hours(1);
  put(answer);
  EXPECT_EQ((*store_->history(1))->gone, "2025-11-15T01:00:00Z");
  EXPECT_EQ((*store_->article_at(1))->visit.etag, "\"e\"");
  answer.visit.state = VisitState::kStored;
  answer.visit.status = 304;
  put(answer);
  EXPECT_EQ((*store_->history(1))->gone, "");
}

// Where each address leads that redirects to a known one.
TEST_F(Rechecks, AnAliasLeadsToTheArticleWheneverThatIsStored) {
  const std::int64_t story = add(1), way = add(2), detour = add(3);
  const auto redirect = [&](std::int64_t id, UrlHash key, UrlHash to) {
    PageRecord record;
    record.url_id = id;
    record.key = key;
    record.visit.state = VisitState::kAlias;
    record.alias_of = to;
    put(record);
  };
  redirect(way, 2, 1);
  redirect(detour, 3, 2);
  EXPECT_FALSE(*store_->article_at(3));
  const std::int64_t article = put(page(story, 1, {"Tides", "", words("tide", 0, 60)})).article_id;
  EXPECT_EQ((*store_->article_at(2))->article_id, article);
  EXPECT_EQ((*store_->article_at(3))->article_id, article);
  EXPECT_EQ(*store_->find_article("http://harbour.example/2", 2), article);
  redirect(way, 2, 2);  // one that leads to itself
  EXPECT_FALSE(*store_->article_at(2));
}

struct PageCase {
  const char* name;
  const char *title, *date;
  int from, to;
  bool same;
};
class SamePage : public Rechecks, public testing::WithParamInterface<PageCase> {};
TEST_P(SamePage, HasTheTitleTheMinuteAndMostOfTheText) {
  put(page(add(1), 1, {"Tides rise", "", words("tide", 0, 100), "2025-11-14T10:30:00Z"}));
  const PageCase& c = GetParam();
  const PutResult result =
      put(page(add(2), 2, {c.title, "", words("tide", c.from, c.to) + "By our own man.", c.date}));
  EXPECT_EQ(result.what, c.same ? What::kAlias : What::kInserted);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, SamePage,
    testing::Values(PageCase{"ANewTemplate", "Tides rise", "2025-11-14T10:30:00Z", 0, 100, true},
                    PageCase{"InAnotherZone", "Tides rise", "2025-11-14T11:30:00+01:00", 5, 100,
                             true},
                    PageCase{"AnotherTitle", "Tides fall", "2025-11-14T10:30:00Z", 0, 100, false},
                    PageCase{"AnotherMinute", "Tides rise", "2025-11-14T10:31:00Z", 0, 100, false},
                    PageCase{"OnlyADay", "Tides rise", "2025-11-14", 0, 100, false},
                    PageCase{"AnotherText", "Tides rise", "2025-11-14T10:30:00Z", 40, 160, false},
                    PageCase{"HardlyAnyText", "Tides rise", "2025-11-14T10:30:00Z", 0, 3, false}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace tearsheet::store
