// The deduplication key's rules, docs/urls.md; pairs of our own.
#include <gtest/gtest.h>

#include "url/url.h"

namespace tearsheet::url {
namespace {

std::string key_of(std::string_view text, const KeyRules& rules = {}) {
  const auto url = Url::parse(text);
  return url ? dedup_key(*url, rules).text : "no URL";
}

struct PairCase {
  const char* name;
  std::string_view a, b;
};
const auto kCaseName = [](const auto& test) { return std::string(test.param.name); };

class SamePage : public testing::TestWithParam<PairCase> {};
TEST_P(SamePage, HasOneKey) {
  EXPECT_EQ(key_of(GetParam().a), key_of(GetParam().b));
}
TEST_P(SamePage, KeyOfTheKeyIsTheKey) {
  const std::string key = key_of(GetParam().a);
  EXPECT_EQ(key_of(key), key);
}

class OtherPage : public testing::TestWithParam<PairCase> {};
TEST_P(OtherPage, HasAnotherKey) {
  EXPECT_NE(key_of(GetParam().a), key_of(GetParam().b));
}

INSTANTIATE_TEST_SUITE_P(
    Host, SamePage,
    testing::Values(
        PairCase{"Scheme", "http://example.org/a", "https://example.org/a"},
        PairCase{"DefaultPorts", "http://example.org:80/a", "https://example.org:443/a"},
        PairCase{"Www", "https://www.example.org/a", "https://example.org/a"},
        PairCase{"WwwOnAPublicSuffix", "https://www.example.co.uk/a", "https://example.co.uk/a"},
        PairCase{"Mobile", "https://m.example.org/a", "https://www.example.org/a"},
        PairCase{"MobileInside", "https://en.m.example.org/a", "https://en.example.org/a"},
        PairCase{"Amp", "https://amp.example.org/a", "https://example.org/a"},
        PairCase{"TrailingDot", "https://example.org./a", "https://example.org/a"},
        PairCase{"Credentials", "https://u:p@example.org/a", "https://example.org/a"},
        PairCase{"International",
                 "https://b\xC3\xBC"
                 "cher.example/a",
                 "https://xn--bcher-kva.example/a"}),
    kCaseName);
INSTANTIATE_TEST_SUITE_P(
    Host, OtherPage,
    testing::Values(PairCase{"OtherPort", "http://example.org:443/a", "http://example.org/a"},
                    PairCase{"Subdomain", "https://sport.example.org/a", "https://example.org/a"},
                    PairCase{"DomainNamedLikeAForm", "https://amp.dev/a", "https://web.dev/a"},
                    PairCase{"FormNameUnderASuffix", "https://m.co.uk/", "https://mobile.co.uk/"},
                    PairCase{"Address", "https://10.0.0.1/", "https://10.0.0.2/"}),
    kCaseName);

INSTANTIATE_TEST_SUITE_P(
    Path, SamePage,
    testing::Values(
        PairCase{"NoPath", "https://h", "https://h/"},
        PairCase{"TrailingSlash", "https://h/a/", "https://h/a"},
        PairCase{"DoubleSlash", "https://h//a///b", "https://h/a/b"},
        PairCase{"DotSegments", "https://h/x/../a/./b", "https://h/a/b"},
        PairCase{"Unreserved", "https://h/%7Ea%2Db", "https://h/~a-b"},
        PairCase{"EscapeCase", "https://h/%c3%bc", "https://h/\xC3\xBC"},
        PairCase{"BareAndEscapedComma", "https://h/a%2Cb", "https://h/a,b"},
        PairCase{"IndexHtml", "https://h/a/index.html", "https://h/a/"},
        PairCase{"IndexPhpWithQuery", "https://h/index.php?id=1", "https://h/?id=1"},
        PairCase{"DefaultAspx", "https://h/Default.aspx", "https://h/"},
        PairCase{"AmpLast", "https://h/a/amp/", "https://h/a"},
        PairCase{"AmpFirst", "https://h/amp/a/b", "https://h/a/b"},
        PairCase{"AmpExtension", "https://h/a.amp.html", "https://h/a.html"},
        PairCase{"AmpEnding", "https://h/a.amp", "https://h/a"},
        PairCase{"Print", "https://h/a/print/", "https://h/a"},
        PairCase{"AmpIndex", "https://h/a/amp/index.html", "https://h/a"},
        PairCase{"SessionInThePath", "https://h/a;jsessionid=0A1B?x=1", "https://h/a?x=1"},
        PairCase{"SessionSegment", "https://h/(S(lit3py55t21z5v55vlm25s55))/a", "https://h/a"}),
    kCaseName);
INSTANTIATE_TEST_SUITE_P(
    Path, OtherPage,
    testing::Values(PairCase{"Case", "https://h/A", "https://h/a"},
                    PairCase{"EncodedSlash", "https://h/a%2Fb", "https://h/a/b"},
                    PairCase{"EncodedPercent", "https://h/a%2541", "https://h/aA"},
                    PairCase{"PlusIsNoSpace", "https://h/a+b", "https://h/a%20b"},
                    PairCase{"PathParameter", "https://h/a;v=1", "https://h/a;v=2"},
                    PairCase{"OnlyAmp", "https://h/amp", "https://h/"},
                    PairCase{"WordWithAmp", "https://h/guitar-amp", "https://h/guitar"},
                    PairCase{"IndexInside", "https://h/index/a", "https://h/a"}),
    kCaseName);

INSTANTIATE_TEST_SUITE_P(
    Query, SamePage,
    testing::Values(
        PairCase{"Order", "https://h/?b=2&a=1", "https://h/?a=1&b=2"},
        PairCase{"EmptyParameters", "https://h/?&a=1&&", "https://h/?a=1"},
        PairCase{"AmpersandEscapedTwice", "https://h/?a=1&amp;b=2", "https://h/?a=1&b=2"},
        PairCase{"AmpersandEscapedThrice", "https://h/?a=1&amp;amp;b=2", "https://h/?a=1&b=2"},
        PairCase{"AmpersandEscapedTwiceBeforeTheFirst", "https://h/?amp;b=2&a=1",
                 "https://h/?a=1&b=2"},
        PairCase{"AmpersandEscapedTwiceAndPercentEncoded", "https://h/?a=1&%61mp;b=2",
                 "https://h/?a=1&b=2"},
        PairCase{"NothingButAnAmpersandEscapedTwice", "https://h/?a=1&%61mp;", "https://h/?a=1"},
        PairCase{"EmptyValue", "https://h/?a=", "https://h/?a"},
        PairCase{"QuestionMarkAlone", "https://h/a?", "https://h/a"},
        PairCase{"PlusIsASpace", "https://h/?q=a+b", "https://h/?q=a%20b"},
        PairCase{"Escapes", "https://h/?q=%2c%7e", "https://h/?q=,~"},
        PairCase{"Utm", "https://h/?utm_source=a&id=7&UTM_Medium=b", "https://h/?id=7"},
        PairCase{"ClickIdentifiers", "https://h/?fbclid=x&gclid=y&msclkid=z", "https://h/"},
        PairCase{"EscapedName", "https://h/?utm%5Fsource=a", "https://h/"},
        PairCase{"Session", "https://h/?PHPSESSID=1&a=2", "https://h/?a=2"},
        PairCase{"RandomSid", "https://h/?sid=9f86d081884c7d659a2feaa0c55ad015&a=2",
                 "https://h/?a=2"},
        PairCase{"AmpSwitch", "https://h/a?amp=1", "https://h/a"},
        PairCase{"AmpChoice", "https://h/a?outputType=amp", "https://h/a"},
        PairCase{"Print", "https://h/a?print=true", "https://h/a"},
        PairCase{"OpaqueWithTracking", "https://h/?MTJAMjAyMy0wNC0wNS1IMDA1QDEzQA==&utm_source=x",
                 "https://h/?MTJAMjAyMy0wNC0wNS1IMDA1QDEzQA=="}),
    kCaseName);
INSTANTIATE_TEST_SUITE_P(
    Query, OtherPage,
    testing::Values(PairCase{"Value", "https://h/?id=1", "https://h/?id=2"},
                    PairCase{"ValueCase", "https://h/?id=a", "https://h/?id=A"},
                    PairCase{"OrderOfOneName", "https://h/?a=1&a=2", "https://h/?a=2&a=1"},
                    PairCase{"ShortSid", "https://h/?sid=1", "https://h/?sid=2"},
                    PairCase{"Mode", "https://h/?mode=1", "https://h/"},
                    PairCase{"AlmostUtm", "https://h/?utmost=1", "https://h/"},
                    PairCase{"EncodedAmpersand", "https://h/?a=1%26b=2", "https://h/?a=1&b=2"},
                    PairCase{"EncodedEquals", "https://h/?a%3D1", "https://h/?a=1"},
                    PairCase{"EncodedPlus", "https://h/?a=1%2B2", "https://h/?a=1+2"},
                    PairCase{"OpaqueCase", "https://h/?MTJAMjAyMy0wNC0wNS1IMDA1QDEzQA==",
                             "https://h/?MTJaMjAyMy0wNC0wNS1IMDA1QDEzQA=="}),
    kCaseName);

INSTANTIATE_TEST_SUITE_P(Fragment, SamePage,
                         testing::Values(PairCase{"Place", "https://h/a#top", "https://h/a"},
                                         PairCase{"Text", "https://h/a#:~:text=x", "https://h/a"},
                                         PairCase{"EmptyRoute", "https://h/#!/", "https://h/"},
                                         PairCase{"RouteWithText", "https://h/#!/a:~:text=x",
                                                  "https://h/#!/a"}),
                         kCaseName);
INSTANTIATE_TEST_SUITE_P(Fragment, OtherPage,
                         testing::Values(PairCase{"HashBang", "https://h/#!/a", "https://h/#!/b"},
                                         PairCase{"Route", "https://h/#/a", "https://h/"}),
                         kCaseName);

TEST(DedupKey, LeavesAnOpaqueQueryByteForByte) {
  EXPECT_EQ(key_of("http://h/v.php?QUJD+REVG/xABC=="), "https://h/v.php?QUJD+REVG/xABC==");
}

TEST(DedupKey, FollowsTheSiteFile) {
  const KeyRules rules{.keep_params = {"ref"}, .drop_params = {"color"}};
  EXPECT_EQ(key_of("https://h/?ref=a&color=b&Color=c", rules), "https://h/?Color=c&ref=a");
  EXPECT_EQ(key_of("https://h/?ref=a&color=b"), "https://h/?color=b");
}

TEST(DedupKey, OfNothingIsEmpty) {
  EXPECT_EQ(dedup_key(Url()).text, "");
}

struct DomainCase {
  const char* name;
  std::string_view host, domain;
};
class RegistrableDomain : public testing::TestWithParam<DomainCase> {};
TEST_P(RegistrableDomain, IsTheNamesOwner) {
  EXPECT_EQ(registrable_domain(GetParam().host), GetParam().domain);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, RegistrableDomain,
    testing::Values(DomainCase{"Plain", "news.example.org", "example.org"},
                    DomainCase{"TwoLevelSuffix", "news.example.co.uk", "example.co.uk"},
                    DomainCase{"Itself", "example.org", "example.org"},
                    DomainCase{"Suffix", "co.uk", "co.uk"},
                    DomainCase{"PrivateSuffix", "a.b.github.io", "b.github.io"},
                    DomainCase{"UnknownSuffix", "a.site.test", "site.test"},
                    DomainCase{"Single", "localhost", "localhost"},
                    DomainCase{"Ipv4", "10.0.0.1", "10.0.0.1"},
                    DomainCase{"Ipv6", "[::1]", "[::1]"},
                    DomainCase{"TrailingDot", "a.example.org.", "example.org"}),
    kCaseName);

struct CanonicalCase {
  const char* name;
  std::string_view page, claim;
  bool plausible;
};
class PlausibleCanonical : public testing::TestWithParam<CanonicalCase> {};
TEST_P(PlausibleCanonical, IsBelieved) {
  const auto page = Url::parse(GetParam().page);
  const auto claim = Url::parse(GetParam().claim);
  ASSERT_TRUE(page && claim);
  EXPECT_EQ(is_plausible_canonical(*page, *claim), GetParam().plausible);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, PlausibleCanonical,
    testing::Values(
        CanonicalCase{"Itself", "https://h.org/a", "https://h.org/a", true},
        CanonicalCase{"Tracking", "https://h.org/a?x=1", "https://h.org/a", true},
        CanonicalCase{"Www", "https://m.h.org/a", "https://www.h.org/a", true},
        CanonicalCase{"OtherPath", "https://h.org/n/12345",
                      "https://h.org/world/a-long-story-title", true},
        CanonicalCase{"OtherSubdomain", "https://blog.h.org/a", "https://www.h.org/blog/a", true},
        CanonicalCase{"OtherSite", "https://h.org/a", "https://other.org/a", false},
        CanonicalCase{"SharedSuffix", "https://a.co.uk/x", "https://b.co.uk/x", false},
        CanonicalCase{"HomePage", "https://h.org/world/story", "https://h.org/", false},
        CanonicalCase{"LanguageHome", "https://h.org/en/story", "https://h.org/en/", false},
        CanonicalCase{"HomeOfHome", "https://h.org/index.html", "https://www.h.org/", true},
        CanonicalCase{"Section", "https://h.org/world/a-story-with-title", "https://h.org/world/",
                      false},
        CanonicalCase{"FirstPage", "https://h.org/world/a-story-with-title/2",
                      "https://h.org/world/a-story-with-title", true},
        CanonicalCase{"Amp", "https://h.org/a-story/amp/", "https://h.org/a-story/", true},
        CanonicalCase{"ErrorPage", "https://h.org/a", "https://h.org/404.html", false},
        CanonicalCase{"ScriptWithoutNumber", "https://h.org/view.php?id=7",
                      "https://h.org/view.php", false},
        CanonicalCase{"ScriptWithNumber", "https://h.org/view.php?id=7&sort=x",
                      "https://h.org/view.php?id=7", true}),
    kCaseName);

}  // namespace
}  // namespace tearsheet::url
