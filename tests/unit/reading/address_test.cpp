#include "reading/address.h"

#include <gtest/gtest.h>

namespace tearsheet::reading {
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

}  // namespace
}  // namespace tearsheet::reading
