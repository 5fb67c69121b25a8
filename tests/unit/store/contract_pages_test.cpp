// What imports and re-extraction read and write, on a file and on a server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "contract_fixture.h"

namespace tearsheet::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class ContractPages : public Contract {
 protected:
  /// In place of the store of the crawl.
  void open_to_write() {
    store_.reset();
    auto opened =
        open_writer(GetParam() == Engine::kServer ? address_ : file_.string(), "importer");
    ASSERT_TRUE(opened) << opened.error().message;
    writer_ = std::move(*opened);
    ASSERT_TRUE(writer_->begin_run(kNow + kDay, "test"));
  }
  template <class Work>
  void write_alone(Work work) {
    ASSERT_TRUE(writer_->begin_alone());
    work();
    const auto done = writer_->commit();
    ASSERT_TRUE(done) << done.error().message;
  }
  ReextractedArticle made_again(const KeptArticle& kept, const std::string& body) {
    ReextractedArticle row;
    row.article = kept.article;
    row.raw_page = kept.raw_page;
    row.as_of = kept.changed;
    row.text_changed = row.changed = true;
    row.record = *page_of(7, 0, "Ferry late", body).article;
    row.record.extractor = 99;
    row.record.rules = "r2";
    row.columns = columns_of(row.record.article);
    row.columns[kSummaryColumn] = kept.columns[kSummaryColumn];
    return row;
  }
  std::vector<std::string> stamps(const ArticleFilter& filter = {}) {
    std::vector<std::string> all;
    const auto read = reader()->each_stamp(filter, [&](const ArticleStamp& stamp) {
      all.push_back(std::string(stamp.site) + " " + std::string(stamp.url) + " " +
                    std::to_string(stamp.extractor) + " " + std::string(stamp.rules) +
                    (stamp.has_page ? "" : " bare"));
    });
    EXPECT_TRUE(read) << read.error().message;
    return all;
  }
  std::vector<std::string> found(const std::string& words) { return titles({.where = words}); }

  std::unique_ptr<Store> writer_;
};

TEST_P(ContractPages, AddressesSayWhenTheyWereVisited) {
  add(8);
  put(page_of(7, add(7), "Ferry late", text_of("ferry"), kNow + kDay));
  FoundUrl source = Contract::found(9);
  source.kind = UrlKind::kListing;
  write([&] { ASSERT_TRUE(store_->add_url(source)); });
  std::vector<std::pair<UrlHash, SysTime>> all;
  EXPECT_TRUE(reader()->each_article_url(
      [&](UrlHash key, SysTime visited) { all.emplace_back(key, visited); }));
  EXPECT_THAT(all, UnorderedElementsAre(std::pair(UrlHash{7}, kNow + kDay),
                                        std::pair(UrlHash{8}, SysTime{})));
  const auto some = reader()->article_urls({7, 9, 10});
  ASSERT_TRUE(some);
  ASSERT_THAT(*some, SizeIs(1));
  EXPECT_EQ(some->front().key, 7U);
  EXPECT_EQ(some->front().visited, kNow + kDay);
  EXPECT_THAT(*reader()->article_urls({}), IsEmpty());
}

TEST_P(ContractPages, APageThatCameAgainIsOfTheOneThatIsThere) {
  const auto article = put(page_of(7, add(7), "Ferry late", text_of("ferry"))).article_id;
  open_to_write();
  const Revisit later{kNow + kDay, 304, "127.0.0.9"}, sooner{kNow - kDay, 304, ""};
  write_alone([&] {
    EXPECT_TRUE(*writer_->put_revisit(article, later));
    EXPECT_TRUE(*writer_->put_revisit(article, later)) << "twice is once";
    EXPECT_FALSE(*writer_->put_revisit(article, sooner));
    EXPECT_FALSE(*writer_->put_revisit(article + 1, later));
  });
}

TEST_P(ContractPages, AWriterIsNoWorker) {
  open_to_write();
  write_alone([] {});
  if (GetParam() != Engine::kServer) return;
  const auto worker = open_shared(address_, "worker");
  ASSERT_TRUE(worker);
  EXPECT_EQ((*worker)->look_around(std::chrono::minutes(1))->workers, 1);
  EXPECT_EQ(reader()->status(kNow)->last_run_outcome, "running") << "it is alive all the same";
}

