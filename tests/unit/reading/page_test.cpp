// Which encoding a page is read in, wherever it comes from (reading/page.h).
#include "reading/page.h"

#include <gtest/gtest.h>

#include <string>

namespace tearsheet::reading {
namespace {

struct EncodingRow {
  const char* name;
  const char* content_type;  // empty: no header
  std::string bytes;
  const char* text;
};
void PrintTo(const EncodingRow& row, std::ostream* out) {
  *out << row.name;
}
class OpenPage : public testing::TestWithParam<EncodingRow> {};

TEST_P(OpenPage, ReadsItInTheEncodingThatItIsIn) {
  const EncodingRow& row = GetParam();
  fetch::Headers headers;
  if (*row.content_type != '\0') headers.push_back({"content-type", row.content_type});
  const auto page = open_page(row.bytes, headers, {}, nullptr);
  ASSERT_TRUE(page) << page.error().message;
  EXPECT_EQ(html::text_content(page->tree.body()), row.text);
}

const std::string kLatinMeta = "<meta charset=iso-8859-1><p>";

INSTANTIATE_TEST_SUITE_P(
    Rows, OpenPage,
    testing::Values(
        EncodingRow{"Utf8UnderAnOldMeta", "", kLatinMeta + "K\xC3\xBCste", "K\u00FCste"},
        EncodingRow{"Utf8UnderAHeaderWithoutCharset", "text/html", kLatinMeta + "K\xC3\xBCste",
                    "K\u00FCste"},
        EncodingRow{"LatinUnderItsMeta", "", kLatinMeta + "K\xFCste", "K\u00FCste"},
        EncodingRow{"HeaderBeforeBytes", "text/html; charset=iso-8859-1", "<p>K\xC3\xBCste",
                    "K\u00C3\u00BCste"},
        EncodingRow{"MarkBeforeHeader", "text/html; charset=iso-8859-1",
                    "\xEF\xBB\xBF<p>K\xC3\xBCste", "K\u00FCste"},
        EncodingRow{"Utf8UnderAnXmlDeclaration", "",
                    "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><p>K\xC3\xBCste", "K\u00FCste"},
        EncodingRow{"EscapesAreIso2022", "", "<meta charset=iso-2022-jp><p>\x1B$B9A\x1B(B",
                    "\u6E2F"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(HeaderOf, FindsTheFirstOfItsName) {
  const fetch::Headers headers = {{"a", "1"}, {"b", "2"}, {"b", "3"}};
  EXPECT_EQ(header_of(headers, "b"), "2");
  EXPECT_EQ(header_of(headers, "c"), "");
}

}  // namespace
}  // namespace tearsheet::reading
