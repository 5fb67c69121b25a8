// Who wrote it: names cut from bylines, the places where pages put them, the likeliest of these.
#include <gtest/gtest.h>

#include "extract/authors/author_features.h"
#include "extract/authors/authors.h"
#include "extract/authors/east_asian_names.h"
#include "extract/authors/person_names.h"
#include "extract/extract.h"
#include "extract/fields.h"
#include "extract/title/title.h"

namespace tearsheet::extract {
namespace {

using Names = std::vector<std::string>;

struct NameCase {
  const char* text;
  bool byline;
  Names names;
};
class NameSplit : public testing::TestWithParam<NameCase> {};
TEST_P(NameSplit, GivesPersons) {
  EXPECT_EQ(split_names(GetParam().text, GetParam().byline), GetParam().names);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, NameSplit,
    testing::Values(NameCase{"By Ann Lee and Bo Ek", true, {"Ann Lee", "Bo Ek"}},
                    NameCase{"Von Änne Groß", true, {"Änne Groß"}},
                    NameCase{"Ann Lee, Staff Writer", true, {"Ann Lee"}},
                    NameCase{"Ann Lee, Bo Ek und Cy Fox", false, {"Ann Lee", "Bo Ek", "Cy Fox"}},
                    NameCase{"https://x.example/author/ann", false, {}},
                    NameCase{"Ann Lee @annlee", false, {"Ann Lee"}},
                    NameCase{"山田太郎", true, {"山田太郎"}}, NameCase{"12 minutes", true, {}},
                    NameCase{"Written by", true, {}}, NameCase{"A portrait by", true, {}},
                    NameCase{"Ann Lee - The Lamp Editorial Team", false, {"Ann Lee"}},
                    NameCase{"(责编：牛镛、岳弘彬)", true, {"牛镛", "岳弘彬"}},
                    NameCase{"Beitrag von Ann Lee", true, {"Ann Lee"}},
                    NameCase{"Ann Lee / Bo Ek", true, {"Ann Lee", "Bo Ek"}},
                    NameCase{"Ann Lee - https://lamp.example/", false, {"Ann Lee"}},
                    NameCase{"Ann Lee (ann@lamp.example)", false, {"Ann Lee"}},
                    NameCase{"Ann Lee <ann@lamp.example>", true, {"Ann Lee"}},
                    NameCase{"ann@lamp.example (Ann Lee)", false, {"Ann Lee"}},
                    NameCase{"Lee, Ann; Ek, Bo", false, {"Ann Lee", "Bo Ek"}},
                    NameCase{"Lee, Ann", false, {"Ann Lee"}}, NameCase{"Lee, MBA", false, {"Lee"}},
                    NameCase{"Автор: Анна Брандт", true, {"Анна Брандт"}},
                    NameCase{"АВТОР Анна Брандт", true, {"Анна Брандт"}},
                    NameCase{"автор: Анна Брандт", true, {"Анна Брандт"}},
                    NameCase{"Авторова Анна", true, {"Авторова Анна"}}));

TEST(Bylines, EndWhereASignSaysSo) {
  EXPECT_EQ(cut_byline("Ann Lee » Sat Jan 3, 2026"), "Ann Lee");
  EXPECT_EQ(cut_byline("Ann Lee › Boats"), "Ann Lee");
  EXPECT_EQ(cut_byline("Ann Lee"), "Ann Lee");
}

TEST(Roles, BehindNamesAreNoNames) {
  EXPECT_EQ(names_with_roles("Ann Lee, Port Engineer, and Bo Ek, Head of Works, Coast Institute"),
            (Names{"Ann Lee", "Bo Ek"}));
  EXPECT_EQ(names_with_roles("Ann Lee, Editor"), Names{"Ann Lee"});
  EXPECT_EQ(names_with_roles("Boats, Nets, and Ropes"), Names{});
  EXPECT_EQ(names_with_roles("Ann Lee, Coal Quay"), Names{});
}

struct EastAsianCase {
  const char* line;
  Names names;
};
class EastAsian : public testing::TestWithParam<EastAsianCase> {};
TEST_P(EastAsian, BylinesAreRead) {
  EXPECT_EQ(east_asian_names(GetParam().line), GetParam().names);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, EastAsian,
    testing::Values(
        EastAsianCase{"기자명 김민준", {"김민준"}}, EastAsianCase{"기자명 김민준 기자", {"김민준"}},
        EastAsianCase{"작성자: 이서연", {"이서연"}}, EastAsianCase{"기자명단을 보았다", {}},
        EastAsianCase{"作者：林晓 来源：东门晚报 2025-03-11 19:40", {"林晓"}},
        EastAsianCase{"东门新闻记者 林晓2025-03-11 19:40来源：东门新闻", {"林晓"}},
        EastAsianCase{"记者 林晓 通讯员 王明", {"林晓", "王明"}},
        EastAsianCase{"記者林曉明／報導", {"林曉明"}},
        EastAsianCase{"本报记者 林晓、王明 摄影报道", {"林晓", "王明"}},
        EastAsianCase{"文/林晓 编辑/王明", {"林晓"}},
        EastAsianCase{"作者：未知 责任编辑：王明", {"王明"}},
        EastAsianCase{"记者从港务局获悉，码头将关闭", {}}, EastAsianCase{"来源：东门晚报", {}},
        EastAsianCase{"中文网站", {}}, EastAsianCase{"홍길동 기자 2025.03.11 19:40", {"홍길동"}},
        EastAsianCase{"홍길동·김철수 기자", {"홍길동", "김철수"}}, EastAsianCase{"기자 회견", {}},
        EastAsianCase{"By Ann Lee", {}}));

TEST(EastAsian, BylinesStandInBracketsOfTheText) {
  EXPECT_EQ(names_in_brackets("本报讯（记者 林晓）东门港务局周二晚间投票决定，将旧码头关闭。"),
            Names{"林晓"});
  EXPECT_EQ(names_in_brackets("码头将在后年夏季帆船赛之前完工。（责任编辑：王明）"), Names{"王明"});
  EXPECT_EQ(names_in_brackets("码头（旧）将关闭。"), Names{});
  EXPECT_EQ(names_in_brackets("（作者"), Names{});
}

TEST(Byline, EndsWhereSomethingElseBegins) {
  EXPECT_EQ(cut_byline("Ann Lee on Friday December 19, 2025"), "Ann Lee");
  EXPECT_EQ(cut_byline("Ann Lee in Harbours on 1 June 2019"), "Ann Lee");
  EXPECT_EQ(cut_byline("Ann Lee June 13"), "Ann Lee");
  EXPECT_EQ(cut_byline("Ann Lee | 3 min"), "Ann Lee");
  EXPECT_EQ(cut_byline("Ann Lee"), "Ann Lee");
  EXPECT_EQ(cut_byline("Ann Lee on Tuesday"), "Ann Lee");
  EXPECT_EQ(behind_inner_opener("17.05.2024 13:30 von Olga Lind"), "Olga Lind");
  EXPECT_EQ(behind_inner_opener("Bylaws of Vonnegut"), "");
}

TEST(PersonNames, HaveAShape) {
  for (const char* name : {"Ann Lee", "Wolf-Dieter von Stein", "A. B. Ek", "Lê Phương", "牛镛",
                           "ANN LEE", "Émile du Lac"}) {
    EXPECT_TRUE(looks_like_person(name)) << name;
  }
  for (const char* name : {"Ann", "Read more", "The Editorial Team", "Top 10 Harbours", "ann-lee",
                           "Tides rise in the north", "Staff Writer"}) {
    EXPECT_FALSE(looks_like_person(name)) << name;
  }
}

std::string text_of(int paragraphs) {
  std::string out;
  for (int i = 0; i < paragraphs; ++i) {
    out +=
        "<p>The water came up over the quay in the morning, and people who live by the harbour, "
        "paragraph " +
        std::to_string(i) + ", carried their boats inland before the wind turned.</p>";
  }
  return out;
}

records::Article article_of(const std::string& html) {
  const auto page = html::Document::parse(html);
  PageContext context;
  context.url = *url::Url::parse("https://www.lamp.example/2024/05/17/tides");
  return extract_article(*page, context);
}

struct PlaceCase {
  const char* name;
  const char* before;  ///< Between headline and text.
  const char* behind;  ///< Behind the text.
  Names names;
};
class BylinePlace : public testing::TestWithParam<PlaceCase> {};
TEST_P(BylinePlace, IsFound) {
  const auto got =
      article_of("<title>Tides rise in the north</title><h1>Tides rise in the north</h1>" +
                 std::string(GetParam().before) + text_of(6) + GetParam().behind);
  EXPECT_EQ(got.authors, GetParam().names);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, BylinePlace,
    testing::Values(
        PlaceCase{"ALinkToAPerson",
                  "<div class='byline'>By <a href='/author/ann'>Ann Lee</a> on May 17</div>",
                  "",
                  {"Ann Lee"}},
        PlaceCase{"WordsWithoutAClass", "<div>By Ann Lee</div>", "", {"Ann Lee"}},
        PlaceCase{"BehindADate", "<div>17.05.2024 13:30 von Olga Lind</div>", "", {"Olga Lind"}},
        PlaceCase{
            "BesideADate", "<small>17.05.2024 | 13:10 Uhr | Uta Lind</small>", "", {"Uta Lind"}},
        PlaceCase{"SetApartByStyleAlone",
                  "<div><span>By Ann Lee</span><span>Monday, 5 March</span></div>",
                  "",
                  {"Ann Lee"}},
        PlaceCase{"BehindALabelThatIsSetApart",
                  "<div><span>Written by</span><span>Ann Lee</span></div>",
                  "",
                  {"Ann Lee"}},
        PlaceCase{"WithARoleBelowTheHeadline", "<div>Ann Lee, Staff Writer</div>", "", {"Ann Lee"}},
        PlaceCase{"NotASectionOfPeople",
                  "<div><a href='/people/'>People</a></div><div>By Ann Lee</div>",
                  "",
                  {"Ann Lee"}},
        PlaceCase{"BelowALabel",
                  "<div><div>Written by</div><div><b>Ann Lee</b></div></div>",
                  "",
                  {"Ann Lee"}},
        PlaceCase{"AnElementNamedSo",
                  "<div class='info'><span class='author'>Ann Lee</span></div>",
                  "",
                  {"Ann Lee"}},
        PlaceCase{"AListItemOfTheHead",
                  "<ul class='story-info'><li class='info-item'>By <a "
                  "href='/author/ann'>Ann Lee</a></li></ul>",
                  "",
                  {"Ann Lee"}},
        PlaceCase{"TwoLinks",
                  "<p class='byline'>By <a href='/author/ann'>Ann Lee</a> and <a "
                  "href='/author/bo'>Bo Ek</a></p>",
                  "",
                  {"Ann Lee", "Bo Ek"}},
        PlaceCase{"BlocksOfTheirOwn",
                  "<div class='authors'><div class='author'><a href='/author/ann'>Ann "
                  "Lee</a></div><div class='author'><a href='/author/bo'>Bo Ek</a></div></div>",
                  "",
                  {"Ann Lee", "Bo Ek"}},
        PlaceCase{"AButton",
                  "<div class='author-info'><span>Written by</span><button class='user-name'>Ann "
                  "Lee</button></div>",
                  "",
                  {"Ann Lee"}},
        PlaceCase{"OfCommentsIsNoneOfTheArticle",
                  "",
                  "<div class='comments'><div class='comment'><span class='author'>Bo "
                  "Ek</span><p>Nice</p></div></div>",
                  {}},
        PlaceCase{"ALineBreakBeforeTheDate",
                  "<div class='x'>By <b>Ann Lee</b><br>March 25, 2015</div>",
                  "",
                  {"Ann Lee"}},
        PlaceCase{"ALineBreakBeforeARole",
                  "<div class='byline'>By Ann Lee<br>Harbour Correspondent</div>",
                  "",
                  {"Ann Lee"}},
        PlaceCase{"ALineBreakBetweenTwo",
                  "<div class='byline'>By Ann Lee<br>and Bo Ek</div>",
                  "",
                  {"Ann Lee", "Bo Ek"}},
        PlaceCase{"TheDateBeforeIt",
                  "<div class='byline'>Monday August 27, 2018 10:05 am PDT by Ann Lee</div>",
                  "",
                  {"Ann Lee"}},
        PlaceCase{"NamesWithRolesBesideTheDate",
                  "<p>March 24, 2026</p><p>Ann Lee, Port Engineer, and Bo Ek, Head of Works</p>",
                  "",
                  {"Ann Lee", "Bo Ek"}},
        PlaceCase{
            "OfOtherStoriesIsNone",
            "<p class='d'>11 March 2025</p>",
            "<div class='hot'><div><h4><a href='/t/0'>Boats carried inland again</a></h4><p "
            "class='byline'>1 hour ago <a href='/author/ann'>Ann Lee</a></p></div><div><h4><a "
            "href='/t/1'>Nets hung out to dry</a></h4><p class='byline'>2 hours ago <a "
            "href='/author/bo'>Bo Ek</a></p></div></div>",
            {}},
        PlaceCase{"ASubheadingIsNone",
                  "<p>The board voted on Tuesday night to close the old pier for eleven months, "
                  "after divers found that piles were hollow.</p><h3>Timber Piles</h3>",
                  "",
                  {}},
        PlaceCase{"ANavigationIsNone",
                  "<nav><a href='/a'>Best Harbours</a><a href='/b'>Get Quote</a></nav>",
                  "",
                  {}}),
    [](const auto& test) { return std::string(test.param.name); });

/// The candidates' names, joined, with the number of their source.
std::vector<std::string> offered(const std::string& html) {
  const auto page = html::Document::parse(html);
  const auto facts = gather_facts(*page);
  const auto survey = extract::survey(*page);
  const url::Url url = *url::Url::parse("https://www.lamp.example/tides");
  const auto headline = find_title(facts, nullptr, "The Lamp", url, nullptr);
  const AuthorsInput input{*page,      facts, own_article(facts, url), survey, headline.element, "",
                           "The Lamp", url};
  std::vector<std::string> out;
  const auto found = gather_authors(input);
  EXPECT_EQ(author_features(input, found).size(), found.size());
  for (const auto& one : found) {
    EXPECT_EQ(one.names.size(), one.keys.size());
    out.push_back(std::to_string(static_cast<int>(one.source)) + " " + one.candidate.value);
  }
  return out;
}

std::string of(NameSource source, const std::string& names) {
  return std::to_string(static_cast<int>(source)) + " " + names;
}

struct FrameCase {
  const char* name;
  const char* page;
  Names names;
};
class Frame : public testing::TestWithParam<FrameCase> {};
TEST_P(Frame, OfAPageNamesNobody) {
  const std::string page = GetParam().page;
  const auto cut = page.find('|');
  EXPECT_EQ(article_of(page.substr(0, cut) + text_of(6) + page.substr(cut + 1)).authors,
            GetParam().names);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, Frame,
    testing::Values(
        FrameCase{"Menu", "<nav><p class=author>Latest Drafts</p></nav><h1>Tides rise</h1>|", {}},
        FrameCase{"MenuBehindTheText",
                  "<h1>Tides rise</h1>|<nav><p>By <a href='/author/ann'>Ann Lee</a></p></nav>",
                  {}},
        FrameCase{"Head",
                  "<header><p>By <a href='/author/ann'>Ann Lee</a></p></header>"
                  "<h1>Tides rise</h1>|",
                  {}},
        FrameCase{"ButOfASiteThatHasItsWritersName",
                  "<meta property=og:site_name content='Ann Lee'>"
                  "<header><p class=author>Ann Lee</p></header><h1>Tides rise</h1>|",
                  {"Ann Lee"}},
        FrameCase{"HeadWithMicrodata",
                  "<header><span itemprop=author>Ann Lee</span></header><h1>Tides rise</h1>|",
                  {}},
        FrameCase{"NotTheHeadOfTheArticle",
                  "<article><header><p>By <a href='/author/ann'>Ann Lee</a></p></header>"
                  "<h1>Tides rise</h1>|</article>",
                  {"Ann Lee"}},
        FrameCase{"NotTheHeadAroundTheHeadline",
                  "<header><h1>Tides rise</h1><p>By <a href='/author/ann'>Ann Lee</a></p>"
                  "</header>|",
                  {"Ann Lee"}},
        FrameCase{"NotAHeadBehindTheHeadline",
                  "<h1>Tides rise</h1><header><p>By <a href='/author/ann'>Ann Lee</a></p>"
                  "</header>|",
                  {"Ann Lee"}}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(AuthorCandidates, AreReadFromEverySortOfMetadata) {
  const auto got = offered(
      "<meta name=author content='By Ann Lee'><meta name='parsely-author' content='Ann Lee'>"
      "<meta name='DC.creator' content='Lee, Ann'><meta name='twitter:label1' content='Written by'>"
      "<meta name='twitter:data1' content='Ann Lee'>"
      "<script type='application/ld+json'>{\"@type\":\"BlogPosting\",\"headline\":\"Tides rise\","
      "\"author\":[{\"@type\":\"Person\",\"name\":\"Ann Lee\"},{\"name\":\"The Lamp\"}]}</script>"
      "<script type='application/json'>{\"post\":{\"author\":{\"id\":3,\"name\":\"Ann "
      "Lee\"}}}</script>"
      "<h1>Tides rise</h1><span itemprop=author itemscope><span itemprop=name>Ann "
      "Lee</span></span>" +
      text_of(3));
  const auto has = [&](const std::string& one) {
    return std::find(got.begin(), got.end(), one) != got.end();
  };
  // The publication beside a person is none.
  EXPECT_TRUE(has(of(NameSource::kLinkedData, "Ann Lee")));
  EXPECT_TRUE(has(of(NameSource::kMeta, "Ann Lee")));
  EXPECT_TRUE(has(of(NameSource::kCard, "Ann Lee")));
  EXPECT_TRUE(has(of(NameSource::kState, "Ann Lee")));
  EXPECT_TRUE(has(of(NameSource::kProperty, "Ann Lee")));
}

TEST(AuthorCandidates, OfRdfaAndHatom) {
  const auto got = offered(
      "<h1>Tides rise</h1><span property='schema:author'>Ann Lee</span>"
      "<div class='vcard author'><span class='fn'>Bo Ek</span></div>" +
      text_of(3));
  EXPECT_NE(std::find(got.begin(), got.end(), of(NameSource::kProperty, "Ann Lee")), got.end());
  EXPECT_NE(std::find(got.begin(), got.end(), of(NameSource::kMarked, "Bo Ek")), got.end());
}

TEST(AuthorCandidates, StandAtTheEndOfTheText) {
  const auto got =
      offered("<h1>Tides rise</h1>" + text_of(6) + "<p><strong>Lê Phương</strong></p>");
  EXPECT_EQ(got, Names{of(NameSource::kAlone, "Lê Phương")});
}

TEST(Authors, OfAHouseGiveWayToPersons) {
  const std::string house =
      "<meta name='author' content='Northern Broadcasting Corporation'><script "
      "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":{\"@type\":"
      "\"Organization\",\"name\":\"Northern Broadcasting Corporation\"}}</script>"
      "<title>Tides rise in the north</title><h1>Tides rise in the north</h1>";
  const std::string byline = "<div class='byline'>By <a href='/author/ann'>Ann Lee</a></div>";
  EXPECT_EQ(article_of(house + byline + text_of(6)).authors, Names{"Ann Lee"});
  EXPECT_EQ(article_of(house + text_of(6)).authors, Names{"Northern Broadcasting Corporation"});
}

TEST(AuthorCandidates, HaveABound) {
  std::string html = "<h1>Tides rise</h1>";
  for (int i = 0; i < 3000; ++i)
    html +=
        "<div class=author>By Ann Lee" + std::string(1, static_cast<char>('a' + i % 26)) + "</div>";
  EXPECT_LE(offered(html).size(), 100U);
}

TEST(Authors, AreExplainedInWords) {
  const auto page = html::Document::parse(
      "<h1>Tides rise in the north</h1><div class='byline'>By <a "
      "href='/author/ann'>Ann Lee</a></div>" +
      text_of(5));
  PageContext context;
  std::vector<Explanation> explanations;
  const auto got = extract_article(*page, context, &explanations);
  const auto won = std::find_if(explanations.begin(), explanations.end(),
                                [](const auto& one) { return one.field == "authors" && one.won; });
  ASSERT_NE(won, explanations.end());
  EXPECT_EQ(won->value, "Ann Lee");
  EXPECT_EQ(won->why, "a link to a person's page");
  EXPECT_GT(won->score, 0.15);
}

// The sanitizers see it where the neighbours of such an element are looked for behind the blocks.
TEST(Bylines, AnElementBehindTheLastTextHasNoNeighbours) {
  const auto page = html::Document::parse(
      R"(<abbr class=published title="2024-05-17T09:30:0"headline":"0">x</abbr>)"
      R"(<span itemprop=author>By A. B, C D and Eauthor>By A. B, C1>)");
  ASSERT_TRUE(page);
  PageContext context;
  context.url = *url::Url::parse("https://news.example/a");
  EXPECT_EQ(extract_article(*page, context).url, "https://news.example/a");
}

}  // namespace
}  // namespace tearsheet::extract
