// One page, several stories: the body is that of the headline, once.
#include <gtest/gtest.h>

#include "extract/extract.h"

namespace tearsheet::extract {
namespace {

const std::string kA =
    "<p>The council decided on Monday to keep the old ferry for two more years, because the new "
    "bridge will not be ready before the spring after next, as its builders said.</p>";
const std::string kB =
    "<p>Twice a day the boat carries the children of the island to their school, and twice a week "
    "it brings the doctor, who had asked for a better landing stage last year.</p>";
const std::string kC =
    "<p>Its captain, who has been on board since he was sixteen, said that the engine would last "
    "longer than the money, and that both had been overhauled in autumn.</p>";
const std::string kOther =
    "<p>Otherwise the bakers of the lower town pay a third more for their flour than a year ago and "
    "make their loaves smaller at the old price, says their guild in a letter.</p>";
const std::string kGerman =
    "<p>Otherwise der Rat hat am Montag beschlossen, die alte Fähre noch zwei Jahre zu behalten, "
    "weil die neue Brücke erst im übernächsten Frühjahr fertig wird.</p>";

std::string body_of(const std::string& inside) {
  const auto page = html::Document::parse(
      "<html lang=en><title>Island keeps its ferry</title><body><nav><a href=/>Home</a></nav><main>" +
      inside + "</main></body></html>");
  PageContext context;
  context.url = *url::Url::parse("https://island.example/news/island-keeps-its-ferry");
  return extract_article(*page, context).body;
}
std::string story(const std::string& inside = {}, const std::string& attributes = {}) {
  return "<article" + attributes +
         "><h1>Island keeps its ferry</h1><p class=meta>3 March 2026</p>" + kA + inside + kB + kC +
         "</article>";
}

TEST(HeadLines, ThatAreNoHeadingsAreNoneOfTheBody) {
  const auto page = html::Document::parse(
      "<html><title>Island keeps its ferry</title><body><h1>News</h1><div>"
      "<div>Island keeps its ferry</div><p>Published on 3 March 2026, 09:15</p>" +
      kA + kB + kC + "</div></body></html>");
  PageContext context;
  records::ListingItem hint;
  hint.title = "Island keeps its ferry";
  context.url = *url::Url::parse("https://island.example/news/4711");
  context.hint = &hint;
  const std::string body = extract_article(*page, context).body;
  EXPECT_TRUE(body.starts_with("The council decided")) << body;
}

struct Case {
  const char* name;
  std::string page;
};
class OtherText : public testing::TestWithParam<Case> {};

TEST_P(OtherText, IsNoneOfTheBody) {
  const std::string body = body_of(GetParam().page);
  for (const char* kept : {"The council decided", "Twice a day", "Its captain"})
    EXPECT_NE(body.find(kept), std::string::npos) << body;
  EXPECT_EQ(body.find("Otherwise"), std::string::npos) << body;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, OtherText,
    testing::Values(
        Case{"NextStoryLikeThis", story() +
                                      "<article><h1>Bread is dearer</h1><p class=meta>2 March "
                                      "2026</p>" +
                                      kOther + kOther + "</article>"},
        Case{"NextStoryThatItsLinksLeadTo",
             story() +
                 "<section class=next><h2><a href=/news/bread-is-dearer>Bread is dearer</a>"
                 "</h2><p>2 March 2026</p>" +
                 kOther + "<a href=/news/bread-is-dearer>Read on</a></section>"},
        Case{"RepliesThatNoNameTells",
             story() + "<div class=k><div class=n>Nordwind 2026-03-04 09:12</div><div class=t>" +
                 kOther + "</div></div><div class=k><div class=n>Max 2026-03-04 10:30</div>" +
                 "<div class=t>" + kOther + "</div></div>"},
        Case{"NextStoryWithAddress", story() +
                                         "<div data-url=/news/bread-is-dearer><h2>Bread is "
                                         "dearer</h2>" +
                                         kOther + kOther + "</div>"},
        Case{"OtherLanguage", story({}, " lang=en") +
                                  "<article lang=de><h2>Insel behält Fähre</h2>" + kGerman +
                                  kGerman + "</article>"},
        Case{"Hidden", story("<p hidden>Otherwise this paragraph is kept for the print edition and "
                             "must not be read by anybody on the page.</p>")},
        Case{"HiddenByStyle", story("<div style='visibility: hidden'>" + kOther + "</div>")},
        Case{"Dialogue", story() + "<div role=dialog>" + kOther + kOther + "</div>"},
        Case{"NumberedPictures",
             story("<div><ul><li><h3>1/9 Bread</h3>" + kOther + "</li><li><h3>2/9 Flour</h3>" +
                   kOther + "</li><li><h3>3/9 Salt</h3>" + kOther + "</li></ul></div>")},
        Case{"PlaceholderOfEmbeddedContent",
             story(
                 "<div><p>Otherwise this content is not shown: to view this you have to accept the "
                 "cookies of the service that it is from.</p><button>Show</button></div>")},
        Case{"MachinesSummary",
             story("<div><h4>Zusammenfassung (KI)</h4><ul><li>Otherwise the ferry "
                   "stays for two years more and that is all there is "
                   "to it for now</li></ul></div>")},
        Case{"MachinesSummaryWithoutABox",
             story("<h3>Summary by AI</h3><ul><li>Otherwise the ferry stays for two years "
                   "more</li><li>Otherwise that is all there is to it for now</li></ul>")}),
    [](const auto& test) { return std::string(test.param.name); });

class Notice : public testing::TestWithParam<const char*> {};

TEST_P(Notice, IsNoneOfTheBody) {
  const std::string line = GetParam();
  EXPECT_EQ(body_of(story("<p>" + line + "</p>")).find(line), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Lines, Notice,
                         testing::Values("Advertisement", "ANZEIGE", "Publicité", "Реклама", "広告",
                                         "STORY CONTINUES BELOW THIS AD",
                                         "Der Artikel geht unter der Anzeige weiter"));

TEST(Copies, StandOnce) {
  const auto plain = [](std::string text) {
    for (const char* tag : {"<p>", "</p>"}) {
      for (auto at = text.find(tag); at != std::string::npos; at = text.find(tag))
        text.replace(at, std::string(tag).size(), " ");
    }
    return text;
  };
  const std::string whole = body_of(story());
  EXPECT_EQ(body_of(story() + "<div class=phone>" + kA + kB + kC + "</div>"), whole);
  EXPECT_EQ(body_of(story("<div class=text>" + plain(kA + kB + kC) + "</div>")), whole);
}

TEST(HiddenWords, AreNoPartOfTheirLine) {
  const std::string body = body_of(
      story("<p>The landing stage <span style='display: none'>Otherwise</span>is new, and "
            "<b>so is</b> the road that leads down to it from the school of the island.</p>"));
  EXPECT_NE(body.find("The landing stage is new, and so is the road"), std::string::npos) << body;
}

TEST(LiveBlog, HasItsEntriesInOrderWithTheirTimes) {
  std::string page = "<article><h1>Island keeps its ferry</h1>" + kA;
  for (const char* time : {"15:10", "14:40", "14:05", "13:30", "12:55"})
    page += "<div class=entry><span class=time>" + std::string(time) + "</span><p>" + time +
            " was the hour. " + kB.substr(3) + "</div>";
  const std::string body = body_of(page + "</article>");
  std::size_t at = body.find("The council");
  for (const char* time : {"15:10", "14:40", "14:05", "13:30", "12:55"}) {
    const auto next = body.find(std::string("\n\n") + time + "\n\n" + time + " was");
    ASSERT_NE(next, std::string::npos) << time << "\n" << body;
    EXPECT_GT(next, at);
    at = next;
  }
}

class Kept : public testing::TestWithParam<Case> {};

TEST_P(Kept, IsPartOfTheBody) {
  EXPECT_NE(body_of(GetParam().page).find("Otherwise"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Kept,
    testing::Values(
        Case{"SectionUnderItsOwnHeading", story("<section><h2>Bread</h2>" + kOther + "</section>")},
        Case{"PartThatOpens", story("<div class=accordion-panel hidden>" + kOther + "</div>")},
        Case{"QuotationInAnotherLanguage",
             story("<blockquote lang=de>" + kGerman + "</blockquote>")},
        Case{"WholeStoryHidden", "<div hidden>" + story(kOther) + "</div>"},
        Case{"StoryInADialogue", "<div role=dialog>" + story(kOther) + "</div>"},
        Case{"LinkToThisPage",
             story() + "<article data-url=/news/island-keeps-its-ferry#2><h2>More</h2>" + kOther +
                 kOther + "</article>"}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace tearsheet::extract
