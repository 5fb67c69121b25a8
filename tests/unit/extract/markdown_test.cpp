// Markdown and HTML of an article, the Markdown read back by another program's parser.
#include <gtest/gtest.h>
#include <md4c-html.h>

#include "extract/extract.h"
#include "extract/render/markdown.h"

namespace tearsheet::extract {
namespace {

using records::Block;
using Kind = records::Block::Kind;

std::string read_back(const std::string& markdown) {
  std::string html;
  const int failed = md_html(
      markdown.data(), static_cast<MD_SIZE>(markdown.size()),
      [](const MD_CHAR* text, MD_SIZE size, void* out) {
        static_cast<std::string*>(out)->append(text, size);
      },
      &html, MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH, 0);
  EXPECT_EQ(failed, 0);
  return html;
}
std::string without_spaces(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != '\n') out += c;
  }
  return out;
}

Block block(Kind kind, std::string text, std::string html = {}, std::uint8_t level = 0,
            bool ordered = false) {
  return {kind, level, ordered, std::move(text), std::move(html), {}};
}

struct Case {
  const char* name;
  std::vector<Block> blocks;
  const char* html;  ///< As read back, without line ends.
};
class Markdown : public testing::TestWithParam<Case> {};

TEST_P(Markdown, ReadsBackAsWhatItWas) {
  const std::string markdown = to_markdown(GetParam().blocks);
  EXPECT_EQ(without_spaces(read_back(markdown)), GetParam().html) << markdown;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Markdown,
    testing::Values(
        Case{"EveryMark",
             {block(Kind::kParagraph, R"(\ ` * _ { } [ ] ( ) # + - . ! | ~ < > & " ' : = ^ $ @)")},
             R"(<p>\ ` * _ { } [ ] ( ) # + - . ! | ~ &lt; &gt; &amp; &quot; ' : = ^ $ @</p>)"},
        Case{"MarksAtTheBeginningOfALine",
             {block(Kind::kParagraph, "# no heading"), block(Kind::kParagraph, "- no list"),
              block(Kind::kParagraph, "1. no list"), block(Kind::kParagraph, "2) no list"),
              block(Kind::kParagraph, "> no quote"), block(Kind::kParagraph, "---"),
              block(Kind::kParagraph, "==="), block(Kind::kParagraph, "~~~"),
              block(Kind::kParagraph, "```"), block(Kind::kParagraph, "| a | b |"),
              block(Kind::kParagraph, "[a]: b")},
             "<p># no heading</p><p>- no list</p><p>1. no list</p><p>2) no list</p><p>&gt; no "
             "quote</p><p>---</p><p>===</p><p>~~~</p><p>```</p><p>| a | b |</p><p>[a]: b</p>"},
        Case{"LinesOfAParagraph",
             {block(Kind::kParagraph, "one\ntwo", "one<br>- two<br>1. three")},
             "<p>one<br>- two<br>1. three</p>"},
        Case{"LinksAndEmphasis",
             {block(Kind::kParagraph, "x",
                    "A <a href=\"https://x.example/a_(b)?c=1&amp;d=2\">link *here*</a>, <em>so "
                    "</em>it <strong><em>is</em></strong> and <code>a`b*</code>.")},
             "<p>A <a href=\"https://x.example/a_(b)?c=1&amp;d=2\">link *here*</a>, <em>so</em> it "
             "<em><strong>is</strong></em> and <code>a`b*</code>.</p>"},
        Case{"AnExclamationMarkBeforeALink",
             {block(Kind::kParagraph, "x", "Look!<a href=\"https://x.example/\">here</a>")},
             "<p>Look!<a href=\"https://x.example/\">here</a></p>"},
        Case{"EmphasisWhereMarksWouldNotBind",
             {block(Kind::kParagraph, "x", "文字<strong>「強調」</strong>文字"),
              block(Kind::kParagraph, "x", "a<em>(b)</em>c <em>d</em><em>e</em>")},
             "<p>文字「強調」文字</p><p>a(b)c <em>d</em>e</p>"},
        Case{"NestedLists",
             {block(Kind::kListItem, "one", "", 1, true), block(Kind::kListItem, "a", "", 2),
              block(Kind::kListItem, "b", "", 2), block(Kind::kListItem, "two", "", 1, true)},
             "<ol><li>one<ul><li>a</li><li>b</li></ul></li><li>two</li></ol>"},
        Case{"AListThatBeginsDeep",
             {block(Kind::kListItem, "deep", "", 3), block(Kind::kListItem, "high", "", 1)},
             "<ul><li>deep</li><li>high</li></ul>"},
        Case{"ATable",
             {block(Kind::kTableRow, "Day | Height"), block(Kind::kTableRow, "Monday | 2 m"),
              block(Kind::kTableRow, "*")},
             "<table><thead><tr><th>Day</th><th>Height</th></tr></thead><tbody><tr><td>Monday</td>"
             "<td>2 m</td></tr><tr><td>*</td><td></td></tr></tbody></table>"},
        Case{"AQuotationOfTwoParagraphs",
             {block(Kind::kQuote, "One."), block(Kind::kQuote, "Two."),
              block(Kind::kParagraph, "Three.")},
             "<blockquote><p>One.</p><p>Two.</p></blockquote><p>Three.</p>"},
        Case{"CodeWithFences",
             {block(Kind::kPreformatted, "a\n```\n  b")},
             "<pre><code>a```  b</code></pre>"},
        Case{"AHeading", {block(Kind::kHeading, "1. Tides #", "", 3)}, "<h3>1. Tides #</h3>"},
        Case{"APicture",
             {{Kind::kImage, 0, false, "A [boat]", "", "https://x.example/a b(1).jpg"},
              block(Kind::kCaption, "By the quay.")},
             "<p><img src=\"https://x.example/a%20b(1).jpg\" alt=\"A [boat]\"></p><p><em>By the "
             "quay.</em></p>"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Html, ListsTablesAndPicturesAreWhatTheyAre) {
  records::Article article;
  article.title = "Tides & <boats>";
  article.blocks = {block(Kind::kListItem, "one", "", 1, true),
                    block(Kind::kListItem, "a", "", 2),
                    block(Kind::kListItem, "two", "", 1, true),
                    block(Kind::kTableRow, "Day | <b>"),
                    {Kind::kImage, 0, false, "\"quay\"", "", "https://x.example/q.jpg"},
                    block(Kind::kCaption, "By the quay.")};
  const std::string got = without_spaces(render(article, BodyFormat::kHtml));
  EXPECT_EQ(got,
            "<article><h1>Tides &amp; &lt;boats&gt;</h1><ol><li>one<ul><li>a</li></ul></li><li>two"
            "</li></ol><table><tr><td>Day</td><td>&lt;b&gt;</td></tr></table><figure><img "
            "src=\"https://x.example/q.jpg\" alt=\"&quot;quay&quot;\"><figcaption>By the quay."
            "</figcaption></figure></article>");
}

}  // namespace
}  // namespace tearsheet::extract
