// Markdown and HTML of an article, the Markdown read back by another program's parser.
#include <gtest/gtest.h>
#include <md4c-html.h>

#include "extract/extract.h"
#include "extract/render/markdown.h"

namespace tearsheet::extract {
namespace {

using records::Block;
using records::Enclosure;
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

Block block(Kind kind, std::string text, std::string html = {}, std::uint8_t level = 0) {
  Block out;
  out.kind = kind;
  out.level = level;
  out.text = std::move(text);
  out.html = std::move(html);
  return out;
}
Block within(std::vector<Enclosure> enclosures, Block one) {
  one.within = std::move(enclosures);
  return one;
}
Enclosure quote(std::uint32_t id) {
  return {.kind = Enclosure::Kind::kQuote, .id = id};
}
Enclosure bullet(std::uint32_t list, std::uint32_t id) {
  return {.kind = Enclosure::Kind::kBullet, .list = list, .id = id};
}
Enclosure numbered(std::uint32_t list, std::uint32_t number) {
  return {.kind = Enclosure::Kind::kNumbered, .list = list, .number = number, .id = list + number};
}
Block item(std::vector<Enclosure> enclosures, std::string text) {
  return within(std::move(enclosures), block(Kind::kListItem, std::move(text)));
}
Block row(std::uint32_t table, const std::vector<std::string>& cells) {
  Block out = block(Kind::kTableRow, "row");
  out.table = table;
  for (const auto& cell : cells) out.cells.push_back({.text = cell, .html = {}});
  return out;
}
Block code(std::string text, std::string language = {}) {
  Block out = block(Kind::kPreformatted, std::move(text));
  out.language = std::move(language);
  return out;
}
Block picture(std::string text, std::string url) {
  Block out = block(Kind::kImage, std::move(text));
  out.url = std::move(url);
  return out;
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
             {item({numbered(1, 1)}, "one"), item({numbered(1, 1), bullet(3, 4)}, "a"),
              item({numbered(1, 1), bullet(3, 5)}, "b"), item({numbered(1, 2)}, "two")},
             "<ol><li>one<ul><li>a</li><li>b</li></ul></li><li>two</li></ol>"},
        Case{"AListThatBeginsDeep",
             {item({bullet(1, 2), bullet(3, 4)}, "deep"), item({bullet(1, 5)}, "high")},
             "<ul><li><ul><li>deep</li></ul></li><li>high</li></ul>"},
        Case{"NumbersThatDoNotBeginAtOne",
             {item({numbered(1, 4)}, "four"), item({numbered(1, 5)}, "five")},
             "<ol start=\"4\"><li>four</li><li>five</li></ol>"},
        Case{"TwoListsSideBySide",
             {item({bullet(1, 2)}, "a"), item({bullet(3, 4)}, "b")},
             "<ul><li>a</li></ul><ul><li>b</li></ul>"},
        Case{"CodeAndParagraphsInAnItem",
             {item({bullet(1, 2)}, "Run"), within({bullet(1, 2)}, code("x = 1\n\n  y")),
              item({bullet(1, 2)}, "and wait."), item({bullet(1, 3)}, "Go")},
             "<ul><li><p>Run</p><pre><code>x = 1  y</code></pre><p>and wait.</p></li>"
             "<li><p>Go</p></li></ul>"},
        Case{"ATable",
             {row(1, {"Day", "Height"}), row(1, {"Monday | noon", ""}), row(1, {"*"})},
             "<table><thead><tr><th>Day</th><th>Height</th></tr></thead><tbody><tr><td>Monday | "
             "noon</td><td></td></tr><tr><td>*</td><td></td></tr></tbody></table>"},
        Case{"TwoTables",
             {row(1, {"a", "b"}), row(2, {"c", "d"})},
             "<table><thead><tr><th>a</th><th>b</th></tr></thead></table>"
             "<table><thead><tr><th>c</th><th>d</th></tr></thead></table>"},
        Case{"AQuotationOfTwoParagraphs",
             {within({quote(1)}, block(Kind::kQuote, "One.")),
              within({quote(1)}, block(Kind::kQuote, "Two.")), block(Kind::kParagraph, "Three.")},
             "<blockquote><p>One.</p><p>Two.</p></blockquote><p>Three.</p>"},
        Case{"AQuotationInAQuotation",
             {within({quote(1)}, block(Kind::kQuote, "One.")),
              within({quote(1), quote(2)}, block(Kind::kQuote, "Two.")),
              within({quote(1)}, block(Kind::kQuote, "Three.")),
              within({quote(3)}, block(Kind::kQuote, "Four."))},
             "<blockquote><p>One.</p><blockquote><p>Two.</p></blockquote><p>Three.</p>"
             "</blockquote><blockquote><p>Four.</p></blockquote>"},
        Case{"CodeWithFences", {code("a\n```\n  b")}, "<pre><code>a```  b</code></pre>"},
        Case{"CodeInALanguage",
             {code("x = 1", "python")},
             "<pre><code class=\"language-python\">x = 1</code></pre>"},
        Case{"AHeading", {block(Kind::kHeading, "1. Tides #", "", 3)}, "<h3>1. Tides #</h3>"},
        Case{"APicture",
             {picture("A [boat]", "https://x.example/a b(1).jpg"),
              block(Kind::kCaption, "By the quay.")},
             "<p><img src=\"https://x.example/a%20b(1).jpg\" alt=\"A [boat]\"></p><p><em>By the "
             "quay.</em></p>"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(MarkdownBeyondCommonMark, IsWhatMostReadersKnow) {
  const Enclosure note{.kind = Enclosure::Kind::kFootnote, .number = 1, .id = 9};
  Enclosure task = bullet(1, 2);
  task.task = Enclosure::Task::kDone;
  Block formula = block(Kind::kFormula, "x^2");
  EXPECT_EQ(
      to_markdown(std::vector<Block>{item({task}, "Buy pumps"),
                                     block(Kind::kParagraph, "x",
                                           "It is <span class=\"math\">a_1 &lt; b</span> for $5"
                                           "<sup><a href=\"#fn-1\">1</a></sup>."),
                                     formula, within({note}, block(Kind::kParagraph, "See there.")),
                                     within({note}, block(Kind::kParagraph, "And here."))}),
      "\n- [x] Buy pumps\n\nIt is $a_1 < b$ for \\$5[^1].\n\n$$\nx^2\n$$\n\n[^1]: See "
      "there.\n\n    And here.\n");
}

TEST(MarkdownBeyondCommonMark, TakesTexThatAScriptWasToFind) {
  EXPECT_EQ(inline_markdown("So \\(x_1\\) and \\[y_2\\] and $$z_3$$, not \\(a_1"),
            "So $x_1$ and $$y_2$$ and $$z_3$$, not \\\\(a\\_1");
}

TEST(Html, ListsTablesAndPicturesAreWhatTheyAre) {
  records::Article article;
  article.title = "Tides & <boats>";
  Block head = row(7, {"Day", "<b>"});
  head.cells[0].is_head = true;
  article.blocks = {item({numbered(1, 1)}, "one"),
                    item({numbered(1, 1), bullet(3, 4)}, "a"),
                    item({numbered(1, 2)}, "two"),
                    head,
                    picture("\"quay\"", "https://x.example/q.jpg"),
                    block(Kind::kCaption, "By the quay."),
                    code("a < b", "c++")};
  const std::string got = without_spaces(render(article, BodyFormat::kHtml));
  EXPECT_EQ(got,
            "<article><h1>Tides &amp; &lt;boats&gt;</h1><ol><li>one<ul><li>a</li></ul></li><li>two"
            "</li></ol><table><tr><th>Day</th><td>&lt;b&gt;</td></tr></table><figure><img "
            "src=\"https://x.example/q.jpg\" alt=\"&quot;quay&quot;\"><figcaption>By the quay."
            "</figcaption></figure><pre><code class=\"language-c++\">a &lt; b</code></pre>"
            "</article>");
}

}  // namespace
}  // namespace tearsheet::extract
