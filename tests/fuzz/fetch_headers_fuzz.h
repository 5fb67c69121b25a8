// What must hold for every header field that the fetcher reads; run by the fuzz target and, over
// its seeds, by the unit tests.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "fetch/content_type.h"
#include "fetch/cookie_jar.h"
#include "fetch/fetch.h"
#include "fetch/http_date.h"

namespace tearsheet::fetch {

inline void require_header(bool holds) {
  if (!holds) std::abort();
}

/// A line each: Retry-After, Content-Type, Location, no_proxy; what is left are Set-Cookie lines.
inline void check_header_properties(std::string_view input) {
  constexpr SysTime kNow{std::chrono::seconds{1'763'164'800}};
  const auto next_line = [&input] {
    const auto end = input.find('\n');
    const std::string_view line = input.substr(0, end);
    input = end == std::string_view::npos ? std::string_view{} : input.substr(end + 1);
    return line;
  };

  const std::string_view retry_after = next_line();
  if (const auto wait = parse_retry_after(retry_after, kNow)) {
    require_header(wait->count() >= 0 && *wait <= std::chrono::hours(24) * 3653);
  }
  if (const auto time = parse_http_date(retry_after, kNow)) {
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(*time));
    require_header(int{day.year()} >= 1601 && int{day.year()} <= 9999);
  }

  const std::string_view content_type = next_line();
  const std::string type = media_type(content_type);
  require_header(media_type(type) == type && type.find(';') == std::string::npos);
  (void)foreign_type(BodyKind::kPage, content_type);
  (void)foreign_bytes(BodyKind::kPage, content_type, input);

  const auto base = url::Url::parse("https://news.example/dir/page");
  const auto other = url::Url::parse("https://other.example/dir/page");
  if (const auto target = url::Url::parse(next_line(), &*base)) {
    require_header(target->scheme() == "http" || target->scheme() == "https");
    require_header(!is_private_address(target->host()) || !AddressPolicy{}.allows(target->host()));
  }
  const ProxySettings proxies{
      .http = {}, .https = "http://proxy:1", .no_proxy = std::string(next_line())};
  (void)proxies.for_url(*base);

  CookieJar jar;
  while (!input.empty()) jar.store(*base, next_line(), kNow);
  const std::string cookies = jar.header_for(*base, kNow);
  require_header(cookies.size() <= CookieJar::kMaxHeaderBytes);
  for (const char c : cookies) require_header(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
  require_header(jar.header_for(*other, kNow).empty());
}

}  // namespace tearsheet::fetch
