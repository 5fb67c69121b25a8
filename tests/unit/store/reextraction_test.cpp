// Articles that are to be read again from their stored pages.
#include <gmock/gmock.h>

#include "store_fixture.h"

namespace tearsheet::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class DueAgain : public StoreWithSite {
 protected:
  // The article of `key`, whose page came at `at`; its id.
  std::int64_t put_page(UrlHash key, SysTime at, bool due_again = false) {
    FoundUrl url;
    url.key = key;
    url.site = site_;
    url.url = "http://harbour.example/" + std::to_string(key);
    Batch batch;
    PageChanges& changes = batch.pages.emplace_back();
    EXPECT_TRUE(store_->begin());
    PageRecord& page = changes.record.emplace();
    page.url_id = *store_->add_url(url);
    page.key = key;
    page.site = site_;
    page.visit.visited_at = at;
    page.due_again = due_again;
    RawPage& raw = page.raw.emplace();
    raw.url = url.url;
    raw.fetched_at = at;
    raw.compressed = "packed";
    ArticleRecord& record = page.article.emplace();
    record.article.url = url.url;
    record.article.title = "Story " + std::to_string(key);
    record.article.body = "What happened in the harbour on day " + std::to_string(key) + ".";
    record.keys = {key};
    record.exact = key;
    const auto done = store_->put_batch(batch);
    EXPECT_TRUE(done) << done.error().message;
    EXPECT_TRUE(store_->commit());
    return done->front().put.article_id;
  }
  void put_rule(const RuleDoubt& doubt, const std::string& rules = "r1") {
    ASSERT_TRUE(store_->begin());
    ASSERT_TRUE(store_->put_rule_state({site_, {}, rules, "1", doubt}));
    ASSERT_TRUE(store_->commit());
  }
  std::vector<std::int64_t> due() { return *store_->due_again(); }
};

constexpr SysTime at(int hour) {
  return kNow + std::chrono::hours(hour);
}

TEST_F(DueAgain, IsWhatSaidSoWhenItWasStoredUntilItIsSettled) {
  const std::int64_t first = put_page(1, at(0), true);
  put_page(2, at(1));
  const std::int64_t third = put_page(3, at(2), true);
  open();
  EXPECT_THAT(due(), ElementsAre(first, third));
  ASSERT_TRUE(store_->settle_again({first}));
  EXPECT_THAT(due(), ElementsAre(third));
  ASSERT_TRUE(store_->settle_again({third, 4711}));
  EXPECT_THAT(due(), IsEmpty());
}

TEST_F(DueAgain, IsWhatCameSinceTheDoubtOnceTheRuleTurnsOutNotToFit) {
  put_page(1, at(0));
  const std::int64_t second = put_page(2, at(1));
  const std::int64_t third = put_page(3, at(2));
  put_rule({"title", at(1), 2, 0, false});
  EXPECT_THAT(due(), IsEmpty()) << "a doubt is no alarm";
  put_rule({"title", at(1), 3, 0, true});
  EXPECT_THAT(due(), ElementsAre(second, third));
  ASSERT_TRUE(store_->settle_again(due()));
  put_rule({"title", at(1), 4, 0, true});
  EXPECT_THAT(due(), IsEmpty()) << "they were read without that rule";
  put_rule({"body", at(2), 3, 0, true});
  EXPECT_THAT(due(), ElementsAre(third)) << "another rule of theirs";
  ASSERT_TRUE(store_->settle_again(due()));
  put_rule({"title", at(1), 4, 0, true}, "r2");
  EXPECT_THAT(due(), ElementsAre(second, third)) << "of another site file";
}

}  // namespace
}  // namespace tearsheet::store
