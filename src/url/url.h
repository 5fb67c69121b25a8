// URLs as browsers read them: parsing and resolving by the WHATWG URL Standard, for http and https.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tearsheet::url {

/// A parsed, normalised absolute http(s) URL. Immutable; every view lives as long as the Url.
class Url {
 public:
  static constexpr std::size_t kMaxBytes =
      1 << 20;  ///< Longer input is kTooLarge. (Crawling has a lower limit.)

  Url() = default;  ///< Empty; only good for assigning to.

  /// Parses `input`, relative to `base` where given (WHATWG URL 4.4). Any scheme but http and https
  /// is kInvalid.
  static Result<Url> parse(std::string_view input, const Url* base = nullptr);
  /// The same with a base as text. A base of another scheme is no help to a relative `input`, but
  /// an absolute one passes; a base that is no URL at all is kInvalid (WHATWG URL 6.1, the
  /// constructor).
  static Result<Url> resolve(std::string_view input, std::string_view base);

  [[nodiscard]] const std::string& href() const { return href_; }  ///< Serialised, with fragment.
  [[nodiscard]] std::string_view scheme() const;                   ///< "http" or "https".
  [[nodiscard]] std::string_view username() const;  ///< Percent-encoded, may be empty.
  [[nodiscard]] std::string_view password() const;
  [[nodiscard]] std::string_view host() const;                ///< ASCII; IPv6 in brackets.
  [[nodiscard]] std::uint16_t port() const { return port_; }  ///< Effective: 80 or 443 by default.
  [[nodiscard]] std::string_view path() const;                ///< Starts with '/'.
  [[nodiscard]] std::string_view query() const;               ///< Without '?'; empty if none.
  [[nodiscard]] std::string_view fragment() const;            ///< Without '#'; empty if none.
  [[nodiscard]] std::string_view path_and_query() const;      ///< As it goes into a request line.
  [[nodiscard]] std::string origin()
      const;  ///< "https://example.org:8443" (default port left out).
  [[nodiscard]] std::string authority()
      const;  ///< "host" or "host:port": the key of the host gate.
  [[nodiscard]] std::string without_fragment() const;
  [[nodiscard]] bool is_https() const { return scheme_end_ == 5; }
  [[nodiscard]] bool empty() const { return href_.empty(); }
  [[nodiscard]] bool has_query() const {
    return query_begin_ < fragment_begin_;
  }  ///< "?" alone is one.

  friend bool operator==(const Url& a, const Url& b) { return a.href_ == b.href_; }
  friend auto operator<=>(const Url& a, const Url& b) { return a.href_ <=> b.href_; }

 private:
  friend class UrlBuilder;

  // Offsets into href_, as in the standard's serialisation: scheme ":" "//" userinfo host port path
  // query fragment. username_end_ is where the password's ':' or the '@' stands; without
  // credentials it equals host_begin_. query_begin_ and fragment_begin_ point at '?' and '#', or at
  // the end of what is before them.
  std::string href_;
  std::uint32_t scheme_end_ = 0, username_end_ = 0, host_begin_ = 0, host_end_ = 0, path_begin_ = 0,
                query_begin_ = 0, fragment_begin_ = 0;
  std::uint16_t port_ = 0;
};

/// Which query parameters a site file wants kept or dropped; names compare exactly.
struct KeyRules {
  std::vector<std::string> keep_params;
  std::vector<std::string> drop_params;
};

/// What two addresses of one page have in common: the deduplication key. It is a string that looks
/// like a URL, is never fetched, and is stable between versions (stored in the database).
struct UrlKey {
  std::string text;
  friend auto operator<=>(const UrlKey&, const UrlKey&) = default;
};
[[nodiscard]] UrlKey dedup_key(const Url& url, const KeyRules& rules = {});

/// The registrable domain ("news.example.co.uk" -> "example.co.uk", Public Suffix List); IP
/// addresses come back as they are, and an unknown suffix counts as one label.
[[nodiscard]] std::string registrable_domain(std::string_view host);

/// Whether `canonical`, claimed by the page at `page` in rel=canonical, can be believed: same
/// registrable domain, not the home page of a deeper page, no error page ...
[[nodiscard]] bool is_plausible_canonical(const Url& page, const Url& canonical);

}  // namespace tearsheet::url
