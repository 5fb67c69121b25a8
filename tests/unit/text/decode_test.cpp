#include <gtest/gtest.h>

#include "text/text.h"

namespace tearsheet::text {
namespace {

using namespace std::string_view_literals;

TEST(EncodingForLabel, KnowsTheLabelsAsBrowsersDo) {
  EXPECT_EQ(encoding_for_label(" Latin1\n"), "windows-1252");
  EXPECT_EQ(encoding_for_label("ascii"), "windows-1252");
  EXPECT_EQ(encoding_for_label("GB2312"), "gbk");
  EXPECT_EQ(encoding_for_label("ks_c_5601-1987"), "euc-kr");
  EXPECT_EQ(encoding_for_label("iso-2022-kr"), "replacement");
  EXPECT_EQ(encoding_for_label("unicode"), "utf-16le");
  EXPECT_EQ(encoding_for_label("utf-7"), "");
  EXPECT_EQ(encoding_for_label(""), "");
}

struct SourceCase {
  const char* name;
  std::string_view bytes;
  std::string_view content_type;
  const char* encoding;
  EncodingSource source;
};

class DecodeSource : public testing::TestWithParam<SourceCase> {};

TEST_P(DecodeSource, PicksTheEncodingBySourceInOrder) {
  const Decoded decoded = decode(GetParam().bytes, {.content_type = GetParam().content_type});
  EXPECT_EQ(decoded.encoding, GetParam().encoding);
  EXPECT_EQ(decoded.source, GetParam().source);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, DecodeSource,
    testing::Values(
        SourceCase{"BomBeatsHttp", "\xEF\xBB\xBFx"sv, "text/html; charset=koi8-r", "utf-8",
                   EncodingSource::kBom},
        SourceCase{"HttpBeatsMeta", "<meta charset=koi8-r>"sv, "text/html;charset=\"UTF-8\"",
                   "utf-8", EncodingSource::kHttp},
        SourceCase{"HttpWithAnotherParameterBefore", "x"sv,
                   "text/html; title=\"a; charset=koi8-r\"; charset=windows-1251", "windows-1251",
                   EncodingSource::kHttp},
        SourceCase{"HttpWithSpacesAboutTheSign", "x"sv, "text/html;charset = koi8-r", "koi8-r",
                   EncodingSource::kHttp},
        SourceCase{"HttpParameterWhoseNameEndsSo", "x"sv, "text/html; xcharset=koi8-r", "utf-8",
                   EncodingSource::kValidUtf8},
        SourceCase{"HttpParameterInQuotesThatNeverEnd", "x"sv,
                   "text/html; title=\"a; charset=koi8-r", "utf-8", EncodingSource::kValidUtf8},
        SourceCase{"UnknownHttpIsPassedOver", "<meta charset=koi8-r>"sv,
                   "text/html; charset=nonsense", "koi8-r", EncodingSource::kMeta},
        SourceCase{"Meta", "<META CharSet = 'koi8-r' >"sv, "", "koi8-r", EncodingSource::kMeta},
        SourceCase{"MetaPragma",
                   "<meta content='text/html;charset=koi8-r' http-equiv=Content-Type>"sv, "",
                   "koi8-r", EncodingSource::kMeta},
        SourceCase{"MetaContentWithoutPragma", "<meta content='text/html;charset=koi8-r'>"sv, "",
                   "utf-8", EncodingSource::kValidUtf8},
        SourceCase{"MetaInCommentIsNone", "<!--<meta charset=koi8-r>-->"sv, "", "utf-8",
                   EncodingSource::kValidUtf8},
        SourceCase{"MetaInAttributeIsNone", "<p title='<meta charset=koi8-r>'>"sv, "", "utf-8",
                   EncodingSource::kValidUtf8},
        SourceCase{"MetaUtf16IsUtf8", "<meta charset=utf-16>"sv, "", "utf-8",
                   EncodingSource::kMeta},
        SourceCase{"XmlDeclaration", "<?xml version='1.0' encoding='koi8-r'?><p>"sv, "", "koi8-r",
                   EncodingSource::kXmlDeclaration},
        SourceCase{"ValidUtf8", "caf\xC3\xA9"sv, "", "utf-8", EncodingSource::kValidUtf8}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Decode, BadBytesBecomeReplacementCharactersAndAreCounted) {
  const Decoded decoded = decode("a\xFF\xE2\x82z"sv, {.content_type = "text/html; charset=utf-8"});
  EXPECT_EQ(decoded.utf8, "a\uFFFD\uFFFDz");
  EXPECT_EQ(decoded.replacements, 2U);
}

TEST(Decode, Utf16ByItsMark) {
  const Decoded decoded = decode(
      "\xFF\xFE"
      "a\0\x3D\xD8\x00\xDE"sv);
  EXPECT_EQ(decoded.utf8, "a\U0001F600");
  EXPECT_EQ(decoded.encoding, "utf-16le");
}

TEST(DecodeAs, ReadsLatin1AsWindows1252) {
  EXPECT_EQ(decode_as("\x80\xE9"sv, "iso-8859-1").utf8, "\u20AC\u00E9");
  EXPECT_EQ(decode_as("\x80"sv, "no such name").encoding, "windows-1252");
}

TEST(IsValidUtf8, KnowsTheEdges) {
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_TRUE(is_valid_utf8("a\u00E9\u20AC\U0010FFFF"));
  for (const char* bad : {"\x80", "\xC0\x80", "\xC3", "\xE0\x80\x80", "\xED\xA0\x80",
                          "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80"}) {
    EXPECT_FALSE(is_valid_utf8(bad));
  }
}

}  // namespace
}  // namespace tearsheet::text
