// Pieces of pages: nothing in them is markup but ours.
#include "serve/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tearsheet::serve {
namespace {

using testing::HasSubstr;
using testing::Not;

struct TimeCase {
  const char *name, *moment, *html;
};
class TimeElement : public testing::TestWithParam<TimeCase> {};

TEST_P(TimeElement, ShowsAsMuchAsIsKnown) {
  EXPECT_EQ(time_element(GetParam().moment), GetParam().html);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, TimeElement,
    testing::Values(TimeCase{"Minute", "2025-11-14T08:30:12Z",
                             "<time datetime=\"2025-11-14T08:30:12Z\">2025-11-14 08:30</time>"},
                    TimeCase{"Day", "2025-11-14",
                             "<time datetime=\"2025-11-14\">2025-11-14</time>"},
                    TimeCase{"Month", "2025-11", "<time datetime=\"2025-11\">2025-11</time>"},
                    TimeCase{"None", "", ""},
                    TimeCase{"Hostile", "\"><i>",
                             "<time datetime=\"&quot;&gt;&lt;i&gt;\">&quot;&gt;&lt;i&gt;</time>"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(LinkElsewhere, LeadsToTheWebAlone) {
  EXPECT_THAT(link_elsewhere("https://a.example/?a=1&b=\"2", "x<y"),
              HasSubstr("href=\"https://a.example/?a=1&amp;b=&quot;2\">x&lt;y</a>"));
  for (const char* const url :
       {"javascript:alert(1)", "data:text/html,x", "", "//a.example", " http://a"})
    EXPECT_EQ(link_elsewhere(url, "<x>"), "&lt;x&gt;") << url;
}

TEST(AddressOf, EncodesWhatHasAMeaning) {
  EXPECT_EQ(address_of("/", {{"q", "a&b=c d#\"<é"}, {"site", ""}, {"until", "2025-11"}}),
            "/?q=a%26b%3Dc%20d%23%22%3C%C3%A9&until=2025-11");
  EXPECT_EQ(address_of("/feed.atom", {{"q", ""}}), "/feed.atom");
}

TEST(Page, LoadsItsStyleAndNothingElse) {
  Page page;
  page.title = "</title><script>";
  page.name = "<b>news.db";
  page.has_feeds = true;
  page.feeds = "?q=\"><script>";
  const Response response = to_response(page);
  EXPECT_THAT(response.body, Not(HasSubstr("<script")));
  EXPECT_THAT(response.body, Not(HasSubstr("<b>news.db")));
  ASSERT_EQ(response.headers.front().first, "Content-Security-Policy");
  EXPECT_THAT(response.headers.front().second, HasSubstr("default-src 'none'; style-src 'self'"));
}

TEST(Grouped, HasACommaAtEachThousand) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1234567), "1,234,567");
  EXPECT_EQ(counted(1, "copy", "copies"), "1 copy");
  EXPECT_EQ(counted(1000, "copy", "copies"), "1,000 copies");
}

}  // namespace
}  // namespace tearsheet::serve
