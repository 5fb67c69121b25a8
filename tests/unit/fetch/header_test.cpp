// Header fields that are read here: Retry-After and its dates, Content-Type, Set-Cookie.
#include <gtest/gtest.h>

#include "fetch/content_type.h"
#include "fetch/cookie_jar.h"
#include "fetch/fetch.h"
#include "fetch/http_date.h"

namespace tearsheet::fetch {
namespace {

using namespace std::chrono_literals;
using std::string_view_literals::operator""sv;

constexpr SysTime kNow{std::chrono::sys_days(std::chrono::year(2024) / 3 / 5) + 9h};

struct DateCase {
  const char* name;
  const char* text;
  std::optional<SysTime> time;
};
class HttpDate : public testing::TestWithParam<DateCase> {};
TEST_P(HttpDate, IsRead) {
  EXPECT_EQ(parse_http_date(GetParam().text, kNow), GetParam().time);
}

constexpr SysTime kExample{std::chrono::sys_days(std::chrono::year(1994) / 11 / 6) + 8h + 49min +
                           37s};  // RFC 9110 5.6.7
INSTANTIATE_TEST_SUITE_P(
    Cases, HttpDate,
    testing::Values(DateCase{"Fixdate", "Sun, 06 Nov 1994 08:49:37 GMT", kExample},
                    DateCase{"Rfc850", "Sunday, 06-Nov-94 08:49:37 GMT", kExample},
                    DateCase{"Asctime", "Sun Nov  6 08:49:37 1994", kExample},
                    DateCase{"LowerCase", "sun, 06 nov 1994 08:49:37 gmt", kExample},
                    DateCase{"NoWeekday", "6 Nov 1994 08:49:37", kExample},
                    DateCase{"LeapSecond", "Sun, 06 Nov 1994 08:49:60 GMT", kExample + 22s},
                    DateCase{"ShortYearAhead", "Sunday, 06-Nov-24 08:49:37 GMT",
                             SysTime{std::chrono::sys_days(std::chrono::year(2024) / 11 / 6) + 8h +
                                     49min + 37s}},
                    DateCase{"Year9999", "Fri, 31 Dec 9999 23:59:59 GMT",
                             SysTime{std::chrono::sys_days(std::chrono::year(9999) / 12 / 31) +
                                     23h + 59min + 59s}},
                    DateCase{"NoSuchDay", "Sun, 31 Feb 1994 08:49:37 GMT", std::nullopt},
                    DateCase{"Hour24", "Sun, 06 Nov 1994 24:49:37 GMT", std::nullopt},
                    DateCase{"NoTime", "Sun, 06 Nov 1994", std::nullopt},
                    DateCase{"Empty", "", std::nullopt}, DateCase{"Words", "soon", std::nullopt},
                    DateCase{"Year1600", "Sun, 06 Nov 1600 08:49:37 GMT", std::nullopt}),
    [](const auto& test) { return std::string(test.param.name); });

struct RetryCase {
  const char* name;
  const char* value;
  std::optional<std::chrono::milliseconds> wait;
};
class RetryAfterHeader : public testing::TestWithParam<RetryCase> {};
TEST_P(RetryAfterHeader, IsRead) {
  EXPECT_EQ(parse_retry_after(GetParam().value, kNow), GetParam().wait);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, RetryAfterHeader,
    testing::Values(RetryCase{"Seconds", "120", 120s}, RetryCase{"Spaces", " 120 ", 120s},
                    RetryCase{"Zero", "0", 0s},
                    RetryCase{"Date", "Tue, 05 Mar 2024 09:00:30 GMT", 30s},
                    RetryCase{"DateInThePast", "Tue, 05 Mar 2024 08:00:00 GMT", 0s},
                    RetryCase{"BeyondEveryNumber", "99999999999999999999999", 315'576'000s},
                    RetryCase{"NearlyForever", "9223372036854775807", 315'576'000s},
                    RetryCase{"DateFarAhead", "Fri, 31 Dec 9999 23:59:59 GMT", 315'576'000s},
                    RetryCase{"Negative", "-5", std::nullopt},
                    RetryCase{"Fraction", "1.5", std::nullopt},
                    RetryCase{"Words", "soon", std::nullopt}, RetryCase{"Empty", "", std::nullopt}),
    [](const auto& test) { return std::string(test.param.name); });

struct TypeCase {
  const char* name;
  BodyKind kind;
  const char* type;
  bool is_foreign;
};
class ForeignType : public testing::TestWithParam<TypeCase> {};
TEST_P(ForeignType, ByHeader) {
  EXPECT_EQ(foreign_type(GetParam().kind, GetParam().type).has_value(), GetParam().is_foreign);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, ForeignType,
    testing::Values(
        TypeCase{"Html", BodyKind::kPage, "text/html; charset=utf-8", false},
        TypeCase{"None", BodyKind::kPage, "", false},
        TypeCase{"Xhtml", BodyKind::kPage, "application/xhtml+xml", false},
        TypeCase{"OctetsAreJudgedByTheirBytes", BodyKind::kPage, "application/octet-stream", false},
        TypeCase{"Unknown", BodyKind::kPage, "application/x-something", false},
        TypeCase{"Pdf", BodyKind::kPage, " Application/PDF;x=y", true},
        TypeCase{"Image", BodyKind::kPage, "image/svg+xml", true},
        TypeCase{"Video", BodyKind::kFeed, "video/mp4", true},
        TypeCase{"Office", BodyKind::kPage,
                 "application/vnd.openxmlformats-officedocument.wordprocessingml.document", true},
        TypeCase{"GzipPage", BodyKind::kPage, "application/gzip", true},
        TypeCase{"GzipSitemap", BodyKind::kFeed, "application/x-gzip", false},
        TypeCase{"AnythingMayBeRobotsTxt", BodyKind::kRobots, "image/png", false}),
    [](const auto& test) { return std::string(test.param.name); });

struct BytesCase {
  const char* name;
  const char* type;
  std::string_view bytes;
  const char* found;  // part of the answer; null: may be a page
};
class ForeignBytes : public testing::TestWithParam<BytesCase> {};
TEST_P(ForeignBytes, ByTheFirstBytes) {
  const auto found = foreign_bytes(BodyKind::kPage, GetParam().type, GetParam().bytes);
  EXPECT_EQ(found.value_or(""), GetParam().found == nullptr ? "" : GetParam().found);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, ForeignBytes,
    testing::Values(
        BytesCase{"Page", "text/html", "<!DOCTYPE html>", nullptr},
        BytesCase{"JpegAsHtml", "text/html", "\xff\xd8\xff\xe0\0\x10JFIF"sv, "a JPEG image"},
        BytesCase{"PdfWithoutType", "", "%PDF-1.4", "a PDF document"},
        BytesCase{"WebP", "", "RIFF\x10\0\0\0WEBPVP8 "sv, "a WebP image"},
        BytesCase{"Mp4", "",
                  "\0\0\0\x20"
                  "ftypisom"sv,
                  "an MP4 video or AVIF image"},
        BytesCase{"NulInText", "text/html", "<p>a\0b"sv, nullptr},
        BytesCase{"NulWithoutType", "application/octet-stream", "ab\0cd"sv, "binary data"},
        BytesCase{"Utf16WithMark", "", "\xff\xfe<\0p\0"sv, nullptr},
        BytesCase{"Empty", "", "", nullptr}, BytesCase{"Escapes", "", "\x1b[31mred", nullptr}),
    [](const auto& test) { return std::string(test.param.name); });

class Cookies : public testing::Test {
 protected:
  static url::Url url(std::string_view text) { return *url::Url::parse(text); }
  void set(std::string_view from, std::string_view value, SysTime at = kNow) {
    jar.store(url(from), value, at);
  }
  std::string sent(std::string_view to, SysTime at = kNow) { return jar.header_for(url(to), at); }
  CookieJar jar;
};

TEST_F(Cookies, GoBackToTheirOriginAlone) {
  set("https://news.example/a", "sid=1; Domain=.example; Path=/");
  EXPECT_EQ(sent("https://news.example/b"), "sid=1");
  for (const char* other : {"http://news.example/b", "https://www.news.example/b",
                            "https://example/b", "https://news.example:8443/b"}) {
    EXPECT_EQ(sent(other), "") << other;
  }
}

TEST_F(Cookies, ObeyThePath) {
  set("https://news.example/a/b/c", "deep=1");
  set("https://news.example/a/b/c", "root=1; Path=/");
  EXPECT_EQ(sent("https://news.example/a/b"), "deep=1; root=1");
  EXPECT_EQ(sent("https://news.example/a/bc"), "root=1");
}

TEST_F(Cookies, Expire) {
  set("https://news.example/", "short=1; Max-Age=60; Path=/");
  set("https://news.example/", "dated=1; Expires=Tue, 05 Mar 2024 09:01:00 GMT; Path=/");
  EXPECT_EQ(sent("https://news.example/", kNow + 59s), "short=1; dated=1");
  EXPECT_EQ(sent("https://news.example/", kNow + 60s), "");
}

TEST_F(Cookies, AreReplacedAndDeleted) {
  set("https://news.example/", "a=1; Path=/");
  set("https://news.example/", "a=2; Path=/");
  EXPECT_EQ(sent("https://news.example/"), "a=2");
  set("https://news.example/", "a=; Max-Age=0; Path=/");
  EXPECT_EQ(sent("https://news.example/"), "");
}

TEST_F(Cookies, SecureOnesAreNotTakenFromPlainHttp) {
  set("http://news.example/", "a=1; Secure");
  EXPECT_TRUE(sent("http://news.example/").empty());
}

TEST_F(Cookies, WhatIsMalformedIsIgnored) {
  for (const std::string_view value :
       {"no pair"sv, "=nameless"sv, "a=b\0c"sv, "a=b\rX-Injected: 1"sv, ""sv, ";;;"sv}) {
    set("https://news.example/", value);
  }
  set("https://news.example/", "big=" + std::string(5000, 'x'));
  EXPECT_TRUE(jar.empty());
}

TEST_F(Cookies, AreFew) {
  for (int i = 0; i < 200; ++i)
    set("https://news.example/",
        "c" + std::to_string(i) + "=" + std::string(1000, 'x') + "; Path=/");
  const std::string header = sent("https://news.example/");
  EXPECT_LE(header.size(), CookieJar::kMaxHeaderBytes);
  EXPECT_TRUE(header.starts_with("c150="));
}

struct ProxyCase {
  const char* name;
  const char* no_proxy;
  const char* url;
  const char* proxy;
};
class ProxyChoice : public testing::TestWithParam<ProxyCase> {};
TEST_P(ProxyChoice, FollowsNoProxy) {
  const ProxySettings settings{
      .http = "http://plain:3128", .https = "http://tls:3128", .no_proxy = GetParam().no_proxy};
  EXPECT_EQ(settings.for_url(*url::Url::parse(GetParam().url)), GetParam().proxy);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, ProxyChoice,
    testing::Values(
        ProxyCase{"Http", "", "http://news.example/", "http://plain:3128"},
        ProxyCase{"Https", "", "https://news.example/", "http://tls:3128"},
        ProxyCase{"All", "*", "https://news.example/", ""},
        ProxyCase{"Host", "a.b, NEWS.example", "http://news.example/", ""},
        ProxyCase{"Domain", ".example", "http://news.example/", ""},
        ProxyCase{"DomainWithoutDot", "example", "http://news.example/", ""},
        ProxyCase{"NotHalfAName", "ws.example", "http://news.example/", "http://plain:3128"},
        ProxyCase{"Address", "127.0.0.1", "http://127.0.0.1:81/", ""},
        ProxyCase{"Block", "10.0.0.0/8", "http://10.1.2.3/", ""},
        ProxyCase{"OutsideTheBlock", "10.0.0.0/8", "http://11.1.2.3/", "http://plain:3128"},
        ProxyCase{"Ipv6", "::1", "http://[::1]/", ""},
        ProxyCase{"BadBlock", "10.0.0.0/x,10.0.0.0/999", "http://10.1.2.3/", "http://plain:3128"}),
    [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace tearsheet::fetch