TEST_P(ContractPages, WhatAWriterTakesUpNobodyIsCalledFor) {
  open_to_write();
  write_alone([&] { EXPECT_TRUE(writer_->add_url(Contract::found(7))); });
  EXPECT_THAT(*reader()->article_urls({7}), SizeIs(1));
  if (GetParam() != Engine::kServer) return;
  EXPECT_EQ((*open_shared(address_, "worker"))->look_around(std::chrono::minutes(1))->due, 0);
}

TEST_P(ContractPages, AnArticleIsKeptWithItsPagesAndSources) {
  PageRecord page = page_of(7, add(7), "Ferry late", text_of("ferry"));
  page.raw->size = 12;
  page.raw->address = "127.0.0.1";
  const auto id = put(page).article_id;
  const auto kept = reader()->kept_article(id);
  ASSERT_TRUE(kept && *kept);
  EXPECT_EQ((*kept)->site_key, "harbour");
  EXPECT_EQ((*kept)->asked_url, address_of(7));
  EXPECT_EQ((*kept)->key, 7U);
  EXPECT_EQ((*kept)->columns[kTitleColumn], "Ferry late");
  EXPECT_EQ((*kept)->sources.at("title"), "rule");
  ASSERT_THAT((*kept)->pages, SizeIs(1));
  EXPECT_EQ((*kept)->pages[0].compressed, page.raw->compressed);
  EXPECT_EQ((*kept)->pages[0].address, "127.0.0.1");
  EXPECT_FALSE(*reader()->kept_article(id + 1));
}

TEST_P(ContractPages, StampsSayWhatMadeTheRows) {
  put(page_of(7, add(7), "Ferry late", text_of("ferry")));
  PageRecord bare = page_of(8, add(8), "Quay closed", text_of("quay"));
  bare.raw.reset();
  put(bare);
  EXPECT_THAT(stamps(), ElementsAre("harbour " + address_of(7) + " 0 ",
                                    "harbour " + address_of(8) + " 0  bare"));
  EXPECT_THAT(stamps({.where = "quay"}), SizeIs(1));
  EXPECT_THAT(stamps({.limit = 1}), SizeIs(1));
  EXPECT_THAT(stamps({.since = "2099"}), IsEmpty());
}

TEST_P(ContractPages, ARowMadeAgainIsFoundAndExportedAsItIsNow) {
  const auto id = put(page_of(7, add(7), "Ferry late", text_of("ferry"))).article_id;
  open_to_write();
  const std::string cursor = *reader()->newest_change();
  const auto kept = **reader()->kept_article(id);
  write_alone([&] {
    EXPECT_TRUE(*writer_->put_reextracted(made_again(kept, text_of("gull")), kNow + kDay));
  });
  EXPECT_THAT(stamps(), ElementsAre("harbour " + address_of(7) + " 99 r2"));
  EXPECT_THAT(found("gull"), ElementsAre("Ferry late"));
  EXPECT_THAT(found("body:ferry"), IsEmpty());
  EXPECT_NE(*reader()->newest_change(), cursor);
  EXPECT_THAT((*reader()->history(id))->versions, SizeIs(1)) << "rules are no revision";
  write_alone([&] {
    EXPECT_FALSE(*writer_->put_reextracted(made_again(kept, text_of("heron")), kNow + kDay))
        << "it is another row by now";
  });
  EXPECT_THAT(found("gull"), ElementsAre("Ferry late"));
}

TEST_P(ContractPages, APageThatHoldsNoneNowIsNoted) {
  const auto id = put(page_of(7, add(7), "Ferry late", text_of("ferry"))).article_id;
  open_to_write();
  const auto kept = **reader()->kept_article(id);
  write_alone([&] {
    EXPECT_TRUE(writer_->note_reextracted(id, kept.raw_page, 99, "r2"));
    EXPECT_TRUE(writer_->note_reextracted(id, kept.raw_page + 1, 99, "r3"));
  });
  EXPECT_EQ((*reader()->kept_article(id))->pages[0].rules, "r2");
  EXPECT_EQ((*reader()->kept_article(id))->pages[0].extractor, 99);
}

INSTANTIATE_TEST_SUITE_P(Engines, ContractPages, both_engines(), name_of_engine);

}  // namespace
}  // namespace tearsheet::store
