#include <gtest/gtest.h>

#include <vector>

#include "markdown/markdown.h"

namespace tearsheet::markdown {
namespace {

TEST(Html, HasTheStructureOfTheText) {
  struct Case {
    const char* markdown;
    const char* html;
  };
  const std::vector<Case> cases = {
      {"One *two* **three** `four`.",
       "<p>One <em>two</em> <strong>three</strong> <code>four</code>.</p>\n"},
      {"# a", "<h2>a</h2>\n"},
      {"### a", "<h3>a</h3>\n"},
      {"- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"},
      {"2. a", "<ol start=\"2\">\n<li>a</li>\n</ol>\n"},
      {"> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"},
      {"```c\na < b\n```", "<pre><code class=\"language-c\">a &lt; b\n</code></pre>\n"},
      {"| a |\n| --- |\n| b |", "<table>\n<tr><th>a</th></tr>\n<tr><td>b</td></tr>\n</table>\n"},
      {"[a](https://x.example/?b&c)",
       "<p><a href=\"https://x.example/?b&amp;c\" rel=\"noreferrer\">a</a></p>\n"},
      {"![a *b*](https://x.example/p.jpg)",
       "<p><img src=\"https://x.example/p.jpg\" alt=\"a b\"></p>\n"},
      {"a\\\nb", "<p>a<br>\nb</p>\n"},
      {"Ibid[^1].\n\n[^1]: Ibid.", "<p>Ibid[^1].</p>\n<p>[^1]: Ibid.</p>\n"},
  };
  for (const Case& one : cases) EXPECT_EQ(to_html(one.markdown), one.html) << one.markdown;
}

TEST(Html, NothingFromAPageIsMarkup) {
  const std::vector<const char*> hostile = {
      "<script>alert(1)</script>",
      "<img src=x onerror=alert(1)>",
      "[a](javascript:alert(1))",
      "[a](JAVASCRIPT:alert(1))",
      "[a](data:text/html,<script>)",
      "![a](javascript:alert(1))",
      "![\"onload=alert(1) x=\"](https://x.example/)",
      "```\"onclick=alert(1)\nx\n```",
      "[a](https://x.example/\"onclick=alert(1))",
  };
  for (const char* const one : hostile) {
    const std::string html = to_html(one);
    EXPECT_EQ(html.find("<script"), std::string::npos) << html;
    EXPECT_EQ(html.find("href=\"j"), std::string::npos) << html;
    EXPECT_EQ(html.find("href=\"J"), std::string::npos) << html;
    EXPECT_EQ(html.find("href=\"d"), std::string::npos) << html;
    EXPECT_EQ(html.find("\"on"), std::string::npos) << html;
    EXPECT_EQ(html.find("<img src=x"), std::string::npos) << html;
  }
}

TEST(Html, LoadsNothingWherePicturesAreNotWanted) {
  EXPECT_EQ(to_html("![a](https://x.example/p.jpg)", {false}), "<p>[a]</p>\n");
}

}  // namespace
}  // namespace tearsheet::markdown
