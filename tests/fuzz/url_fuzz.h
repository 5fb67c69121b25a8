// What must hold for every input of the URL parser; run by the fuzz target and, over its seeds, by
// the unit tests.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "url/url.h"

namespace tearsheet::url {

inline void require(bool holds) {
  if (!holds) std::abort();
}

/// `input` is a URL and, after a line end, its base.
inline void check_url_properties(std::string_view input) {
  const std::size_t line_end = input.find('\n');
  const std::string_view text = input.substr(0, line_end);
  const auto base = line_end == std::string_view::npos ? Result<Url>(Url())
                                                       : Url::parse(input.substr(line_end + 1));
  const auto url = Url::parse(text, base && !base->empty() ? &*base : nullptr);
  if (!url) return;
  const auto again = Url::parse(url->href());
  require(again.has_value());
  require(again->href() == url->href());
  require(again->host() == url->host() && again->path() == url->path() &&
          again->query() == url->query());
  require(again->username() == url->username() && again->password() == url->password());
  require(again->fragment() == url->fragment() && again->port() == url->port());
  require(url->path().starts_with('/') && !url->host().empty());
  for (const char c : url->href()) require(c > 0x20 && c < 0x7F);

  const UrlKey key = dedup_key(*url);
  const auto key_url = Url::parse(key.text);
  require(key_url.has_value());
  require(dedup_key(*key_url) == key);
  require(!registrable_domain(url->host()).empty() || url->host() == ".");
  (void)is_plausible_canonical(*url, *key_url);
}

}  // namespace tearsheet::url
