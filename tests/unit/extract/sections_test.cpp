// Which links of a front page may lead to its sections.
#include <gtest/gtest.h>

#include "extract/extract.h"
#include "extract/listing/sections.h"

namespace tearsheet::extract {
namespace {

struct SectionsRow {
  const char* name;
  const char* url;
  const char* body;
  std::vector<std::string> paths;
};
void PrintTo(const SectionsRow& row, std::ostream* out) {
  *out << row.name;
}
class Sections : public testing::TestWithParam<SectionsRow> {};

TEST_P(Sections, AreTheLinksOfMenus) {
  const auto page =
      html::Document::parse("<html><body>" + std::string(GetParam().body) + "</body></html>");
  ASSERT_TRUE(page);
  std::vector<std::string> found;
  for (const url::Url& url : discover_sections(*page, *url::Url::parse(GetParam().url)))
    found.push_back(url.host() == "lamp.example" ? std::string(url.path_and_query()) : url.href());
  EXPECT_EQ(found, GetParam().paths);
}

constexpr const char* kHome = "https://lamp.example/";

INSTANTIATE_TEST_SUITE_P(
    Rows, Sections,
    testing::Values(
        SectionsRow{"OfANav",
                    kHome,
                    "<nav><a href=/>Home</a><a href=/harbour/>Harbour</a><a href=/town>Town</a>"
                    "<a href='/list?cat=12'>Boats</a></nav>",
                    {"/harbour/", "/town", "/list?cat=12"}},
        SectionsRow{"OfAMenuByItsClass",
                    kHome,
                    "<div class=main-menu><ul><li><a href=/harbour/>Harbour</a></ul></div>",
                    {"/harbour/"}},
        SectionsRow{"OfAMenuThatDoesNotSayWhatItIs",
                    kHome,
                    "<table><tr><td><a href=/a/>Town</a><td><a href=/b/>Boats</a>"
                    "<td><a href=/c/>Fish</a><td><a href=/d/>Weather</a></table>",
                    {"/a/", "/b/", "/c/", "/d/"}},
        SectionsRow{"OfAMenuWhoseEntriesAreCalledItems",
                    kHome,
                    "<div class=menu-main-container><ul><li class='menu-item'><a href=/harbour/>"
                    "Harbour</a><li class='menu-item category'><a href=/town/>Town</a></ul></div>",
                    {"/harbour/", "/town/"}},
        SectionsRow{"NotOfAMenuInACard",
                    kHome,
                    "<div class=teaser><div class=menu><a href=/harbour/>Harbour</a></div></div>",
                    {}},
        SectionsRow{"OfASmallMenuAboveAllStories",
                    kHome,
                    "<div class='flex items-center'><a href=/>Lamp</a> | <a href=/town/>Town</a>"
                    "</div><div><a href=/2026/03/01/tide>Tide</a> <a href=/fish/>Fish</a></div>",
                    {"/town/"}},
        SectionsRow{
            "OfATableWithoutNames",
            kHome,
            "<table><tr><td><table><tr><td><a href='/list?c=1'>Town</a><tr><td>"
            "<a href='/list?c=2'>Boats</a></table><td><table><tr><td>"
            "<a href='/news?id=4711'>The tide came in over the quay again</a><tr><td>"
            "<a href='/news?id=4712'>The tide went out again in the evening</a></table></table>",
            {"/list?c=1", "/list?c=2"}},
        SectionsRow{"NotOfTextAboveAllStories",
                    kHome,
                    "<p>See <a href=/a/>this</a>, which was said of <a href=/b/>that</a>.</p>"
                    "<a href=/2026/03/01/tide>Tide</a>",
                    {}},
        SectionsRow{"NotOfAFewLinksInText",
                    kHome,
                    "<p>See <a href=/a/>this</a> and <a href=/b/>that</a>.</p>",
                    {}},
        SectionsRow{"NotWhatServesTheReader",
                    kHome,
                    "<nav><a href=/login>Log in</a><a href=/about-us/>Who we are</a>"
                    "<a href=/privacy.html>Privacy</a><a href=/news/paper.pdf>Paper</a>"
                    "<a href=/roundabout/>Roundabout</a></nav>",
                    {"/roundabout/"}},
        SectionsRow{"NotOfTheFooter",
                    kHome,
                    "<footer><nav><a href=/harbour/>Harbour</a></nav></footer>",
                    {}},
        SectionsRow{"NotStories",
                    kHome,
                    "<nav><a href=/2025/11/14/tide>Tide</a><a href=/the-tide-came-in-early>Tide"
                    "</a><a href=/harbour/>A headline of a story, which no section has</a></nav>",
                    {}},
        SectionsRow{
            "NotOfOtherSites", kHome, "<nav><a href=https://reef.example/a/>Reef</a></nav>", {}},
        SectionsRow{"WithItsOtherHosts",
                    kHome,
                    "<nav><a href=https://sport.lamp.example/>Sport</a>"
                    "<a href=https://sport.lamp.example/deep/>Deep</a></nav>",
                    {"https://sport.lamp.example/"}},
        SectionsRow{"OfASectionAreBeneathIt",
                    "https://lamp.example/harbour/",
                    "<nav><a href=/town/>Town</a><a href=/harbour/boats/>Boats</a></nav>",
                    {"/harbour/boats/"}},
        SectionsRow{"OfAnotherLanguageThatTheLinkNames",
                    kHome,
                    "<nav><a href=/fr/ hreflang=fr>Français</a></nav>",
                    {}},
        SectionsRow{"OnceEach",
                    kHome,
                    "<nav><a href=/a/>Town</a></nav><nav><a href=/a/#top>Town</a></nav>",
                    {"/a/"}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(SectionsOfAPage, AreBounded) {
  std::string html = "<nav>";
  for (int i = 0; i < 500; ++i)
    html += "<a href=/s" + std::to_string(i) + "/>S" + std::to_string(i) + "</a>";
  const auto page = html::Document::parse(html);
  EXPECT_EQ(discover_sections(*page, *url::Url::parse(kHome)).size(), kMaxSections);
}

TEST(FrontPage, IsKnownByItsPath) {
  for (const char* path : {"", "index.html", "index.php", "en/", "pt-br", "home"})
    EXPECT_TRUE(is_front_page(*url::Url::parse(kHome + std::string(path)))) << path;
  for (const char* path : {"harbour/", "?id=3", "en/harbour/", "feed.xml", "a/index.html"})
    EXPECT_FALSE(is_front_page(*url::Url::parse(kHome + std::string(path)))) << path;
}

}  // namespace
}  // namespace tearsheet::extract
