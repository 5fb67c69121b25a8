// A page's canonical address only proposes: its text has to bear it out.
#include <gmock/gmock.h>

#include "store_fixture.h"

namespace tearsheet::store {
namespace {

using What = PutResult::What;

std::string words(const std::string& about) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += about + std::to_string(i * i) + " ";
  return text;
}

class Canonical : public StoreWithSite {
 protected:
  // The page at address `key`, whose canonical address is `proposed`.
  PutResult visit(UrlHash key, UrlHash proposed, const std::string& title, const std::string& body,
                  const std::string& date = {}) {
    FoundUrl url;
    url.key = key;
    url.site = site_;
    url.source = 99;
    url.url = "http://harbour.example/" + std::to_string(key);
    EXPECT_TRUE(store_->begin());
    if (!rows_.contains(key)) rows_[key] = *store_->add_url(url);
    PageRecord page;
    page.url_id = rows_[key];
    page.site = site_;
    page.key = key;
    page.visit.visited_at = kNow;
    ArticleRecord& record = page.article.emplace();
    record.article.url = url.url;
    record.article.canonical_url = "http://harbour.example/" + std::to_string(proposed);
    record.article.sources.push_back({"canonical_url", "link", {}, {}});
    record.article.title = title;
    record.article.body = body;
    record.article.published = dates::parse_iso8601(date);
    record.keys = {key};
    if (proposed != key) record.proposed = proposed;
    record.exact = std::hash<std::string>{}(body);
    const auto result = store_->put(page);
    EXPECT_TRUE(result) << result.error().message;
    EXPECT_TRUE(store_->commit());
    return result ? *result : PutResult{};
  }
  std::vector<std::string> canonical_urls() {
    std::vector<std::string> all;
    EXPECT_TRUE(store_->each_article({}, [&](const StoredArticle& article) {
      all.emplace_back(article[kCanonicalColumn]);
      return true;
    }));
    return all;
  }
  std::unordered_map<UrlHash, std::int64_t> rows_;
};

struct ClaimCase {
  const char* name;
  const char *title, *words, *date;
  bool is_folded;
};
class Claim : public Canonical, public testing::WithParamInterface<ClaimCase> {};
TEST_P(Claim, IsBelievedWhereTitleOrTextAgrees) {
  const ClaimCase& given = GetParam();
  ASSERT_EQ(visit(1, 1, "The pier", words("pier"), "2025-11-14").what, What::kInserted);
  const PutResult put = visit(2, 1, given.title, words(given.words), given.date);
  EXPECT_EQ(put.what, given.is_folded ? What::kAlias : What::kInserted);
  EXPECT_EQ(put.claims_other, !given.is_folded);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, Claim,
    testing::Values(ClaimCase{"SameTitle", "The pier", "short", "2025-11-14", true},
                    ClaimCase{"SameText", "The pier, printed", "pier", "2025-11-14", true},
                    ClaimCase{"Neither", "The quay", "quay", "2025-11-14", false},
                    ClaimCase{"TitleOfAnotherDay", "The pier", "quay", "2025-11-15", false}),
    [](const auto& row) { return row.param.name; });

TEST_F(Canonical, APageThatClaimsAnotherStorysKeepsItsOwn) {
  visit(1, 1, "The pier", words("pier"));
  visit(2, 1, "The quay", words("quay"));
  EXPECT_THAT(canonical_urls(), testing::UnorderedElementsAre("http://harbour.example/1",
                                                              "http://harbour.example/2"));
  EXPECT_EQ(visit(2, 1, "The quay", words("quay")).what, What::kUnchanged) << "still its own";
  EXPECT_THAT(canonical_urls(), testing::UnorderedElementsAre("http://harbour.example/1",
                                                              "http://harbour.example/2"));
}

TEST_F(Canonical, APageTakesItsAddressBackFromOneThatOnlyNamedIt) {
  const PutResult liar = visit(2, 1, "The quay", words("quay"));
  const PutResult owner = visit(1, 1, "The pier", words("pier"));
  EXPECT_EQ(owner.what, What::kInserted);
  EXPECT_EQ((*store_->article_at(1))->article_id, owner.article_id);
  EXPECT_EQ((*store_->article_at(2))->article_id, liar.article_id);
}

TEST_F(Canonical, AStoryReadAfterItsPrintVersionIsThatRow) {
  const PutResult print = visit(2, 1, "The pier", words("pier"));
  EXPECT_EQ(visit(1, 1, "The pier", words("pier")).what, What::kAlias);
  EXPECT_EQ((*store_->article_at(1))->article_id, print.article_id);
}

TEST_F(Canonical, AnAddressThatWasOnlyNamedIsStillToBeRead) {
  visit(2, 1, "The quay", words("quay"));
  std::vector<UrlHash> known;
  ASSERT_TRUE(store_->each_article_key([&](UrlHash key) { known.push_back(key); }));
  EXPECT_THAT(known, testing::ElementsAre(2U));
}

TEST_F(Canonical, ManyPagesThatNameOneAddressStayMany) {
  for (const UrlHash key : {3U, 1U, 2U, 4U})
    visit(key, 1, "Story " + std::to_string(key), words("w" + std::to_string(key) + "x"));
  EXPECT_EQ(canonical_urls().size(), 4U);
}

}  // namespace
}  // namespace tearsheet::store
