// What is kept beside preferences: as stated, for us, once.
#include "reading/asides.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tearsheet::reading {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> told(const std::string& html, const fetch::Headers& headers = {}) {
  const auto page = html::Document::parse(html);
  EXPECT_TRUE(page);
  std::vector<std::string> lines;
  for (const Aside& one : asides_of(*page, headers, "tearsheet"))
    lines.push_back(std::string(one.source) + ": " + std::string(one.name) + " " + one.value);
  return lines;
}

TEST(Asides, DirectivesForOthersAreNotOurs) {
  const auto of_header = [](const char* value) { return told("<p>x", {{"X-Robots-Tag", value}}); };
  EXPECT_THAT(of_header("nosnippet"), ElementsAre("header x-robots-tag: nosnippet true"));
  EXPECT_THAT(of_header("googlebot: nosnippet, noarchive"), IsEmpty());
  EXPECT_THAT(of_header("otherbot: noindex, Tearsheet: NOSNIPPET"),
              ElementsAre("header x-robots-tag: nosnippet true"));
  EXPECT_THAT(of_header("max-snippet: 0, unavailable_after: 1 Jan 2030 00:00:00, noarchive"),
              ElementsAre("header x-robots-tag: noarchive true"));
  EXPECT_THAT(told("<meta name=googlebot content=nosnippet>"), IsEmpty());
  EXPECT_THAT(told("<meta name=robots content='noindex;nosnippet noarchive'>"),
              ElementsAre("meta robots: nosnippet true", "meta robots: noarchive true"));
}

TEST(Asides, EachValueOfWhatIsFreeToReadIsKeptOnce) {
  const auto in_script = [](const std::string& json) {
    return told("<script type='application/ld+json'>" + json + "</script>");
  };
  EXPECT_THAT(
      in_script(R"({"isAccessibleForFree": false, "hasPart": {"isAccessibleForFree":"False"}})"),
      ElementsAre("json-ld isAccessibleForFree: isAccessibleForFree false"));
  EXPECT_THAT(
      in_script(
          R"([{"isAccessibleForFree":true},{"isAccessibleForFree":"http://schema.org/False"}])"),
      ElementsAre("json-ld isAccessibleForFree: isAccessibleForFree true",
                  "json-ld isAccessibleForFree: isAccessibleForFree false"));
  for (const char* nothing : {R"({"a":"isAccessibleForFree"})", R"({"isAccessibleForFree")",
                              R"({"isAccessibleForFree":)", R"({"isAccessibleForFree":"maybe"})"})
    EXPECT_THAT(in_script(nothing), IsEmpty()) << nothing;
  EXPECT_THAT(told("<meta itemprop=isAccessibleForFree content=false>"),
              ElementsAre("microdata isAccessibleForFree: isAccessibleForFree false"));
}

TEST(Asides, StandOnceHoweverOftenAPageSaysThem) {
  std::string html;
  for (int i = 0; i < 50; ++i) html += "<meta name=robots content=nosnippet>";
  EXPECT_THAT(told(html), ElementsAre("meta robots: nosnippet true"));
}

}  // namespace
}  // namespace tearsheet::reading
