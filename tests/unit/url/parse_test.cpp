// The parser against the clauses of the WHATWG URL Standard; the cases are our own.
#include <gtest/gtest.h>

#include "url/url.h"

namespace tearsheet::url {
namespace {

struct ResolveCase {
  const char* name;
  std::string_view input;
  std::string_view base;  // empty: none
  std::string_view href;  // empty: an error
};
class Resolve : public testing::TestWithParam<ResolveCase> {};

TEST_P(Resolve, GivesTheStandardsAddress) {
  const ResolveCase& c = GetParam();
  const auto url = c.base.empty() ? Url::parse(c.input) : Url::resolve(c.input, c.base);
  if (c.href.empty()) {
    EXPECT_FALSE(url.has_value()) << url->href();
  } else {
    ASSERT_TRUE(url.has_value()) << url.error().message;
    EXPECT_EQ(url->href(), c.href);
  }
}

constexpr std::string_view kBase = "https://user@example.org:8443/a/b?c#d";
const auto kCaseName = [](const auto& test) { return std::string(test.param.name); };

INSTANTIATE_TEST_SUITE_P(
    Relative, Resolve,
    testing::Values(
        ResolveCase{"Empty", "", kBase, "https://user@example.org:8443/a/b?c"},
        ResolveCase{"Fragment", "#x", kBase, "https://user@example.org:8443/a/b?c#x"},
        ResolveCase{"Query", "?x", kBase, "https://user@example.org:8443/a/b?x"},
        ResolveCase{"Sibling", "x", kBase, "https://user@example.org:8443/a/x"},
        ResolveCase{"Parent", "../x", kBase, "https://user@example.org:8443/x"},
        ResolveCase{"AboveRoot", "../../../x", kBase, "https://user@example.org:8443/x"},
        ResolveCase{"EndsInParent", "x/..", kBase, "https://user@example.org:8443/a/"},
        ResolveCase{"EscapedDots", "%2e%2E/x", kBase, "https://user@example.org:8443/x"},
        ResolveCase{"Root", "/x", kBase, "https://user@example.org:8443/x"},
        ResolveCase{"Backslash", "\\x\\y", kBase, "https://user@example.org:8443/x/y"},
        ResolveCase{"OtherHost", "//h/x", kBase, "https://h/x"},
        ResolveCase{"ManySlashes", "/\\//h/x", kBase, "https://h/x"},
        ResolveCase{"SameSchemeNoSlashes", "https:x", kBase, "https://user@example.org:8443/a/x"},
        ResolveCase{"SameSchemeOneSlash", "https:/x", kBase, "https://user@example.org:8443/x"},
        ResolveCase{"OtherSchemeNoSlashes", "http:x", kBase, "http://x/"},
        ResolveCase{"ColonInTheFirstSegment", ":x", kBase, "https://user@example.org:8443/a/:x"},
        ResolveCase{"NoBase", "x", "", ""},
        ResolveCase{"BaseOfAnotherScheme", "x", "about:blank", ""},
        ResolveCase{"AbsoluteOnAnotherScheme", "http://h", "about:blank", "http://h/"},
        ResolveCase{"BrokenBase", "http://h", "http://[1", ""}),
    kCaseName);

INSTANTIATE_TEST_SUITE_P(
    Absolute, Resolve,
    testing::Values(
        ResolveCase{"CaseOfSchemeAndHost", "HtTp://EXample.ORG/A", "", "http://example.org/A"},
        ResolveCase{"Space", "  http://h/a b \n", "", "http://h/a%20b"},
        ResolveCase{"TabsAndNewlines", "ht\ntp://h\t/a\r", "", "http://h/a"},
        ResolveCase{"NoSlashes", "http:h", "", "http://h/"},
        ResolveCase{"DefaultPort", "https://h:443/", "", "https://h/"},
        ResolveCase{"OtherPort", "http://h:0443/", "", "http://h:443/"},
        ResolveCase{"EmptyPort", "http://h:/", "", "http://h/"},
        ResolveCase{"PortTooBig", "http://h:65536/", "", ""},
        ResolveCase{"PortNoNumber", "http://h:8a/", "", ""},
        ResolveCase{"NoHost", "http://", "", ""},
        ResolveCase{"PortWithoutHost", "http://:80", "", ""},
        ResolveCase{"Credentials", "http://a:b:@c@h", "", "http://a:b%3A%40c@h/"},
        ResolveCase{"EmptyPassword", "http://a:@h", "", "http://a@h/"},
        ResolveCase{"EmptyCredentials", "http://:@h", "", "http://h/"},
        ResolveCase{"CredentialsWithoutHost", "http://a@/x", "", ""},
        ResolveCase{"EmptyQueryAndFragment", "http://h/?#", "", "http://h/?#"},
        ResolveCase{"EncodesPath", "http://h/\"<>`{}^|", "", "http://h/%22%3C%3E%60%7B%7D%5E|"},
        ResolveCase{"EncodesQuery", "http://h/?\"<>'`{}^|", "", "http://h/?%22%3C%3E%27`{}^|"},
        ResolveCase{"EncodesFragment", "http://h/#\"<>'`{}", "", "http://h/#%22%3C%3E'%60{}"},
        ResolveCase{"KeepsEscapes", "http://h/%7e%zz%", "", "http://h/%7e%zz%"},
        ResolveCase{"NonAscii", "http://h/\xC3\xBC?\xE2\x82\xAC#\xF0\x9F\x93\xB0", "",
                    "http://h/%C3%BC?%E2%82%AC#%F0%9F%93%B0"},
        ResolveCase{"NotUtf8", "http://h/\xFF", "", "http://h/%EF%BF%BD"},
        ResolveCase{"EmptySegments", "http://h/a//../b", "", "http://h/a/b"},
        ResolveCase{"OtherScheme", "ftp://h/", "", ""},
        ResolveCase{"Script", "javascript:x()", "", ""}),
    kCaseName);

INSTANTIATE_TEST_SUITE_P(
    Host, Resolve,
    testing::Values(
        ResolveCase{"EscapedLetters", "http://%65xample.org", "", "http://example.org/"},
        ResolveCase{"EscapedSlash", "http://a%2Fb", "", ""},
        ResolveCase{"EscapedPercent", "http://a%25b", "", ""},
        ResolveCase{"Space", "http://a b/", "", ""}, ResolveCase{"Bracket", "http://a]b/", "", ""},
        ResolveCase{"Underscore", "http://a_b.c/", "", "http://a_b.c/"},
        ResolveCase{"International",
                    "http://B\xC3\xBC"
                    "cher.example/",
                    "", "http://xn--bcher-kva.example/"},
        ResolveCase{"SharpSIsKept", "http://fa\xC3\x9F.de/", "", "http://xn--fa-hia.de/"},
        ResolveCase{"IdeographicFullStop",
                    "http://a\xE3\x80\x82"
                    "b/",
                    "", "http://a.b/"},
        ResolveCase{"FullwidthDigitsAreAnAddress", "http://\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x97.1/",
                    "", "http://127.0.0.1/"},
        // Unicode 16 and 17, whatever ICU is installed
        ResolveCase{"CapitalSharpS", "http://fa\xE1\xBA\x9E.de/", "", "http://xn--fa-hia.de/"},
        ResolveCase{"RomanNumeral", "http://\xE2\x86\x83.example/", "", "http://xn--r5g.example/"},
        ResolveCase{"VowelSeparatorIgnored",
                    "http://a\xE1\xA0\x8E"
                    "b/",
                    "", "http://ab/"},
        ResolveCase{"GeorgianCapital", "http://\xE1\x82\xA1.example/", "",
                    "http://xn--skj.example/"},
        ResolveCase{"OutlinedDigitsAreAnAddress", "http://\xF0\x9C\xB3\xB1.2.3.4/", "",
                    "http://1.2.3.4/"},
        ResolveCase{"NeedlessPunycode", "http://xn--abc-.\xC3\xBC/", "", ""},
        ResolveCase{"BrokenPunycodeBesideUnicode", "http://xn--a.\xC3\xBC/", "", ""},
        ResolveCase{"MixedDirections", "http://a\xD7\x90/", "", ""},
        ResolveCase{"JoinerWithoutContext",
                    "http://a\xE2\x80\x8D"
                    "b/",
                    "", ""},
        ResolveCase{"LeadingCombiningMark",
                    "http://\xCC\x80"
                    "a/",
                    "", ""},
        ResolveCase{"BadUtf8",
                    "http://a\xFF"
                    "b/",
                    "", ""},
        ResolveCase{"EscapedUtf8", "http://%C3%BC/", "", "http://xn--tda/"},
        ResolveCase{"PunycodeIsNotChecked", "http://xn--a/", "", "http://xn--a/"},
        ResolveCase{
            "LongLabel",
            "http://aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggg/", "",
            "http://aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggg/"},
        ResolveCase{"SoftHyphenOnly", "http://\xC2\xAD/", "", ""},
        ResolveCase{"TrailingDot", "http://a.b./", "", "http://a.b./"},
        ResolveCase{"Ipv4Hex", "http://0x7F.1", "", "http://127.0.0.1/"},
        ResolveCase{"Ipv4Octal", "http://0177.0.0.01/", "", "http://127.0.0.1/"},
        ResolveCase{"Ipv4OneNumber", "http://2130706433/", "", "http://127.0.0.1/"},
        ResolveCase{"Ipv4TooBig", "http://4294967296/", "", ""},
        ResolveCase{"Ipv4PartTooBig", "http://1.256.1.1/", "", ""},
        ResolveCase{"Ipv4FiveParts", "http://1.2.3.4.5/", "", ""},
        ResolveCase{"Ipv4NoNumber", "http://a.1/", "", ""},
        ResolveCase{"Ipv4EmptyPart", "http://1..1/", "", ""},
        ResolveCase{"Ipv4TrailingDot", "http://1.2.3.4./", "", "http://1.2.3.4/"},
        ResolveCase{"Ipv6", "http://[2001:DB8:0:0:1:0:0:1]:80/", "", "http://[2001:db8::1:0:0:1]/"},
        ResolveCase{"Ipv6Embedded", "http://[::ffff:10.0.0.1]/", "", "http://[::ffff:a00:1]/"},
        ResolveCase{"Ipv6AllZero", "http://[0:0::0]/", "", "http://[::]/"},
        ResolveCase{"Ipv6OneZeroStays", "http://[1:0:2:3:4:5:6:7]/", "",
                    "http://[1:0:2:3:4:5:6:7]/"},
        ResolveCase{"Ipv6TwoGaps", "http://[1::2::3]/", "", ""},
        ResolveCase{"Ipv6TooShort", "http://[1:2:3]/", "", ""},
        ResolveCase{"Ipv6TooLong", "http://[1:2:3:4:5:6:7:8:9]/", "", ""},
        ResolveCase{"Ipv6EndsInColon", "http://[1:2:3:4:5:6:7:]/", "", ""},
        ResolveCase{"Ipv6Zone", "http://[fe80::1%25eth0]/", "", ""},
        ResolveCase{"Ipv6Open", "http://[::1/", "", ""},
        ResolveCase{"Ipv6BadEmbedded", "http://[::1.2.3]/", "", ""},
        ResolveCase{"Ipv6LeadingZeroEmbedded", "http://[::01.2.3.4]/", "", ""}),
    kCaseName);

TEST(Domains, ThatAreNotAsciiHaveABound) {
  const auto host_of = [](std::size_t times) {
    std::string text = "http://";
    for (std::size_t i = 0; i < times; ++i) text += "\u00FC";
    return Url::parse(text + ".example/");
  };
  EXPECT_TRUE(host_of(900));
  EXPECT_FALSE(host_of(1100));
}

TEST(UrlParts, AreViewsOfTheAddress) {
  const auto url = Url::parse("https://u:p@Example.org:8443/a/b?c=d#e");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->scheme(), "https");
  EXPECT_TRUE(url->is_https());
  EXPECT_EQ(url->username(), "u");
  EXPECT_EQ(url->password(), "p");
  EXPECT_EQ(url->host(), "example.org");
  EXPECT_EQ(url->port(), 8443);
  EXPECT_EQ(url->path(), "/a/b");
  EXPECT_EQ(url->query(), "c=d");
  EXPECT_EQ(url->fragment(), "e");
  EXPECT_EQ(url->path_and_query(), "/a/b?c=d");
  EXPECT_EQ(url->origin(), "https://example.org:8443");
  EXPECT_EQ(url->authority(), "example.org:8443");
  EXPECT_EQ(url->without_fragment(), "https://u:p@example.org:8443/a/b?c=d");
}

TEST(UrlParts, AreEmptyWhereThereAreNone) {
  const auto url = Url::parse("http://h?");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->username(), "");
  EXPECT_EQ(url->password(), "");
  EXPECT_EQ(url->port(), 80);
  EXPECT_EQ(url->path(), "/");
  EXPECT_EQ(url->query(), "");
  EXPECT_TRUE(url->has_query());
  EXPECT_EQ(url->fragment(), "");
  EXPECT_EQ(url->authority(), "h");
}

TEST(UrlParse, RefusesWhatIsTooLong) {
  const auto url = Url::parse("http://h/" + std::string(Url::kMaxBytes, 'a'));
  ASSERT_FALSE(url);
  EXPECT_EQ(url.error().code, ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace tearsheet::url
