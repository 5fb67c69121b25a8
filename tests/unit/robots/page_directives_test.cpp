#include <gtest/gtest.h>

#include "robots/robots.h"

namespace tearsheet::robots {
namespace {

std::string shown(const PageDirectives& d) {
  return std::string(d.noindex ? "i" : "") + (d.nofollow ? "f" : "") + (d.noarchive ? "a" : "");
}

struct DirectiveCase {
  const char* name;
  std::string_view value;
  std::string_view expected;
};
const auto kCaseName = [](const auto& test) { return std::string(test.param.name); };

class MetaRobots : public testing::TestWithParam<DirectiveCase> {};
TEST_P(MetaRobots, ReadsDirectives) {
  EXPECT_EQ(shown(parse_meta_robots(GetParam().value)), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, MetaRobots,
    testing::Values(
        DirectiveCase{"Empty", "", ""}, DirectiveCase{"All", "all", ""},
        DirectiveCase{"IndexFollow", "index, follow", ""}, DirectiveCase{"One", "NOINDEX", "i"},
        DirectiveCase{"Two", "noindex,nofollow", "if"}, DirectiveCase{"None", "none", "if"},
        DirectiveCase{"NoArchive", "noarchive", "a"}, DirectiveCase{"NoCache", "nocache", "a"},
        DirectiveCase{"Spaces", " noindex  nofollow ", "if"},
        DirectiveCase{"Semicolons", "noindex;noarchive", "ia"},
        DirectiveCase{"Strictest", "index, noindex", "i"},
        DirectiveCase{"Others", "max-snippet:-1, max-image-preview:large", ""},
        DirectiveCase{"PartOfAWord", "noindexed", ""}),
    kCaseName);

class XRobotsTag : public testing::TestWithParam<DirectiveCase> {};
TEST_P(XRobotsTag, CountsForAllAgentsAndOurs) {
  EXPECT_EQ(shown(parse_x_robots_tag(GetParam().value, "tearsheet")), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, XRobotsTag,
    testing::Values(DirectiveCase{"Plain", "noindex, nofollow", "if"},
                    DirectiveCase{"Other", "otherbot: noindex, nofollow", ""},
                    DirectiveCase{"Ours", "Tearsheet: noindex, nofollow", "if"},
                    DirectiveCase{"OursAfterOther",
                                  "otherbot: noindex, tearsheet: nofollow, noarchive", "fa"},
                    DirectiveCase{"OtherAfterAll", "noarchive, otherbot: noindex", "a"},
                    DirectiveCase{"DateWithColons",
                                  "unavailable_after: Fri, 25-Jun-2010 15:00:00 PST, noindex", "i"},
                    DirectiveCase{"ValuedDirective", "max-snippet: 20, noindex", "i"},
                    DirectiveCase{"Empty", "", ""}, DirectiveCase{"Colon", ":", ""}),
    kCaseName);

TEST(PageDirectives, MergeToTheStricter) {
  PageDirectives directives = parse_meta_robots("noindex");
  directives.merge(parse_x_robots_tag("noarchive", "tearsheet"));
  EXPECT_EQ(shown(directives), "ia");
}

}  // namespace
}  // namespace tearsheet::robots
