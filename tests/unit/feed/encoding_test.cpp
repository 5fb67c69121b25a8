#include "feed/encoding.h"

#include <gtest/gtest.h>

#include "../../fuzz/feed_fuzz.h"
#include "feed/source.h"
#include "feed/utf8_check.h"

namespace tearsheet::feed {
namespace {

using namespace std::string_view_literals;

std::string as_utf8(std::string_view bytes, std::string content_type = {}) {
  TextSource source{std::string(bytes)};
  FeedOptions options;
  options.content_type = std::move(content_type);
  auto settled = settle_encoding(source, options);
  EXPECT_TRUE(settled);
  return settled ? *read_all(*settled->source, 1 << 20) : "";
}

struct EncodingCase {
  const char* name;
  std::string_view bytes;
  std::string_view content_type;
  std::string_view contained;  // in the UTF-8
};
class Encodings : public testing::TestWithParam<EncodingCase> {};
TEST_P(Encodings, AreSettled) {
  const auto text = as_utf8(GetParam().bytes, std::string(GetParam().content_type));
  EXPECT_NE(text.find(GetParam().contained), std::string::npos) << text;
}
INSTANTIATE_TEST_SUITE_P(
    Cases, Encodings,
    testing::Values(
        EncodingCase{"Utf8", "<a>\xC3\xA9</a>", "", "é"},
        EncodingCase{"Declared",
                     "<?xml version='1.0' encoding='koi8-r'?><a>\xEE\xCF\xD7\xCF\xD3\xD4\xC9</a>",
                     "", "Новости"},
        EncodingCase{"FromHttp", "<a>\xC6\xF2\xBE\xE7</a>", "text/xml; Charset=\"EUC-KR\"", "평양"},
        EncodingCase{"Superset", "<?xml version='1.0' encoding='iso-8859-1'?><a>\x93q\x94</a>", "",
                     "“q”"},
        EncodingCase{"CodePageName", "<?xml version='1.0' encoding='cp949'?><a>\x8C\x63</a>", "",
                     "똠"},
        EncodingCase{"SaysLatin1IsUtf8",
                     "<?xml version='1.0' encoding='iso-8859-1'?><a>\xC3\xA9</a>", "", "é"},
        EncodingCase{"SaysUtf8IsNot",
                     "<?xml version='1.0' encoding='utf-8'?><a>l\x92\xE9t\xE9 \xE0 la mer, "
                     "c\x92\xE9tait chaud</a>",
                     "", "l’été"},
        EncodingCase{"SaysUtf8IsDamaged",
                     "<?xml version='1.0' encoding='utf-8'?><a>\xC3\xBC \xC3 \xFF \xC3\x9F</a>", "",
                     "ü"},
        EncodingCase{"CutCharacter",
                     "<a>\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E\xE3\x81\xAE\xE3\x83</a>", "",
                     "日本語の"},
        EncodingCase{"Stateful",
                     "<?xml version='1.0' encoding='iso-2022-jp'?><a>\x1B$B6&F1\x1B(B</a>", "",
                     "共同"},
        EncodingCase{"DosCodePage", "<?xml version='1.0' encoding='cp850'?><a>\x82t\x82 \x8Ft</a>",
                     "", "été Åt"},
        EncodingCase{"Ebcdic",
                     "\x4C\x6F\xA7\x94\x93\x40\x85\x95\x83\x96\x84\x89\x95\x87\x7E\x7D\x83\x97\xF0"
                     "\xF3\xF7\x7D\x6F\x6E\x4C\x81\x61\x6E",
                     "", "<a/>"},
        EncodingCase{"HzInAscii", "<?xml version='1.0' encoding='hz-gb-2312'?><a>~{PBNE~}</a>", "",
                     "新闻"},
        EncodingCase{"NoFileName", "<?xml version='1.0' encoding='../cp850'?><a>x\x82</a>", "",
                     "<a>x"},
        EncodingCase{"Utf16Mark", "\xFF\xFE<\0a\0>\0\xC9\0"sv, "", "<a>É"},
        EncodingCase{"Utf16NoMark", "\0<\0a\0>\0\xC9"sv, "", "<a>É"},
        EncodingCase{"Utf32", "\0\0\0<\0\0\0a\0\1\xF4\x70"sv, "", "<a\xF0\x9F\x91\xB0"},
        EncodingCase{"SaysUtf16IsAscii", "<?xml version='1.0' encoding='utf-16'?><a>x</a>", "",
                     "<a>x</a>"},
        EncodingCase{"NulInFront", "\0<?xml version='1.0'?><a>x</a>"sv, "", "<a>x</a>"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Utf8Checks, CountAcrossPieces) {
  const std::string_view text = "a\xC3\xA9\xED\xA0\x80\xF0\x9F\x98\x80\xE2\x82";
  for (std::size_t size = 1; size <= text.size(); ++size) {
    Utf8Check check;
    for (std::size_t at = 0; at < text.size(); at += size) check.add(text.substr(at, size));
    check.finish();
    EXPECT_EQ(check.multibyte(), 2U) << size;
    EXPECT_EQ(check.invalid(), 4U) << size;  // a surrogate is three bytes; the cut character is one
  }
}

TEST(GzipSource, ReadsMembersAndStopsAtDamage) {
  const auto one = gzipped("one");
  TextSource both(one + one + std::string(512, '\0'));
  EXPECT_EQ(*read_all(*unpack_gzip(both), 1000), "oneone");
  TextSource cut(one.substr(0, 14));
  EXPECT_TRUE(read_all(*unpack_gzip(cut), 1000));
}

}  // namespace
}  // namespace tearsheet::feed
