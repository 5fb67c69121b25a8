#include "base/link_header.h"

#include <gtest/gtest.h>

#include <string>

namespace tearsheet {
namespace {

std::string read(std::string_view header) {
  std::string out;
  for (const WebLink& link : links_of_header(header)) {
    for (const auto part : {link.href, link.rel, link.type, link.title}) (out += part) += '|';
    out += ' ';
  }
  return out;
}

TEST(LinkHeader, IsLinksWithParameters) {
  EXPECT_EQ(read(""), "");
  EXPECT_EQ(read("<a>; rel=next"), "a|next||| ");
  EXPECT_EQ(read("<a,b;c>;rel=\"next last\" ; type='x', <d>; TITLE=\"e, <f>\"; rel=g; rel=h"),
            "a,b;c|next last|'x'|| d|g||e, <f>| ");
  EXPECT_EQ(read("<a>; rel=\"open, <b>"), "a|open, <b>||| ");
  EXPECT_EQ(read("a; rel=next, <b"), "");
}

TEST(LinkHeader, RelationsAreWordsInAnyCase) {
  EXPECT_TRUE(has_relation("License", "license"));
  EXPECT_TRUE(has_relation("next  LICENSE", "license"));
  EXPECT_FALSE(has_relation("licenses", "license"));
  EXPECT_FALSE(has_relation("", "license"));
}

}  // namespace
}  // namespace tearsheet
