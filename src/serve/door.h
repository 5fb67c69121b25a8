// Who may come into the reading room, and by which name it is asked.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "serve/serve.h"

namespace tearsheet::serve {

/// What a request says of itself, beside what it asks for. An absent header is empty.
struct Asked {
  std::string_view method;
  std::string_view host;
  std::string_view authorization;
  std::string_view cookie;
  std::string_view forwarded_proto;  ///< X-Forwarded-Proto, of a proxy that has the TLS.
};

/// An address that nobody but this machine reaches: localhost, 127.0.0.0/8, ::1.
[[nodiscard]] bool is_loopback(std::string_view host);

/// Whether a cookie can hold it (RFC 6265, section 4.1.1).
[[nodiscard]] bool is_cookie_safe(std::string_view token);

/// "http://localhost:7733", as whoever asks knows this server; empty where `Host` is none.
[[nodiscard]] std::string origin_of(const Asked& asked);

class Doorkeeper {
 public:
  explicit Doorkeeper(const ServeOptions& options) : options_(options) {}

  /// Why nothing is answered: 405, 421 or 401, in words; nothing for who may come in. `token` is
  /// that of ?token=, where there is one.
  [[nodiscard]] std::optional<Response> refusal(const Asked& asked, const std::string* token) const;

  /// The value of Set-Cookie by which who came in with ?token= is known from then on.
  [[nodiscard]] std::string cookie() const;

  [[nodiscard]] bool wants_token() const { return !options_.token.empty(); }

 private:
  [[nodiscard]] bool knows_host(std::string_view host) const;
  [[nodiscard]] bool lets_in(const Asked& asked, const std::string* token) const;
  [[nodiscard]] bool is_token(std::string_view given) const;
  [[nodiscard]] bool has_cookie(std::string_view cookies) const;

  const ServeOptions& options_;
};

}  // namespace tearsheet::serve
