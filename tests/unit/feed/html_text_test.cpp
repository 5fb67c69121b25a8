#include "feed/html_text.h"

#include <gtest/gtest.h>

namespace tearsheet::feed {
namespace {

struct HtmlCase {
  const char* name;
  std::string_view html;
  std::string_view result;
};

class PlainText : public testing::TestWithParam<HtmlCase> {};
TEST_P(PlainText, IsWhatAReaderSees) {
  EXPECT_EQ(html_to_text(GetParam().html), GetParam().result);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, PlainText,
    testing::Values(HtmlCase{"Plain", " a \n b ", "a b"}, HtmlCase{"Inline", "<b>Bo</b>ld", "Bold"},
                    HtmlCase{"Blocks", "<p>One</p><p>Two</p>", "One Two"},
                    HtmlCase{"Break", "One<br>two", "One two"},
                    HtmlCase{"References", "A &amp; B &#8212; &copy;", "A & B — ©"},
                    HtmlCase{"Less", "x < y and 1<2", "x < y and 1<2"},
                    HtmlCase{"Word", "use <vector> well", "use <vector> well"},
                    HtmlCase{"Script", "a<script>alert('<b>')</script>b", "ab"},
                    HtmlCase{"Style", "a<style>p > b {}</style> b", "a b"},
                    HtmlCase{"Comment", "a<!-- <b> -->c", "ac"},
                    HtmlCase{"UnclosedComment", "sa<!-- -- x >fe", "safe"},
                    HtmlCase{"CutTag", "text <a href=\"htt", "text"},
                    HtmlCase{"UnclosedQuote", "<a href=\"x>y</a> z", "y z"},
                    HtmlCase{"NoDeclaration", "<!' x", "<!' x"}),
    [](const auto& test) { return std::string(test.param.name); });

class SafeHtml : public testing::TestWithParam<HtmlCase> {};
TEST_P(SafeHtml, KeepsTheAllowListOnly) {
  const Links links("https://news.example/dir/feed.xml");
  EXPECT_EQ(sanitise_html(GetParam().html, links, links.document()), GetParam().result);
}
INSTANTIATE_TEST_SUITE_P(
    Structure, SafeHtml,
    testing::Values(
        HtmlCase{"Kept", "<p>a <em>b</em></p>", "<p>a <em>b</em></p>"},
        HtmlCase{"ClosedInOrder", "<b><i>x</b>y</i>", "<b><i>x</i></b>y"},
        HtmlCase{"ClosedAtTheEnd", "<ul><li>x", "<ul><li>x</li></ul>"},
        HtmlCase{"StrayEnd", "x</div>y", "xy"}, HtmlCase{"Void", "a<br/>b<br></br>", "a<br>b<br>"},
        HtmlCase{"EmptyElement", "<p/>x", "<p></p>x"},
        HtmlCase{"UpperCase", "<P ALIGN=left>x</P>", "<p align=\"left\">x</p>"},
        HtmlCase{"Text", "1 < 2 & \"q\" &lt;b&gt;", "1 &lt; 2 &amp; &quot;q&quot; &lt;b&gt;"},
        HtmlCase{"UnknownTag", "<x-y>a</x-y>", "a"},
        HtmlCase{"RepeatedAttribute", "<p title=a title=b>x</p>", "<p title=\"a\">x</p>"}),
    [](const auto& test) { return std::string(test.param.name); });
INSTANTIATE_TEST_SUITE_P(
    Links, SafeHtml,
    testing::Values(
        HtmlCase{"Relative", "<a href='x.html'>x</a>",
                 "<a href=\"https://news.example/dir/x.html\">x</a>"},
        HtmlCase{"Absolute", "<a href='http://a.example?b&amp;c=1'>x</a>",
                 "<a href=\"http://a.example?b&amp;c=1\">x</a>"},
        HtmlCase{"WithoutScheme", "<img src=//a.example/i.png>",
                 "<img src=\"https://a.example/i.png\">"},
        HtmlCase{"Mail", "<a href='mailto:a@b.example'>x</a>",
                 "<a href=\"mailto:a@b.example\">x</a>"},
        HtmlCase{
            "SourceSet", "<img srcset='a.png 1x, /b.png 2x, javascript:x 3x'>",
            "<img srcset=\"https://news.example/dir/a.png 1x, https://news.example/b.png 2x\">"}),
    [](const auto& test) { return std::string(test.param.name); });
INSTANTIATE_TEST_SUITE_P(
    NothingRuns, SafeHtml,
    testing::Values(HtmlCase{"Script", "a<script src=x>alert(1)</script>b", "ab"},
                    HtmlCase{"ScriptInScript", "a<scr<script>ipt>alert(1)</script>b", "ab"},
                    HtmlCase{"UnclosedScript", "a<script>alert(1)", "a"},
                    HtmlCase{"Handler", "<p onclick='x()' OnLoad=y>a</p>", "<p>a</p>"},
                    HtmlCase{"HandlerBehindSlash", "<img/onerror=alert(1) src=x>",
                             "<img src=\"https://news.example/dir/x\">"},
                    HtmlCase{"Style", "<p style='x:expression(1)'>a</p>", "<p>a</p>"},
                    HtmlCase{"Javascript", "<a href='javascript:x()'>a</a>", "<a>a</a>"},
                    HtmlCase{"JavascriptEscaped", "<a href='&#106;ava&#x09;script&colon;x()'>a</a>",
                             "<a>a</a>"},
                    HtmlCase{"JavascriptSpaced", "<a href=' \x01java\nscript:x()'>a</a>",
                             "<a>a</a>"},
                    HtmlCase{"Data", "<img src='data:image/svg+xml,x'>", "<img>"},
                    HtmlCase{"Vbscript", "<a href='VBScript:x'>a</a>", "<a>a</a>"},
                    HtmlCase{"Frame", "a<iframe srcdoc='x'>b</iframe>c", "ac"},
                    HtmlCase{"Svg", "a<svg><script>x</script></svg>b", "ab"},
                    HtmlCase{"Template", "<template><p>x</p></template>b", "b"},
                    HtmlCase{"QuoteInValue", "<p title='\"><script>x</script>'>a</p>",
                             "<p title=\"&quot;&gt;&lt;script&gt;x&lt;/script&gt;\">a</p>"},
                    HtmlCase{"NulInTag", std::string_view("<scr\0ipt>x", 10), "x"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(SafeHtmlLimits, BoundsTheDepth) {
  std::string html;
  for (int i = 0; i < 100'000; ++i) html += "<div>";
  const auto safe = sanitise_html(html, Links({}), kNoBase);
  EXPECT_EQ(safe.size(), 256 * std::string_view("<div></div>").size());
}

TEST(SafeHtmlLimits, IsLinearInUnclosedQuotes) {
  std::string html;
  for (int i = 0; i < 200'000; ++i) html += i % 2 == 0 ? "<a b=\"" : "<a b='<!--";
  EXPECT_LE(sanitise_html(html, Links({}), kNoBase).size(), html.size() * 4);
}

}  // namespace
}  // namespace tearsheet::feed
