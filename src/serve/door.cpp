#include "serve/door.h"

#include <arpa/inet.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/base64.h"

namespace tearsheet::serve {
namespace {

constexpr std::string_view kCookie = "tearsheet-token=";

/// Without what stands behind the last colon, and without brackets.
std::string_view host_without_port(std::string_view host) {
  if (host.starts_with('[')) return host.substr(1, host.find(']') - 1);
  return host.substr(0, host.find(':'));
}

/// In a time that does not tell how much of it was right.
bool are_equal(std::string_view a, std::string_view b) {
  unsigned different = a.size() == b.size() ? 0U : 1U;
  for (std::size_t i = 0; i < a.size(); ++i)
    different |= static_cast<unsigned char>(a[i]) ^
                 static_cast<unsigned char>(b.empty() ? 0 : b[i % b.size()]);
  return different == 0;
}

Response refused(int status, std::string sentence) {
  return {
      .status = status, .type = "text/plain; charset=utf-8", .body = std::move(sentence) + "\n"};
}

}  // namespace

bool is_loopback(std::string_view host) {
  if (host == "localhost" || host == "::1") return true;
  in_addr address{};
  constexpr unsigned kFirstByte = 24, kLoopback = 127;
  return ::inet_pton(AF_INET, std::string(host).c_str(), &address) == 1 &&
         ntohl(address.s_addr) >> kFirstByte == kLoopback;
}

bool is_cookie_safe(std::string_view token) {
  return std::ranges::all_of(token, [](char c) {
    return c > 0x20 && c < 0x7f && std::string_view("\",;\\").find(c) == std::string_view::npos;
  });
}

std::string origin_of(const Asked& asked) {
  const bool is_host = !asked.host.empty() && std::ranges::all_of(asked.host, [](char c) {
    return is_alpha(c) || is_digit(c) || std::string_view(".-:[]_").find(c) != std::string::npos;
  });
  if (!is_host) return {};
  const bool is_tls = equals_ignoring_case(asked.forwarded_proto, "https");
  return (is_tls ? "https://" : "http://") + std::string(asked.host);
}

std::optional<Response> Doorkeeper::refusal(const Asked& asked, const std::string* token) const {
  if (asked.method != "GET" && asked.method != "HEAD") {
    Response response = refused(405, "this is for reading: GET and HEAD");
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  if (!knows_host(asked.host))
    return refused(421, "this is the reading room of another name: ask localhost");
  if (lets_in(asked, token)) return std::nullopt;
  Response response = refused(401, "the token is needed: as password, whatever the user's name");
  response.headers.emplace_back("WWW-Authenticate", "Basic realm=\"tearsheet\", charset=\"UTF-8\"");
  return response;
}

std::string Doorkeeper::cookie() const {
  return std::string(kCookie) + options_.token +
         "; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000";
}

/// A page of the web can make a browser ask an address of this machine by another name (DNS
/// rebinding), and would then be let read the answer.
bool Doorkeeper::knows_host(std::string_view host) const {
  return wants_token() || is_loopback(host_without_port(host));
}

bool Doorkeeper::lets_in(const Asked& asked, const std::string* token) const {
  if (!wants_token()) return true;
  if (starts_with_ignoring_case(asked.authorization, "Bearer "))
    return is_token(asked.authorization.substr(7));
  if (starts_with_ignoring_case(asked.authorization, "Basic ")) {
    const std::string pair = from_base64(asked.authorization.substr(6)).bytes;
    const std::size_t colon = pair.find(':');
    return colon != std::string::npos && is_token(std::string_view(pair).substr(colon + 1));
  }
  if (token != nullptr) return is_token(*token);
  return has_cookie(asked.cookie);
}

bool Doorkeeper::is_token(std::string_view given) const {
  return are_equal(given, options_.token);
}

bool Doorkeeper::has_cookie(std::string_view cookies) const {
  for (std::size_t at = 0; at < cookies.size();) {
    const std::size_t end = std::min(cookies.find(';', at), cookies.size());
    const std::string_view one = trimmed(cookies.substr(at, end - at));
    if (one.starts_with(kCookie) && is_token(one.substr(kCookie.size()))) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace tearsheet::serve
