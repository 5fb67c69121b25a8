// Decoders by the WHATWG Encoding Standard: what is read, and what becomes of bad bytes.
#include <gtest/gtest.h>

#include "text/labels_table.h"
#include "text/text.h"

namespace tearsheet::text {
namespace {

using namespace std::string_view_literals;

struct ConvertCase {
  const char* name;
  const char* encoding;
  std::string_view bytes;
  std::string_view utf8;
};

class DecodeAsEncoding : public testing::TestWithParam<ConvertCase> {};

TEST_P(DecodeAsEncoding, GivesWhatBrowsersShow) {
  EXPECT_EQ(decode_as(GetParam().bytes, GetParam().encoding).utf8, GetParam().utf8);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, DecodeAsEncoding,
    testing::Values(
        ConvertCase{"Windows1252ControlsStay", "windows-1252", "\x81\x80"sv, "\u0081\u20AC"},
        ConvertCase{"Windows1255HasHolamHaser", "windows-1255", "\xCA"sv, "\u05BA"},
        ConvertCase{"Windows874Hole", "windows-874", "\xDB"sv, "\uFFFD"},
        ConvertCase{"Koi8uHasBelarusian", "koi8-u", "\xAE\xBE"sv, "\u045E\u040E"},
        ConvertCase{"Iso885916", "iso-8859-16", "\xAA\xDE"sv, "\u0218\u021A"},
        ConvertCase{"GbkReadsFourBytes", "gbk", "\x81\x30\x84\x36\x80"sv, "\u00A5\u20AC"},
        ConvertCase{"Gb18030Astral", "gb18030", "\x94\x39\xDA\x33"sv, "\U0001F4A9"},
        ConvertCase{"Gb18030BrokenOff", "gb18030", "\x81\x30\x81"sv, "\uFFFD"},
        ConvertCase{"Gb18030GivesBytesBack", "gb18030", "\x81\x30<p>"sv, "\uFFFD0<p>"},
        ConvertCase{"Gb18030Ideographic", "gb18030", "\xA3\xA0"sv, "\u3000"},
        ConvertCase{"Gb18030PrivateUse", "gb18030", "\xA8\xBC\x81\x35\xF4\x37"sv, "\u1E3F\uE7C7"},
        ConvertCase{"Big5TwoCodePoints", "big5", "\x88\x62\x88\xA5"sv, "\u00CA\u0304\u00EA\u030C"},
        ConvertCase{"Big5Hkscs", "big5", "\x87\x65\xFA\x40"sv, "\u56FB\U00020547"},
        ConvertCase{"Big5GivesTagBack", "big5", "\xA4<p>"sv, "\uFFFD<p>"},
        ConvertCase{"EucJpThreeBytes", "euc-jp", "\x8F\xB0\xA1\x8E\xB1"sv, "\u4E02\uFF71"},
        ConvertCase{"EucKrIsWindows949", "euc-kr", "\x81\x41\xB0\xA1"sv, "\uAC02\uAC00"},
        ConvertCase{"ShiftJisMicrosoft", "shift_jis", "\x81\x60\x87\x40\xF0\x40\\~"sv,
                    "\uFF5E\u2460\uE000\\~"},
        ConvertCase{"ShiftJisGivesTagBack", "shift_jis", "\x81<p>"sv, "\uFFFD<p>"},
        ConvertCase{"Iso2022Jp", "iso-2022-jp", "a\x1B$B$\"\x1B(J\\\x1B(I1\x1B(Bb"sv,
                    "a\u3042\u00A5\uFF71b"},
        ConvertCase{"Iso2022JpEmptySets", "iso-2022-jp", "\x1B$B\x1B(B<"sv, "\uFFFD<"},
        ConvertCase{"Utf16Lone", "utf-16be", "\xD8\x3D\0a\xDC\0\0"sv, "\uFFFDa\uFFFD\uFFFD"},
        ConvertCase{"Utf16BrokenPair", "utf-16le", "\x3D\xD8\x00"sv, "\uFFFD"},
        ConvertCase{"UserDefined", "x-user-defined", "a\x80\xFF"sv, "a\uF780\uF7FF"},
        ConvertCase{"Replacement", "replacement", "<script>"sv, "\uFFFD"},
        ConvertCase{"Utf8MaximalParts", "utf-8", "\xF0\x9F\x92z\xE0\x80\xC3"sv,
                    "\uFFFDz\uFFFD\uFFFD\uFFFD"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Convert, EveryEncodingGivesValidUtf8ForAnyBytes) {
  std::string bytes;
  for (int lead = 0; lead < 256; ++lead) {
    for (int trail = 0; trail < 256; trail += 3) {
      bytes += static_cast<char>(lead);
      bytes += static_cast<char>(trail);
    }
  }
  for (const std::string_view name : kEncodingNames) {
    const Decoded decoded = decode_as(bytes, name);
    EXPECT_EQ(decoded.encoding, name);
    EXPECT_TRUE(is_valid_utf8(decoded.utf8)) << name;
  }
}

TEST(Labels, AreSortedAndInLowerCase) {
  for (std::size_t i = 1; i < kEncodingLabels.size(); ++i) {
    EXPECT_LT(kEncodingLabels[i - 1].label, kEncodingLabels[i].label);
  }
  for (const EncodingLabel& entry : kEncodingLabels)
    EXPECT_EQ(encoding_for_label(entry.label), encoding_name(entry.encoding));
  for (const std::string_view name : kEncodingNames) EXPECT_EQ(encoding_for_label(name), name);
}

struct GuessCase {
  const char* name;
  const char* utf8;  // the text, as it reads
  std::string_view bytes;
  std::string_view language;
  std::string_view domain;
};

class Guess : public testing::TestWithParam<GuessCase> {};

TEST_P(Guess, ReadsUndeclaredText) {
  const GuessCase& row = GetParam();
  const Decoded decoded = decode(row.bytes, {.language = row.language, .domain = row.domain});
  EXPECT_EQ(decoded.utf8, row.utf8) << decoded.encoding;
  EXPECT_EQ(decoded.source, EncodingSource::kGuess);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Guess,
    testing::Values(
        GuessCase{"Iso2022JpByItsEscapes", "\u65E5\u672C", "\x1B$BF|K\\\x1B(B"sv, "", ""},
        GuessCase{"Utf16ByItsZeros", "<p>news", "<\0p\0>\0n\0e\0w\0s\0"sv, "", ""},
        GuessCase{"RussianByLanguage", "\u0414\u0430", "\xC4\xE0"sv, "ru-RU", ""},
        GuessCase{"RussianByDomain", "\u0414\u0430", "\xC4\xE0"sv, "", "news.example.ru"},
        GuessCase{"RussianByHtmlLang", "<html lang=\"ru\">\u0414\u0430",
                  "<html lang=\"ru\">\xC4\xE0"sv, "", ""},
        GuessCase{"WesternWordsAreNotChinese",
                  "Bl\u00E5b\u00E4r och gr\u00E4dde p\u00E5 l\u00F6rdag",
                  "Bl\xE5"
                  "b\xE4r och gr\xE4"
                  "dde p\xE5 l\xF6rdag"sv,
                  "", ""}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace tearsheet::text
