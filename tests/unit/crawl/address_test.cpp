#include "crawl/address.h"

#include <gtest/gtest.h>

#include "crawl/seen_set.h"

namespace tearsheet::crawl {
namespace {

url::Url parsed(std::string_view text) {
  return *url::Url::parse(text);
}

struct SaneCase {
  const char* name;
  std::string url;
  bool sane;
};
class Sane : public testing::TestWithParam<SaneCase> {};
TEST_P(Sane, IsDecidedByTheAddressAlone) {
  EXPECT_EQ(is_sane(parsed(GetParam().url)), GetParam().sane);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, Sane,
    testing::Values(
        SaneCase{"Plain", "http://a.example/2025/11/14/a-story.html", true},
        SaneCase{"SegmentThrice", "http://a.example/a/a/a/x", true},
        SaneCase{"SegmentFourTimes", "http://a.example/a/a/a/a/x", false},
        SaneCase{"EmptySegmentsDoNotCount", "http://a.example/////x", true},
        SaneCase{"TwentyDeep",
                 "http://a.example/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20", true},
        SaneCase{"TwentyOneDeep",
                 "http://a.example/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21", false},
        SaneCase{"TooLong", "http://a.example/" + std::string(2100, 'x'), false},
        SaneCase{"Password", "http://user:secret@a.example/x", false}),
    [](const auto& test) { return std::string(test.param.name); });

struct ShapeCase {
  const char* name;
  const char* a;
  const char* b;
  bool same;
};
class Shape : public testing::TestWithParam<ShapeCase> {};
TEST_P(Shape, IsEqualForPagesOfOneTemplate) {
  EXPECT_EQ(shape_of(parsed(GetParam().a)) == shape_of(parsed(GetParam().b)), GetParam().same);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, Shape,
    testing::Values(
        ShapeCase{"Calendar", "http://a.example/cal/2024-3/17.html",
                  "http://a.example/cal/2025-11/2.html", true},
        ShapeCase{"Slugs", "http://a.example/news/old-port-dredged",
                  "http://a.example/news/new-mill", true},
        ShapeCase{"QueryValues", "http://a.example/x?id=1", "http://a.example/x?id=2", true},
        ShapeCase{"QueryNames", "http://a.example/x?id=1", "http://a.example/x?day=2", false},
        ShapeCase{"Sections", "http://a.example/news/1", "http://a.example/sport/1", false},
        ShapeCase{"Extensions", "http://a.example/1.html", "http://a.example/1.pdf", false},
        ShapeCase{"Hosts", "http://a.example/1", "http://b.example/1", false}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(UrlHash, TellsSourcesFromArticlesAndForgetsTracking) {
  const auto hash = [](const char* text, store::UrlKind kind) {
    return hash_of(parsed(text), kind, {});
  };
  using enum store::UrlKind;
  EXPECT_EQ(hash("http://a.example/x?utm_source=y", kArticle),
            hash("http://a.example/x", kArticle));
  EXPECT_NE(hash("http://a.example/x", kListing), hash("http://a.example/x", kArticle));
  EXPECT_EQ(hash("http://a.example/x", kListing), hash("http://a.example/x", kFeed));
  EXPECT_EQ(hash("http://a.example/x", kArticle), hash("https://a.example/x", kArticle))
      << "a site that moves to https keeps its articles";
}

TEST(SeenSet, KnowsWhatWasPutInOverManyDoublings) {
  SeenSet seen;
  std::uint64_t hash = 1;
  for (int i = 0; i < 100'000; ++i, hash *= 0x9E3779B97F4A7C15) EXPECT_TRUE(seen.insert(hash));
  EXPECT_EQ(seen.size(), 100'000U);
  hash = 1;
  for (int i = 0; i < 100'000; ++i, hash *= 0x9E3779B97F4A7C15) EXPECT_FALSE(seen.insert(hash));
}
TEST(SeenSet, ZeroIsAHashLikeOthers) {
  SeenSet seen;
  EXPECT_FALSE(seen.contains(0));
  EXPECT_TRUE(seen.insert(0));
  EXPECT_TRUE(seen.contains(0));
}

}  // namespace
}  // namespace tearsheet::crawl
