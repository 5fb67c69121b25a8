// Pages that once cost more than they should when they grew: the same page doubled costs about
// twice.
#include <gtest/gtest.h>

#include "../../fuzz/doubling.h"
#include "extract/extract.h"

namespace tearsheet::extract {
namespace {

TEST(Doubling, TellsSquaresFromLines) {
  const Shape shape{"<p>", "ab ", "</p>"};
  const auto size = [](const std::string& text) { return static_cast<double>(text.size()); };
  EXPECT_FALSE(grows_too_fast(shape, size));
  EXPECT_TRUE(grows_too_fast(shape, [&](const auto& text) { return size(text) * size(text); }));
  EXPECT_FALSE(grows_too_fast(shape, [&](const auto& text) { return 1e-12 * size(text); }))
      << "what costs next to nothing is not judged";
  // A single step is no growth.
  EXPECT_FALSE(grows_too_fast(
      shape, [&](const auto& text) { return size(text) * (text.size() > 3000 ? 4 : 1); }));
  EXPECT_FALSE(grows_too_fast({"a", "", "b"}, size));
}

TEST(Doubling, ReadsTheThreePartsOfAShape) {
  EXPECT_EQ(shape_of("<p>\x1F"
                     "a \x1F</p>")
                .times(2),
            "<p>a a </p>");
  EXPECT_EQ(shape_of("<p>\x1F"
                     "a")
                .times(3),
            "<p>aaa");
  EXPECT_EQ(shape_of("ab").times(2), "abab");
}

/// Reads a page in every way; gives the seconds.
double cost_of(const std::string& bytes) {
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/news/2024/05/17/tides");
  return computing_time([&] {
    const auto page = html::Document::parse(bytes);
    if (!page) return;
    (void)render(extract_article(*page, context), BodyFormat::kMarkdown);
    (void)extract_listing(*page, context, nullptr);
  });
}

const std::string kSentence =
    "The water came up over the quay in the morning, and people carried their boats inland before "
    "the wind turned. ";
const std::string kBeginning = "<html lang=en><article><h1>The tide rises</h1><p>" + kSentence +
                               kSentence + kSentence + "</p>";

struct CostCase {
  const char* name;
  Shape shape;
};
class Cost : public testing::TestWithParam<CostCase> {};

TEST_P(Cost, DoublesWithThePage) {
  EXPECT_FALSE(
      grows_too_fast(GetParam().shape, cost_of, {.first_bytes = 16'000, .max_bytes = 128'000}));
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Cost,
    testing::Values(
        CostCase{"MarksOfLatin", {"<p>a", "\u0301\u0323", ""}},
        CostCase{"MarksThatAreNoAccents", {"<title>a", "\u093C\u094D", "</title>"}},
        CostCase{"MarksOfAHost", {"<a href=\"http://a", "\u0301\u0323", ".example/\">x</a>"}},
        CostCase{"PartsOfATitle", {"<title>", "a | ", "</title><h1>The tide rises</h1>"}},
        CostCase{"HeadingsInHeadings", {"", "<h1><div>The tide ", ""}},
        CostCase{"DescriptionsInEachOther", {"", "<div itemprop=description>The tide ", ""}},
        CostCase{"LinksToOneAddress",
                 {"", "<div><a href=\"/one-two-three-four\">The tide rises</a></div>", ""}},
        CostCase{"LabelsInALink", {"<a href=\"/x\">2", "<label>Author:<br><br>", ""}},
        CostCase{"LiteralsWithoutAName",
                 {"<script>f(", "{a:\"" + std::string(220, 'x') + "\"},", "0)</script>"}},
        CostCase{"Dialogues",
                 {kBeginning, "<div role=dialog><p>" + kSentence + "</p></div>", "</article>"}},
        CostCase{"LanguagesInLanguages",
                 {kBeginning + "<div lang=de>",
                  "<p>" + kSentence + "</p><div lang=fr><p>" + kSentence + "</p></div>", "</div>"}},
        CostCase{"NumberedPictures",
                 {kBeginning, "<div><p>1/3 a</p><p>2/3 b</p><p>3/3 c</p><p>1/4 d</p></div>", ""}},
        CostCase{"LinksThatStayOpen", {"", "<p><a href=/author/x>Ann Lee</a>", ""}}),
    [](const auto& test) { return std::string(test.param.name); });

// What stands in an element must not read the element's attributes anew, block by block.
TEST(LongAttributes, AreNotReadForEveryBlock) {
  const std::string without_end(400'000, 'x');
  for (const auto& [open, close] : {std::pair<std::string, std::string>{"<div class=\"", "</div>"},
                                    {"<div style=\"", "</div>"},
                                    {"<a href=\"/", "</a>"}}) {
    const Shape shape{open + "x\">", "<h2>The tide</h2>rises<br><br>", close};
    const Shape longer{open + without_end + "\">", shape.unit, close};
    EXPECT_LT(cost_of(longer.times(2000)), 4 * cost_of(shape.times(2000)) + 0.1) << open;
  }
}

}  // namespace
}  // namespace tearsheet::extract
