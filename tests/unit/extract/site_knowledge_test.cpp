// A page read with what is known of its site, and what it tells of it.
#include "extract/site_knowledge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "extract/extract.h"
#include "extract/page/site_name.h"

namespace tearsheet::extract {
namespace {

const std::string kText =
    "<p>The tide came in early this year, and the people at the harbour said that they had never "
    "seen the like of it.</p><p>Boats were moved to the upper basin, where they will stay until the "
    "end of the month, the harbour master said.</p>";
const std::string kFurniture =
    "<p>Read every morning what the harbour talks about, in our letter that costs nothing.</p>";

records::Article read(const std::string& body, const SiteKnowledge* known = nullptr,
                      PageObservation* observed = nullptr,
                      const records::ListingItem* hint = nullptr) {
  const auto page = html::Document::parse("<html><head><title>The Lamp</title></head><body>" +
                                          body + "</body></html>");
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/2025/tide");
  context.known = known;
  context.observed = observed;
  context.hint = hint;
  return extract_article(*page, context);
}

const std::string kPage =
    "<div class=top><div class=hd>The tide came in early</div><div class=tx>" + kText + kFurniture +
    kText.substr(0, 0) +
    "<p>The water went out again in the evening, which was later than on the "
    "day before, and nobody was hurt.</p></div></div>";

TEST(SiteKnowledge, TakesFurnitureOutOfTheBody) {
  PageObservation observed;
  const records::Article before = read(kPage, nullptr, &observed);
  ASSERT_NE(before.body.find("costs nothing"), std::string::npos);
  SiteKnowledge known;
  // An even hash: the line is long.
  known.furniture = {
      stable_hash(
          "Read every morning what the harbour talks about, in our letter that costs nothing.") &
      ~std::uint64_t{1}};
  ASSERT_TRUE(std::ranges::find(observed.lines, *known.furniture.begin()) != observed.lines.end())
      << "what is noted is what is looked for";
  const records::Article after = read(kPage, &known);
  EXPECT_EQ(after.body.find("costs nothing"), std::string::npos);
  EXPECT_NE(after.body.find("nobody was hurt"), std::string::npos);
}

TEST(SiteKnowledge, ATeaserBesideALinkToItsStoryIsNoFurnitureOfThatStory) {
  const std::string teaser =
      "The water went out again in the evening, which was later than on the day before, and nobody "
      "was hurt.";
  PageObservation observed;
  read(
      "<div class=top><h1>Boats were moved</h1>" + kText +
          "</div><div class=more><h3><a href=/2025/tide-out>The tide went out at last</a></h3><p>" +
          teaser + "</p></div>",
      nullptr, &observed);
  const std::uint64_t plain = stable_hash(teaser) & ~std::uint64_t{1};
  EXPECT_TRUE(std::ranges::find(observed.lines, plain) == observed.lines.end());
  EXPECT_TRUE(std::ranges::find(observed.lines, plain | 1U) != observed.lines.end())
      << "an odd hash: on most pages it is furniture all the same";
}

TEST(SiteKnowledge, LeavesABodyThatIsFurnitureAlone) {
  PageObservation observed;
  const records::Article before = read(kPage, nullptr, &observed);
  SiteKnowledge known;
  known.furniture.insert(observed.lines.begin(), observed.lines.end());
  EXPECT_EQ(read(kPage, &known).body, before.body);
}

TEST(SiteKnowledge, FindsTheTitleWhereTitlesStand) {
  records::ListingItem hint;
  hint.title = "The tide came in early";
  PageObservation observed;
  read(kPage, nullptr, &observed, &hint);
  ASSERT_TRUE(observed.has_listed_title);
  ASSERT_EQ(observed.title_places.size(), 1U);
  SiteKnowledge known;
  known.title_places = observed.title_places;
  std::string other = kPage;
  other.replace(other.find("The tide came in early"), 22, "Boats were moved again");
  const records::Article article = read(other, &known);
  EXPECT_EQ(article.title, "Boats were moved again");
  const auto source = std::ranges::find_if(
      article.sources, [](const records::FieldSource& one) { return one.field == "title"; });
  ASSERT_NE(source, article.sources.end());
  EXPECT_EQ(source->source, "site");
}

TEST(SiteKnowledge, NotesAPlaceThatSaysSomethingElse) {
  records::ListingItem hint;
  hint.title = "The tide came in early";
  PageObservation first, second;
  read(kPage, nullptr, &first, &hint);
  SiteKnowledge known;
  known.title_places = first.title_places;
  std::string other = kPage;
  other.replace(other.find("The tide came in early"), 22, "Boats were moved again");
  read(other, &known, &second, &hint);
  EXPECT_TRUE(second.title_places.empty());
  EXPECT_EQ(second.other_titles, first.title_places);
}

TEST(SiteKnowledge, AHeadingThatManyPagesHaveIsNoTitle) {
  const std::string page = "<h1>Harbour news</h1><h2>The tide came in early</h2>" + kText;
  SiteKnowledge known;
  known.names = {stable_hash(title_key("Harbour news")), stable_hash(title_key("The Lamp"))};
  EXPECT_EQ(read(page).title, "Harbour news");
  EXPECT_EQ(read(page, &known).title, "The tide came in early");
}

TEST(SiteKnowledge, AStoryThatManyPagesRecommendNamesNothing) {
  const auto names = [](const std::string& beside) {
    PageObservation observed;
    read("<h1>Boats were moved inland again</h1>" + kText + beside, nullptr, &observed);
    return observed.names;
  };
  const auto name = stable_hash(title_key("The tide came in far too early"));
  const std::string text = "The tide came in far too early";
  const std::string linked = "<a href=/news/tide>" + text + "</a>";
  EXPECT_THAT(names("<h3>" + text + "</h3>"), testing::Contains(name));
  EXPECT_THAT(names("<h3><a href=/>" + text + "</a></h3>"), testing::Contains(name));
  EXPECT_THAT(names("<h3>" + linked + "</h3>"), testing::Not(testing::Contains(name)));
  EXPECT_THAT(names("<a href=/news/tide><h3>" + text + "</h3></a>"),
              testing::Not(testing::Contains(name)));
  EXPECT_THAT(names("<h2><a href=/sea>Sea</a></h2>"),
              testing::Contains(stable_hash(title_key("Sea"))));
}

TEST(SiteKnowledge, APersonIsTheAuthorWhereOtherPagesNameOthers) {
  const std::string signed_page =
      "<h1>The tide came in early</h1><div class=tx>" + kText + "<p class=sig>Ann Lee</p></div>";
  PageObservation observed;
  read(signed_page, nullptr, &observed);
  ASSERT_EQ(observed.persons.size(), 1U);
  SiteKnowledge by_place, by_name;
  by_place.author_places = {observed.persons[0].place};
  by_name.author_names = {observed.persons[0].name};
  for (const SiteKnowledge* known : {&by_place, &by_name})
    EXPECT_THAT(read(signed_page, known).authors, testing::ElementsAre("Ann Lee"));
}

TEST(SiteKnowledge, AFalseDayIsLeftAlone) {
  const std::string page =
      "<div class=top><h1>The tide came in early</h1><time class=clock datetime=2025-11-29>29 "
      "November 2025</time><p class=date>14 November 2025</p></div>" +
      kText;
  constexpr std::int64_t kFalseDay = 20'421;
  PageObservation observed;
  EXPECT_EQ(read(page, nullptr, &observed).published->to_iso8601(), "2025-11-29");
  SiteKnowledge known;
  for (const PageObservation::Date& date : observed.dates) {
    if (date.day == kFalseDay) known.false_dates.insert(date.place);
  }
  const records::Article after = read(page, &known);
  ASSERT_TRUE(after.published);
  EXPECT_EQ(after.published->to_iso8601(), "2025-11-14");
}

struct PlaceRow {
  const char *name, *one, *other;
  bool same;
};
void PrintTo(const PlaceRow& row, std::ostream* out) {
  *out << row.name;
}
class Places : public testing::TestWithParam<PlaceRow> {};

TEST_P(Places, AreToldByNamesThatStay) {
  const auto place = [](const char* html) {
    const auto page = html::Document::parse(html);
    for (std::uint32_t i = 0; i < page->body().end(); ++i) {
      const html::Node node = page->node(i);
      if (node.is_element() && node.name() == "b") return place_of(node);
    }
    return std::uint64_t{0};
  };
  EXPECT_EQ(place(GetParam().one) == place(GetParam().other), GetParam().same);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Places,
    testing::Values(
        PlaceRow{"NotByPosition", "<div class=a><b>1</b></div>",
                 "<p>x</p><div class=a><i>0</i><b>2</b></div>", true},
        PlaceRow{"ByClass", "<div class=a><b>1</b></div>", "<div class=lead><b>1</b></div>", false},
        PlaceRow{"NotByANumber", "<div id=post-17 class='post-17 post'><b>1</b></div>",
                 "<div id=post-18 class='post-18 post'><b>1</b></div>", true},
        PlaceRow{"UpToAnId", "<main><div id=story><b>1</b></div></main>",
                 "<section><div id=story><b>1</b></div></section>", true},
        PlaceRow{"ByElement", "<div><p><b>1</b></p></div>", "<div><td><b>1</b></div>", false}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tearsheet::extract
