// Whether a page is the story that a feed announced (reading/announced.h).
#include "reading/announced.h"

#include <gtest/gtest.h>

namespace tearsheet::reading {
namespace {

struct AnnouncedCase {
  const char* name;
  const char* headline;  // of the source
  const char *title, *body;
  bool is_another;
};
class Announced : public testing::TestWithParam<AnnouncedCase> {
 protected:
  Announced() {
    article_.title = GetParam().title;
    article_.body = GetParam().body;
    said_.origin = "feed";
    said_.title = GetParam().headline;
  }
  records::Article article_;
  store::Hint said_;
};
TEST_P(Announced, IsToldByItsWords) {
  EXPECT_EQ(is_another_page(article_, said_), GetParam().is_another);
}
TEST_P(Announced, IsAnyLongOrDatedTextAndWhatARuleFound) {
  records::Article dated = article_;
  dated.sources.push_back({"date", "time", {}, {}});
  EXPECT_FALSE(is_another_page(dated, said_));
  records::Article by_rule = article_;
  by_rule.sources.push_back({"body", "rule", {}, {}});
  EXPECT_FALSE(is_another_page(by_rule, said_));
  records::Article of_the_feed = article_;
  of_the_feed.sources.push_back({"date", "listing", {}, {}});
  EXPECT_EQ(is_another_page(of_the_feed, said_), GetParam().is_another);
  records::Article longer = article_;
  while (longer.body.size() < kTellingBytes) longer.body += " and so on";
  EXPECT_FALSE(is_another_page(longer, said_));
  said_.origin = "listing";  // "Read more"
  EXPECT_FALSE(is_another_page(article_, said_));
}
INSTANTIATE_TEST_SUITE_P(
    Rows, Announced,
    testing::Values(AnnouncedCase{"Repair", "Two ferries to the islands from May", "Back soon",
                                  "We are working on it. Please come back in a few minutes.", true},
                    AnnouncedCase{"RepairInGerman", "Zwei Fähren zu den Inseln ab Mai",
                                  "Wartungsarbeiten",
                                  "Bitte versuchen Sie es in einer Stunde noch einmal.", true},
                    AnnouncedCase{"RepairInChinese", "五月起有两班渡轮开往海岛", "系统维护中",
                                  "请稍后再试，谢谢合作。", true},
                    AnnouncedCase{"TheStory", "Two ferries to the islands from May",
                                  "News in brief", "From May two ferries go to the islands.",
                                  false},
                    AnnouncedCase{"TheStoryInChinese", "五月起有两班渡轮开往海岛", "快讯",
                                  "从五月起，两班渡轮开往海岛。", false},
                    AnnouncedCase{"OtherHeadline", "Islands: two ferries",
                                  "Ferries for the islands", "The company said so.", false},
                    AnnouncedCase{"ColumnName", "Weather", "Rain", "Rain in the west.", false},
                    AnnouncedCase{"NoHeadline", "", "Rain", "Rain in the west.", false}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tearsheet::reading
