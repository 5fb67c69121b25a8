// A site file with new rules in the place of those that no longer fit.
#include "learn/mend/mend.h"

#include <gtest/gtest.h>

namespace tearsheet::learn {
namespace {

const char* const kFile = R"(# The harbour's paper.
id = "quay"
[[source]]
kind = "feed"
url = "https://quay.example/feed"
[[source]]
kind = "listing"  # the front page
url = "https://quay.example/"
item = "div.item"
link = "a"
max_depth = 3
[article]
# since the redesign of 2021
title = "h1.old"
date = [
  { css = "time.when", attr = "datetime" },  # ]
  "span.day",
]
body = "div.text"
strip = [".ad", "aside"]
author = "a[rel=author]"
[[test]]
file = "one.html"
)";

const char* const kProposal = R"(id = "quay"
[[source]]
kind = "listing"
url = "https://quay.example"
item = "li.card"
title = "h2"
[article]
# title: right on 9 of 9 pages.
title = "h1.headline"
# body: right on 9 of 9 pages.
body = "div.full > p"
)";

TEST(MendFile, PutsNewRulesInThePlaceOfBrokenOnesAlone) {
  EXPECT_EQ(line_diff(kFile, mend_file(kFile, kProposal, {{"title"}, {}})),
            R"(  # since the redesign of 2021
- title = "h1.old"
+ # title: right on 9 of 9 pages.
+ title = "h1.headline"
)");
  EXPECT_EQ(line_diff(kFile, mend_file(kFile, kProposal, {{"body"}, {}})), R"(  ]
- body = "div.text"
- strip = [".ad", "aside"]
+ # body: right on 9 of 9 pages.
+ body = "div.full > p"
)");
  EXPECT_EQ(line_diff(kFile, mend_file(kFile, kProposal, {{}, {"https://quay.example/"}})),
            R"(  url = "https://quay.example/"
- item = "div.item"
- link = "a"
+ item = "li.card"
+ title = "h2"
)");
}

TEST(MendFile, ARuleWithoutASuccessorBecomesAComment) {
  EXPECT_EQ(line_diff(kFile, mend_file(kFile, kProposal, {{"date", "authors"}, {}})),
            R"(  title = "h1.old"
- date = [
-   { css = "time.when", attr = "datetime" },  # ]
-   "span.day",
- ]
+ # date = [
+ #   { css = "time.when", attr = "datetime" },  # ]
+ #   "span.day",
+ # ]
  strip = [".ad", "aside"]
- author = "a[rel=author]"
+ # author = "a[rel=author]"
)");
}

TEST(MendFile, WhatIsNotThereStaysAway) {
  EXPECT_EQ(mend_file(kFile, kProposal, {{}, {}}), kFile);
  EXPECT_EQ(mend_file(kFile, kProposal, {{}, {"https://other.example/"}}), kFile);
  EXPECT_EQ(mend_file("id = \"quay\"\n", kProposal, {{"title"}, {}}), "id = \"quay\"\n");
}

TEST(MendFile, StringsMayHoldWhatLooksLikeTheEndOfARule) {
  const char* const file =
      "[article]\ntitle = \"h1[class='a]']\"\nbody = '''\ndiv ] # no comment\n'''\ndate = \"time\"\n";
  EXPECT_EQ(mend_file(file, "[article]\nbody = \"p\"\n", {{"body"}, {}}),
            "[article]\ntitle = \"h1[class='a]']\"\nbody = \"p\"\ndate = \"time\"\n");
}

}  // namespace
}  // namespace tearsheet::learn
