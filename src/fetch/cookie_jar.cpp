#include "fetch/cookie_jar.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "fetch/http_date.h"

namespace tearsheet::fetch {
namespace {

std::pair<std::string_view, std::string_view> split(std::string_view text, char at) {
  const auto found = text.find(at);
  if (found == std::string_view::npos) return {text, {}};
  return {text.substr(0, found), text.substr(found + 1)};
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

/// Max-Age in seconds, RFC 6265 5.2.2; a value too large for a time is a session's end.
std::optional<SysTime> max_age(std::string_view value, SysTime now) {
  if (value.empty() ||
      value.find_first_not_of("0123456789", value[0] == '-' ? 1 : 0) != std::string_view::npos) {
    return std::nullopt;
  }
  if (value[0] == '-') return SysTime::min();
  long long seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error != std::errc() || seconds > 400LL * 86400) return SysTime::max();
  return seconds == 0 ? SysTime::min() : now + std::chrono::seconds(seconds);
}

/// RFC 6265 5.1.4.
std::string_view default_path(std::string_view url_path) {
  const auto last = url_path.rfind('/');
  return last == 0 || last == std::string_view::npos ? std::string_view("/")
                                                     : url_path.substr(0, last);
}
bool path_matches(std::string_view url_path, std::string_view cookie_path) {
  if (!url_path.starts_with(cookie_path)) return false;
  return url_path.size() == cookie_path.size() || cookie_path.ends_with('/') ||
         url_path[cookie_path.size()] == '/';
}

}  // namespace

void CookieJar::store(const url::Url& url, std::string_view set_cookie, SysTime now) {
  auto [pair, rest] = split(set_cookie, ';');
  if (pair.find('=') == std::string_view::npos) return;
  auto [name, value] = split(pair, '=');
  name = trimmed(name);
  value = trimmed(value);
  if (name.empty() || name.size() + value.size() > kMaxCookieBytes || has_control(name) ||
      has_control(value))
    return;

  Cookie cookie{std::string(name), std::string(value), std::string(default_path(url.path()))};
  std::optional<SysTime> expires, age;
  while (!rest.empty()) {
    const auto [attribute, after] = split(rest, ';');
    rest = after;
    const auto [key_part, value_part] = split(attribute, '=');
    const std::string_view key = trimmed(key_part), text = trimmed(value_part);
    if (equals_ignoring_case(key, "path")) {
      cookie.path = text.starts_with('/') && text.size() <= 1024 ? text : default_path(url.path());
    } else if (equals_ignoring_case(key, "secure")) {
      cookie.secure = true;
    } else if (equals_ignoring_case(key, "max-age")) {
      age = max_age(text, now);
    } else if (equals_ignoring_case(key, "expires")) {
      expires = parse_http_date(text, now);
    }
  }
  if (cookie.secure && !url.is_https()) return;  // RFC 6265bis 5.7
  cookie.expires = age ? *age : expires.value_or(SysTime::max());

  const std::string origin = url.origin();
  if (origins_.size() >= kMaxOrigins && !origins_.contains(origin)) origins_.clear();
  auto& cookies = origins_[origin];
  const auto same = std::ranges::find_if(cookies, [&](const Cookie& other) {
    return other.name == cookie.name && other.path == cookie.path;
  });
  if (same != cookies.end()) cookies.erase(same);
  if (cookie.expires <= now) return;  // how a server deletes one
  if (cookies.size() >= kMaxPerOrigin) cookies.erase(cookies.begin());
  cookies.push_back(std::move(cookie));
}

std::string CookieJar::header_for(const url::Url& url, SysTime now) const {
  if (origins_.empty()) return {};
  const auto found = origins_.find(url.origin());
  if (found == origins_.end()) return {};
  std::vector<const Cookie*> matching;
  for (const Cookie& cookie : found->second) {
    if (cookie.expires > now && path_matches(url.path(), cookie.path)) matching.push_back(&cookie);
  }
  // Longer paths first, then the order of arrival (RFC 6265 5.4).
  std::ranges::stable_sort(matching, std::greater<>(),
                           [](const Cookie* cookie) { return cookie->path.size(); });
  std::string header;
  for (const Cookie* cookie : matching) {
    if (header.size() + cookie->name.size() + cookie->value.size() + 3 > kMaxHeaderBytes) break;
    if (!header.empty()) header += "; ";
    header += cookie->name;
    header += '=';
    header += cookie->value;
  }
  return header;
}

}  // namespace tearsheet::fetch
