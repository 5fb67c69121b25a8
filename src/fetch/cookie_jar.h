// Cookies of one run (RFC 6265), narrower on purpose: a cookie belongs to the origin that set it,
// whatever its Domain says, and nothing is ever written to disk. Enough for consent and language
// walls, useless for following anybody.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "url/url.h"

namespace tearsheet::fetch {

class CookieJar {
 public:
  static constexpr std::size_t kMaxOrigins = 10'000;    ///< Above it the jar starts anew.
  static constexpr std::size_t kMaxPerOrigin = 50;      ///< As RFC 6265 6.1; the oldest goes.
  static constexpr std::size_t kMaxCookieBytes = 4096;  ///< Name and value, as RFC 6265 6.1.
  static constexpr std::size_t kMaxHeaderBytes =
      8192;  ///< Of a Cookie header: servers refuse more.

  /// One Set-Cookie header value of an answer of `url`. What is malformed is ignored.
  void store(const url::Url& url, std::string_view set_cookie, SysTime now);
  /// Value of the Cookie header for a request to `url`; empty: none.
  [[nodiscard]] std::string header_for(const url::Url& url, SysTime now) const;
  void clear() { origins_.clear(); }
  [[nodiscard]] bool empty() const { return origins_.empty(); }

 private:
  struct Cookie {
    std::string name, value, path;
    SysTime expires = SysTime::max();
    bool secure = false;
  };
  std::map<std::string, std::vector<Cookie>, std::less<>> origins_;
};

}  // namespace tearsheet::fetch
