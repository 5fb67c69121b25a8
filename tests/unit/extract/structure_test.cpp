// What stands between a body's paragraphs, from a page to Markdown.
#include <gtest/gtest.h>

#include "extract/render/markdown.h"
#include "extract/structure/blocks.h"
#include "extract/structure/code.h"
#include "extract/structure/formulas.h"
#include "extract/structure/pictures.h"
#include "html/html.h"

namespace tearsheet::extract {
namespace {

html::Document parse(const std::string& html) {
  auto page = html::Document::parse(html);
  EXPECT_TRUE(page);
  return std::move(*page);
}
html::Node first(const html::Document& page, std::string_view name) {
  for (std::uint32_t i = 0; i < page.size(); ++i) {
    if (page.node(i).is_element() && page.node(i).name() == name) return page.node(i);
  }
  ADD_FAILURE() << "no " << name;
  return page.body();
}

/// The Markdown of a page whose paragraphs (<p class=x>) are chosen and nothing else.
std::string markdown_of(const std::string& between) {
  const auto page = parse("<main><p class=x>The board met on Tuesday:</p>" + between +
                          "<p class=x>It will meet again.</p></main>");
  const auto ground = survey(page);
  std::vector<std::uint32_t> chosen;
  for (std::uint32_t i = 0; i < ground.blocks.size(); ++i) {
    if (page.node(ground.blocks[i].holder).has_class("x")) chosen.push_back(i);
  }
  const auto url = url::Url::parse("https://pier.example/a");
  std::string out = to_markdown(make_blocks(page, ground, chosen, *url));
  static constexpr std::string_view kBegin = "\nThe board met on Tuesday:\n\n";
  EXPECT_TRUE(out.starts_with(kBegin)) << out;
  out.erase(0, kBegin.size());
  return out;
}
constexpr const char* kEnd = "It will meet again.\n";

struct Case {
  const char* name;
  std::string html, markdown;
};
class Between : public testing::TestWithParam<Case> {};

TEST_P(Between, IsTakenWithTheBody) {
  EXPECT_EQ(markdown_of(GetParam().html), GetParam().markdown);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Between,
    testing::Values(
        Case{"Code",
             "<div class=highlight><pre><code class=language-sql>SELECT a\n  FROM b;\n</code></pre>"
             "</div>",
             std::string("```sql\nSELECT a\n  FROM b;\n```\n\n") + kEnd},
        Case{"ATable",
             "<div><table><tr><th>Year</th><th>Catch</th></tr><tr><td>2024</td><td></td></tr>"
             "<tr><td><a href=/r>Riga</a></td><td>9</td></tr></table></div>",
             std::string("| Year | Catch |\n| --- | --- |\n| 2024 |  |\n| "
                         "[Riga](https://pier.example/r) | 9 |\n\n") +
                 kEnd},
        Case{"ATableThatOnlyLaysOut", "<table><tr><td><p class=x>One side.</p></td></tr></table>",
             std::string("One side.\n\n") + kEnd},
        Case{"NestedLists",
             "<ul><li>Harbour<ul><li>North</li><li>South</li></ul></li><li>Town</li></ul>",
             std::string("- Harbour\n  - North\n  - South\n- Town\n\n") + kEnd},
        Case{"ATaskList",
             "<ul><li><input type=checkbox checked> Buy pumps</li>"
             "<li><label><input type=checkbox> Test</label></li></ul>",
             std::string("- [x] Buy pumps\n- [ ] Test\n\n") + kEnd},
        Case{"AnnouncedLinks", "<ul><li><a href=/b>Minutes</a></li></ul>",
             std::string("- [Minutes](https://pier.example/b)\n\n") + kEnd},
        Case{"HeadingsOfDescendingLevels", "<h2>Works</h2><h3>Piles</h3>",
             std::string("## Works\n\n### Piles\n\n") + kEnd},
        Case{"NoHeadingOfWhatIsNotTaken", "<h2>Advice</h2><p>Call us now!</p>", kEnd},
        Case{"CodeWhoseNumbersAreHidden",
             "<pre><div><div class=ln aria-hidden=true>1</div><div>a</div></div></pre>",
             std::string("```\na\n```\n\n") + kEnd},
        Case{"ACaptionInOneWord",
             "<div><img src=/p.jpg><div class=thumbcaption>At <a href=/n>noon</a></div></div>",
             std::string("![](https://pier.example/p.jpg)\n\n*At noon*\n\n") + kEnd},
        Case{"ReadingsInBrackets",
             "<p class=x><ruby>汐<rp>(</rp><rt>しお</rt><rp>)</rp></ruby>の<ruby>見<rt>み</rt>"
             "</ruby></p>",
             std::string("汐(しお)の見\n\n") + kEnd},
        Case{"TheOtherItemsOfAList",
             "<ul><li class=x>The pier is closed.</li><li><a href=/b>Minutes</a></li>"
             "<li class=x>The quay is open.</li></ul>",
             std::string("- The pier is closed.\n- [Minutes](https://pier.example/b)\n- The quay "
                         "is open.\n\n") +
                 kEnd},
        Case{
            "CodeInAHighlightersTable",
            "<table><tr><td class=gutter><pre>1\n2</pre></td><td><pre>a\nb</pre></td></tr></table>",
            std::string("```\na\nb\n```\n\n") + kEnd},
        Case{"NoRelatedStories", "<ul class=related><li>Another story</li></ul>", kEnd},
        Case{"NoNavigation", "<nav><ul><li>Home of the harbour</li></ul></nav>", kEnd},
        Case{"AHeading", "<h3>Next <a href='#n'>#</a></h3>", std::string("### Next\n\n") + kEnd},
        Case{"APictureWithItsCaption",
             "<figure><img src=/p.jpg alt=Pumps><figcaption>At noon.</figcaption></figure>",
             std::string("![Pumps](https://pier.example/p.jpg)\n\n*At noon.*\n\n") + kEnd},
        Case{"NoPictureOfACard",
             "<div><a href=/b><img src=/b.jpg></a><a href=/b>Another story</a></div>", kEnd},
        Case{"APictureOnce",
             "<img src=data:, data-src=/p.jpg><noscript><img src=/p.jpg?w=8></noscript>",
             std::string("![](https://pier.example/p.jpg)\n\n") + kEnd},
        Case{"AFormulaOfItsOwn", "<div><math display=block><mi>x</mi></math></div>",
             std::string("$$\nx\n$$\n\n") + kEnd},
        Case{"FootnotesByTheirIds",
             "<p class=x>Piles are hollow<sup><a href='#n1'>1</a></sup>.</p><ol><li id=n1>Divers' "
             "report. <a href='#r1'>↩</a></li></ol>",
             std::string("Piles are hollow[^1].\n\n") + kEnd + "\n[^1]: Divers' report.\n"},
        Case{"FootnotesByTheirNumbers",
             "<p class=x>Piles are hollow.<sup>1</sup></p><hr><p><sup>1</sup> Divers' report.</p>",
             std::string("Piles are hollow.[^1]\n\n") + kEnd + "\n[^1]: Divers' report.\n"},
        Case{"ANoteInTheLine",
             "<p class=x>Piles are hollow<span class=sidenote>Says the report.</span> now.</p>",
             std::string("Piles are hollow[^1] now.\n\n") + kEnd + "\n[^1]: Says the report.\n"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Structure, CaptionsOfPicturesAreNotOfThePlainText) {
  const auto page = parse(
      "<main><p>The board met.</p><figure><img src=/p.jpg><figcaption>At noon.</figcaption>"
      "</figure><p>It will meet again.</p></main>");
  const auto ground = survey(page);
  const std::vector<std::uint32_t> chosen = {0, 2};
  const auto blocks = make_blocks(page, ground, chosen, *url::Url::parse("https://pier.example/"));
  EXPECT_EQ(plain_text(blocks), "The board met.\n\nIt will meet again.");
}

TEST(Structure, AnItemAroundTheWholeBodyIsNone) {
  const auto page = parse("<ul><li><p>The board met.</p><p>It will meet again.</p></li></ul>");
  const auto ground = survey(page);
  const std::vector<std::uint32_t> chosen = {0, 1};
  const auto blocks = make_blocks(page, ground, chosen, *url::Url::parse("https://pier.example/"));
  EXPECT_EQ(to_markdown(blocks), "\nThe board met.\n\nIt will meet again.\n");
}

struct CodeCase {
  const char* name;
  std::string html, text, language;
};
class Code : public testing::TestWithParam<CodeCase> {};

TEST_P(Code, IsReadWithoutItsHighlighter) {
  const auto page = parse(GetParam().html);
  EXPECT_EQ(code_text(first(page, "pre")), GetParam().text);
  EXPECT_EQ(code_language(first(page, "pre")), GetParam().language);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Code,
    testing::Values(
        CodeCase{"Plain", "<pre>\n\n  a\n\tb \n\n</pre>", "  a\n\tb", ""},
        CodeCase{"Breaks", "<pre>a<br>  b</pre>", "a\n  b", ""},
        CodeCase{"Spans", "<pre class='brush: py'><code><b>if</b> x:\n  y</code></pre>",
                 "if x:\n  y", "py"},
        CodeCase{"ElementsAsLines",
                 "<pre data-language=js><code><div><span class=ln>1</span><div>a {</div></div>"
                 "<div><span class=ln>2</span><div>\n</div></div><div><span class=ln>3</span>"
                 "<div>}</div></div></code></pre>",
                 "a {\n\n}", "js"},
        CodeCase{"NumbersWithoutAName",
                 "<pre><div><span>1</span><div>a</div></div><div><span>2</span><div>b</div></div>"
                 "</pre>",
                 "a\nb", ""},
        CodeCase{"SpansAsLines",
                 "<pre><code><span class=line>a</span><span class=line>b</span></code></pre>",
                 "a\nb", ""},
        CodeCase{"AButton", "<pre>a<button>Copy</button></pre>", "a", ""},
        CodeCase{"AroundIt", "<div class='highlight-source-go'><pre>a</pre></div>", "a", "go"},
        CodeCase{"NoLanguage", "<pre><code class=language-plaintext>a</code></pre>", "a", ""}),
    [](const auto& test) { return std::string(test.param.name); });

struct PictureCase {
  const char* name;
  std::string html, address;
};
class Pictures : public testing::TestWithParam<PictureCase> {};

TEST_P(Pictures, HaveTheAddressThatIsShown) {
  const auto page = parse(GetParam().html);
  EXPECT_EQ(picture_address(first(page, "img"), *url::Url::parse("https://pier.example/a")),
            GetParam().address);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Pictures,
    testing::Values(
        PictureCase{"Source", "<img src=p.jpg>", "https://pier.example/p.jpg"},
        PictureCase{"Lazy", "<img src=data:image/gif,x data-src=/p.jpg>",
                    "https://pier.example/p.jpg"},
        PictureCase{"LazyWithoutExtension", "<img src=/1x1.gif data-src=//v.example/9095>",
                    "https://v.example/9095"},
        PictureCase{"Set", "<img src=/blank.gif srcset='/s.jpg 300w, /l.jpg 900w, /m.jpg 600w'>",
                    "https://pier.example/l.jpg"},
        PictureCase{"SetWithoutSizes", "<img data-srcset='/s.jpg, /l.jpg'>",
                    "https://pier.example/s.jpg"},
        PictureCase{"SourceOfAPicture",
                    "<picture><source data-srcset='/p.webp 2x'><img src='data:,'></picture>",
                    "https://pier.example/p.webp"},
        PictureCase{"Pixel", "<img src=/count.gif width=1 height=1>", ""},
        PictureCase{"Nothing", "<img src='data:image/gif;base64,R0'>", ""}),
    [](const auto& test) { return std::string(test.param.name); });

struct FormulaCase {
  const char* name;
  std::string html, tex;
};
class Formulas : public testing::TestWithParam<FormulaCase> {};

TEST_P(Formulas, AreTex) {
  const auto page = parse(GetParam().html);
  const html::Node body = page.body();
  const auto formula = formula_at(body.first_child());
  ASSERT_TRUE(formula);
  EXPECT_EQ(formula->tex, GetParam().tex);
  EXPECT_EQ(formula->end, body.end());
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Formulas,
    testing::Values(
        FormulaCase{"Annotation",
                    "<math><semantics><mi>E</mi><annotation encoding='application/x-tex'>E = mc^2"
                    "</annotation></semantics></math>",
                    "E = mc^2"},
        FormulaCase{"AlternativeText", "<math alttext='{\\displaystyle a_1}'><mi>a</mi></math>",
                    "a_1"},
        FormulaCase{"MathMl",
                    "<math><mfrac><mi>π</mi><msqrt><msub><mi>x</mi><mn>1</mn></msub></msqrt>"
                    "</mfrac><mo>+</mo><mtext>so</mtext></math>",
                    "\\frac{\\pi}{\\sqrt{x_{1}}} + \\text{so}"},
        FormulaCase{"Roots",
                    "<math><mroot><mi>x</mi><mn>3</mn></mroot><mo>≠</mo><msqrt><mi>y</mi>"
                    "<mo>−</mo><mn>1</mn></msqrt></math>",
                    "\\sqrt[3]{x} \\neq \\sqrt{y - 1}"},
        FormulaCase{
            "Bounds",
            "<math><munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><msubsup>"
            "<mi>x</mi><mi>i</mi><mn>2</mn></msubsup><munder><mi>lim</mi><mi>n</mi></munder>"
            "<msup><mi>e</mi><mi>π</mi></msup></math>",
            "\\sum_{i}^{n} x_{i}^{2} lim_{n} e^{\\pi}"},
        FormulaCase{
            "Accents",
            "<math><mover><mi>a</mi><mo>^</mo></mover><mover><mi>b</mi><mo>¯</mo>"
            "</mover><mover><mi>c</mi><mo>~</mo></mover><mover><mi>d</mi><mo>→</mo></mover>"
            "<mover><mi>e</mi><mo>˙</mo></mover><mover><mi>f</mi><mtext>def</mtext></mover>"
            "</math>",
            "\\hat{a} \\overline{b} \\tilde{c} \\vec{d} \\dot{e} \\overset{\\text{def}}{f}"},
        FormulaCase{
            "Table",
            "<math><mo>(</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mi>α</mi></mtd>"
            "</mtr><mtr><mtd><mn>0</mn></mtd><mtd><mi>β</mi><mo>⋅</mo><mn>2</mn></mtd></mtr>"
            "</mtable><mo>)</mo></math>",
            "\\left( \\begin{matrix} 1 & \\alpha \\\\ 0 & \\beta \\cdot 2 \\end{matrix} "
            "\\right)"},
        FormulaCase{"LettersOfOtherShapes",
                    "<math><mi>𝐀</mi><mi>𝑏</mi><mi>𝛼</mi><mi>𝜵</mi><mn>𝟕</mn>"
                    "<mi>ℝ</mi></math>",
                    "A b \\alpha \\nabla 7 \\mathbb{R}"},
        FormulaCase{"WhatOnlyDraws",
                    "<math><mi>x</mi><mspace></mspace><mphantom><mi>y</mi></mphantom>"
                    "<ms>and so</ms></math>",
                    "x \\text{and so}"},
        FormulaCase{"Katex",
                    "<span class=katex><math><semantics><mi>E</mi><annotation "
                    "encoding='application/x-tex'>E_0</annotation></semantics></math><span "
                    "class=katex-html aria-hidden=true>E0</span></span>",
                    "E_0"},
        FormulaCase{"APictureOfIt", "<img class=latex alt='\\lambda A' src=x.png>", "\\lambda A"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Formulas, APictureWithWordsIsNone) {
  const auto page = parse("<img alt='The path C:\\ and a_b' src=x.png>");
  EXPECT_FALSE(formula_at(page.body().first_child()));
}

TEST(Structure, IsReadInLinearTimeOfHostilePages) {
  std::string deep, marks, list = "<ol>";
  for (int i = 0; i < 20'000; ++i) {
    deep += "<blockquote><ul><li>";
    marks += "<p>x<sup><a href='#n" + std::to_string(i) +
             "'>1</a></sup><sup>2</sup> and more of "
             "it<span class=sidenote>a note here</span></p>";
    list += "<li value=7>item</li>";
  }
  for (const std::string& middle : {deep + "x", marks + "<p id=n1>x</p>", list,
                                    std::string(200'000, '\\') + std::string(200'000, '$')}) {
    const auto page = parse("<p>first</p>" + middle + "<p>last</p>");
    const auto ground = survey(page);
    std::vector<std::uint32_t> all;
    for (std::uint32_t i = 0; i < ground.blocks.size(); ++i) all.push_back(i);
    const auto blocks = make_blocks(page, ground, all, *url::Url::parse("https://pier.example/"));
    EXPECT_FALSE(to_markdown(blocks).empty());
  }
}

}  // namespace
}  // namespace tearsheet::extract
