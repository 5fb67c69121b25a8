// The pre-scan may change nothing in the tree: each page is parsed with and without it.
#include <gtest/gtest.h>

#include <random>

#include "html/prescan.h"
#include "html/tree_builder.h"

namespace tearsheet::html {
namespace {

std::string describe(const Result<Document>& document) {
  if (!document) return "error: " + document.error().message;
  std::string text;
  for (std::uint32_t i = 0; i < document->size(); ++i) {
    const Node node = document->node(i);
    text += std::to_string(node.end()) + "/" + std::to_string(static_cast<int>(node.name_space())) +
            " ";
    text += node.is_text() ? "\"" + std::string(node.text()) + "\"" : std::string(node.name());
    for (const Attribute& attribute : node.attributes()) {
      text += " " + std::string(attribute.name) + "='" + std::string(attribute.value) + "'";
    }
    text += "\n";
  }
  for (const Comment& comment : document->comments()) {
    text += "comment " + std::to_string(comment.parent) + " " + std::to_string(comment.before) +
            ": " + std::string(comment.text) + "\n";
  }
  for (const DataScript& script : document->data_scripts()) {
    text += "script " + std::string(script.type) + "#" + std::string(script.id) + ": " +
            std::string(script.content) + "\n";
  }
  return text;
}

void expect_same_tree(const std::string& html) {
  const auto plain = TreeBuilder::parse(html, {}, TreeBuilder::Prescan::kNo);
  const auto scanned = TreeBuilder::parse(html, {}, TreeBuilder::Prescan::kYes);
  EXPECT_EQ(describe(scanned), describe(plain)) << html;
}

std::string scanned(const std::string& html, const ParseLimits& limits = {}) {
  return prescan(html, limits).html;
}

struct ScanCase {
  const char* name;
  const char* html;
  const char* after;
};

class PrescanCuts : public testing::TestWithParam<ScanCase> {};

TEST_P(PrescanCuts, WhatTheTreeDoesNotHold) {
  EXPECT_EQ(scanned(GetParam().html), GetParam().after);
  expect_same_tree(GetParam().html);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, PrescanCuts,
    testing::Values(
        ScanCase{"Script", "a<script>if (a<b) '</p>'</script>b", "a<script></script>b"},
        ScanCase{"ScriptEndNeedsItsName", "<script></scriptx></SCRIPT\n>b", "<script></SCRIPT\n>b"},
        ScanCase{"ScriptEscaped", "<script><!-- </script> -->b", "<script></script> -->b"},
        ScanCase{"ScriptDoubleEscaped", "<script><!-- <script> </script> --></script>b",
                 "<script></script>b"},
        ScanCase{"ScriptDoubleEscapedWithoutEnd", "<script><!-- <script> </script> b", "<script>"},
        ScanCase{"ScriptEscapeEndsAtOnce", "<script><!--><script></script>b", "<script></script>b"},
        ScanCase{"ScriptWithoutEnd", "a<script>b<p>", "a<script>"},
        ScanCase{"Style", "<style>a{}</styl></style >b", "<style></style >b"},
        ScanCase{"StyleInSelectIsNone", "<select><style><option>a</style></select>",
                 "<select><style><option>a</style></select>"},
        ScanCase{"TitleStays", "<title><b>&amp;</titl></title>c",
                 "<title><b>&amp;</titl></title>c"},
        ScanCase{"TextareaHidesTags", "<textarea><script></textarea><b>x</b></script>",
                 "<textarea><script></textarea><b>x</b></script>"},
        ScanCase{"IframeHidesTags", "<iframe><!-- </iframe><p>x --></p>",
                 "<iframe><!-- </iframe><p>x --></p>"},
        ScanCase{"Plaintext", "<plaintext><script>x</script>", "<plaintext><script>x</script>"},
        ScanCase{"Comment", "a<!-- b -- > --->c", "a<!>c"},
        ScanCase{"CommentEmpty", "a<!-->b<!--->c<!---->d", "a<!>b<!>c<!>d"},
        ScanCase{"CommentBang", "a<!--x--!>b", "a<!>b"},
        ScanCase{"CommentWithoutEnd", "a<!-- b", "a<!>"},
        ScanCase{"CommentsKeepWhatTheyPart", "a<<!-- x -->b>&am<!-- -->p;", "a<<!>b>&am<!>p;"},
        ScanCase{"CommentAfterPre", "<pre><!-- x -->\nb</pre>", "<pre><!>\nb</pre>"},
        ScanCase{"BogusComments", "a<?php x ?>b</ x>c<!x>d</>e", "a<!>b<!>c<!>d</>e"},
        ScanCase{"CdataInHtmlIsAComment", "<![CDATA[ a>b ]]>", "<!>b ]]>"},
        ScanCase{"Doctype", "<!DocType html PUBLIC \"a\">b", "<!DocType html PUBLIC \"a\">b"},
        ScanCase{"GreaterInAttribute", "<q title='>' alt=\"<script>\">b</q>", "<q>b</q>"},
        ScanCase{"QuoteInUnquotedValue", "<q b=c\"><i>'</i>", "<q><i>'</i>"},
        ScanCase{"QuoteInName", "<a b\"><i>\"</i>", "<a b\"><i>\"</i>"},
        ScanCase{"LongValue",
                 "<p class='one two three' id=\"abcdefgh\" title=ijklmnop lang=en><input "
                 "value='123456789' alt=abcdefgh>",
                 "<p><input value='' alt=\"\">"},
        ScanCase{"ValueWithReference", "<p title='a &amp; b, and c'>",
                 "<p title='a &amp; b, and c'>"},
        ScanCase{"ValueWithControls",
                 "<p title='a\x01 b c d e' alt='12345678\r\n' id='\x7F 123456789'>",
                 "<p title='a\x01 b c d e' alt='12345678\r\n' id='\x7F 123456789'>"},
        ScanCase{"ValueNotInUtf8", "<p title='12345678\xE9'>", "<p title='12345678\xE9'>"},
        ScanCase{"ValueWithSlash", "<img src=/a/b/c/d/e/>x<input value=/a/b/c/d/e/>",
                 "<img>x<input value=\"\">"},
        ScanCase{"ValueBeforeSlash", "<svg viewBox='0 0 24 24'/>x", "<svg viewBox=''/>x"},
        ScanCase{"ValuesThatMeet",
                 "<p title='12345678'id='12345678'><input title='12345678'id='12345678'>",
                 "<p><input title=''id=''>"},
        ScanCase{"ValuesOfIsindex", "<isindex prompt='some long text' action='/some/where'>",
                 "<isindex prompt='some long text' action='/some/where'>"},
        ScanCase{"DoubledAttribute", "<p id='123456789' id='abcdefghi'>", "<p id='' id=''>"},
        ScanCase{"LongText", "<p> Some text that is long.</p>short", "<p> S\U000F0000</p>short"},
        ScanCase{"LongTextWithReferences", "a long text of words &amp; another, after it &lt; x",
                 "a\U000F0000&amp; \U000F0001&lt; x"},
        ScanCase{"LongTextInOtherScripts", "\u65B0\u805E\u8A18\u4E8B\uFF0C\u65B0\u805E\u8A18\u4E8B",
                 "\u65B0\U000F0000"},
        ScanCase{"LongTextWithControls", "a long\x02 text of words", "a long\x02 text of words"},
        ScanCase{"LongTextWithAMarkOfItsOwn", "\U000F0000 a long text of words",
                 "\U000F0000 a long text of words"},
        ScanCase{"LongTextWithAMarkSpelledOut", "&#x000f0000;a long text of words",
                 "&#x000f0000;a long text of words"},
        ScanCase{"LongTextWithAMarkInDecimals", "&#983040 a long text of words",
                 "&#983040 a long text of words"},
        ScanCase{"LongTextWithAnEmoji", "&#x1F600;&#128512; x long text of words",
                 "&#x1F600;&#128512; \U000F0000"},
        ScanCase{"LongTextBehindALineEnd", "&lt;\r\nsome text that is long", "&lt;\r\n\U000F0000"},
        ScanCase{"LongTextInATable",
                 "<table>a long text of words<tr>  another long text of words<td>a third long text "
                 "of words</table>",
                 "<table>a\U000F0000<tr>  a\U000F0001<td>a\U000F0002</table>"},
        ScanCase{"LongTextInTheHead", "<head>  a long text of words", "<head>  a\U000F0000"},
        ScanCase{"LongTextAroundALessThan", "some long text is here < and more of the text is here",
                 "s\U000F0000< a\U000F0001"},
        ScanCase{"LongTitle", "<title>a long text of words</title>",
                 "<title>a long text of words</title>"},
        ScanCase{"TagWithoutEnd", "a<b c='<script>x</script>", "a<b c='<script>x</script>"},
        ScanCase{"LessThanInText", "1 < 2 <3 <", "1 < 2 <3 <"},
        ScanCase{"Svg", "<svg viewBox=x><g><path d='>'/></g><style>a</style></svg>b",
                 "<svg viewBox=x></svg>b"},
        ScanCase{"SvgInSvg", "<svg><svg/><svg><a/></svg><title>t</title></svg>b", "<svg></svg>b"},
        ScanCase{"SvgSelfClosing", "<svg/>a<script>b</script>", "<svg/>a<script></script>"},
        ScanCase{"SvgWithCdata", "<svg><style><![CDATA[ </svg> ]]></style></svg>b", "<svg></svg>b"},
        ScanCase{"SvgThatHtmlBreaksOutOf", "<svg><g><p>x</svg><!-- y -->",
                 "<svg><g><p>x</svg><!-- y -->"},
        ScanCase{"SvgWithoutEnd", "<svg><g>x<!-- y -->", "<svg><g>x<!-- y -->"},
        ScanCase{"SvgCrossed", "<div><svg><g></div>x</svg>", "<div><svg><g></div>x</svg>"},
        ScanCase{"SvgForeignObject", "<svg><foreignObject><p>x</p></foreignObject></svg>y",
                 "<svg><foreignObject><p>x</p></foreignObject></svg>y"},
        ScanCase{"Math", "<math><mi>x</mi><!-- y --></math><!-- z -->",
                 "<math><mi>x</mi><!-- y --></math><!>"},
        ScanCase{"Frameset", "<frameset><script><frame></script></frameset>",
                 "<frameset><script><frame></script></frameset>"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(DataScripts, CodeIsHandedOutIfItIsLong) {
  const std::string state = "window.a = {b: \"</p>\", c: '" + std::string(200, 'x') + "'};";
  const std::string html = "<script>" + state + "</script><script type=module>" + state +
                           "</script><script>short()</script><script type=text/template>" + state +
                           "</script><script type=7f-text/javascript>" + state + "</script>";
  expect_same_tree(html);
  const auto document = Document::parse(html);
  ASSERT_TRUE(document);
  ASSERT_EQ(document->data_scripts().size(), 3U);
  for (const DataScript& script : document->data_scripts()) {
    EXPECT_EQ(script.type, "text/javascript");
    EXPECT_EQ(script.content, state);
  }
  EXPECT_EQ(text_content(document->root()), "");
}

TEST(DataScripts, AreHandedOutAsWritten) {
  const std::string html =
      "<script type='Application/LD+JSON; "
      "charset=utf-8'>{\"a\":\"</p>&amp;\"}</script><script>x</script>"
      "<script id=__NEXT_DATA__ type=application/json>[1]</script><script "
      "type=text/javascript>y</script>"
      "<script type='&#97;pplication/ld+json'>{}";
  expect_same_tree(html);
  const auto document = Document::parse(html);
  ASSERT_TRUE(document);
  ASSERT_EQ(document->data_scripts().size(), 3U);
  EXPECT_EQ(document->data_scripts()[0].type, "application/ld+json");
  EXPECT_EQ(document->data_scripts()[0].content, "{\"a\":\"</p>&amp;\"}");
  EXPECT_EQ(document->data_scripts()[1].id, "__NEXT_DATA__");
  EXPECT_EQ(document->data_scripts()[1].content, "[1]");
  EXPECT_EQ(document->data_scripts()[2].content, "{}");
  EXPECT_EQ(text_content(document->root()), "");
}

// The parser compares formatting elements: the same attributes in any order are the same, others
// are not.
TEST(Prescan, FormattingElementsLeaveAHashOfTheirAttributes) {
  const std::string one = scanned("<b class=x id=y>");
  EXPECT_EQ(one.size(), std::string("<b h=12345678901>").size());
  EXPECT_EQ(one, scanned("<b   id='y' class=\"x\" >"));
  EXPECT_NE(one, scanned("<b class=y id=x>"));
  EXPECT_NE(one, scanned("<b class=x>"));
}

TEST(Prescan, CutsAttributesAboveTheLimit) {
  EXPECT_EQ(scanned("<a b=1 c='2' d e=4>x</a f g h i>", {.max_attributes = 2}),
            "<a b=1 c='2' >x</a f g >");
  EXPECT_EQ(scanned("<svg b c d e/>x", {.max_attributes = 2}), "<svg b c />x");
}

TEST(Prescan, LeavesOutTagsThatAreTooDeep) {
  EXPECT_EQ(scanned("<div><b><i>x<u>y</u>z</i></b></div>w", {.max_depth = 5}),
            "<div><b>xyz</b></div>w");
}

TEST(Prescan, ItemsWithoutEndTagsAreNotDeep) {
  for (const char* item : {"<p>x", "<li>x<p>y", "<tr><td>x", "<dt>x<dd>y", "<option>x",
                           "<li><a>x</a>", "<p>x<ul><li>y</ul>"}) {
    std::string html = "<table><ul>";
    for (int i = 0; i < 2000; ++i) html += item;
    EXPECT_EQ(scanned(html), html) << item;
  }
}

// Random pages of pieces that matter to the tokenizer and to the modes of the parser.
TEST(Prescan, NeverChangesTheTreeOfRandomPages) {
  constexpr const char* kPieces[] = {"<",
                                     ">",
                                     "/",
                                     "!",
                                     "-",
                                     "--",
                                     "<!--",
                                     "-->",
                                     "--!>",
                                     "<!",
                                     "</",
                                     "<?",
                                     "=",
                                     "'",
                                     "\"",
                                     " ",
                                     "\n",
                                     "&",
                                     "&amp;",
                                     "a",
                                     "b",
                                     "x y",
                                     "]]>",
                                     "<![CDATA[",
                                     "<script>",
                                     "</script>",
                                     "<script type=application/json>",
                                     "<style>",
                                     "</style>",
                                     "<title>",
                                     "</title>",
                                     "<textarea>",
                                     "</textarea>",
                                     "<iframe>",
                                     "</iframe>",
                                     "<xmp>",
                                     "</xmp>",
                                     "<noscript>",
                                     "</noscript>",
                                     "<svg>",
                                     "</svg>",
                                     "<svg/>",
                                     "<g>",
                                     "</g>",
                                     "<path/>",
                                     "<math>",
                                     "</math>",
                                     "<mi>",
                                     "</mi>",
                                     "<foreignObject>",
                                     "</foreignObject>",
                                     "<desc>",
                                     "</desc>",
                                     "<p>",
                                     "</p>",
                                     "<div>",
                                     "</div>",
                                     "<b>",
                                     "</b>",
                                     "<a href='x'>",
                                     "</a>",
                                     "<i class=\"y\">",
                                     "</i>",
                                     "<table>",
                                     "</table>",
                                     "<tr>",
                                     "<td>",
                                     "</td>",
                                     "<caption>",
                                     "<select>",
                                     "</select>",
                                     "<option>",
                                     "<input>",
                                     "<ul>",
                                     "<li>",
                                     "</ul>",
                                     "<template>",
                                     "</template>",
                                     "<pre>",
                                     "</pre>",
                                     "<button>",
                                     "</button>",
                                     "<form>",
                                     "</form>",
                                     "<br>",
                                     "<img src=x>",
                                     "<head>",
                                     "</head>",
                                     "<body>",
                                     "</body>",
                                     "</html>",
                                     "<noembed>",
                                     "</noembed>",
                                     "<noframes>",
                                     "</noframes>",
                                     "<font color=r>",
                                     "</font>",
                                     "<a href='/some/where/that/is/far/away'>",
                                     "<font face=\"one that is long enough for it\">",
                                     "<font face='one that is long enough for it'>",
                                     "<font face='two that is long enough for it'>",
                                     "<b class=a-class-that-is-long-enough-for-it>",
                                     "<p title='12345678' id=abcdefghi>",
                                     "<html lang='abcdefghij'>",
                                     "<body class='one two three'>",
                                     "<input type='hidden' value='some value'>",
                                     "<svg class='some-icon-name'>",
                                     "<object>",
                                     "</object>",
                                     "<ruby>",
                                     "<rt>",
                                     "<h1>",
                                     "</h1>",
                                     "<x-y>",
                                     "</x-y>",
                                     "<!doctype html>"};
  std::mt19937 random(20251115);
  for (int round = 0; round < 20000 && !testing::Test::HasFailure(); ++round) {
    std::string html;
    const auto length = 1 + random() % 24;
    for (unsigned i = 0; i < length; ++i) html += kPieces[random() % std::size(kPieces)];
    expect_same_tree(html);
  }
}

}  // namespace
}  // namespace tearsheet::html
