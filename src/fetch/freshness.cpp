// How long an answer stays good (RFC 9111 4.2). Left on purpose: the heuristic of 4.2.2; an answer
// that says nothing is good for nothing.
#include <algorithm>
#include <charconv>

#include "base/ascii.h"
#include "fetch/fetch.h"
#include "fetch/http_date.h"

namespace tearsheet::fetch {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// RFC 9111 1.2.2: what is too large to be counted is a very long time.
constexpr seconds kLongest{std::chrono::hours(24 * 366)};

std::optional<seconds> parse_seconds(std::string_view text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
    text = text.substr(1, text.size() - 2);
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  long long count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{}) return kLongest;
  return std::min(seconds(std::min<long long>(count, kLongest.count())), kLongest);
}

struct CacheControl {
  std::optional<seconds> max_age;
  bool must_ask = false;
};

// The first max-age counts; one that cannot be read makes the answer stale (4.2.1).
CacheControl parse_cache_control(const Headers& headers) {
  CacheControl control;
  for (const auto& [name, value] : headers) {
    if (name != "cache-control") continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      const std::string_view directive = trimmed(rest.substr(0, comma));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
      const std::size_t equals = std::min(directive.find('='), directive.size());
      const std::string_view key = trimmed(directive.substr(0, equals));
      if (equals_ignoring_case(key, "no-cache") || equals_ignoring_case(key, "no-store")) {
        control.must_ask = true;
      } else if (equals_ignoring_case(key, "max-age") && !control.max_age) {
        const std::string_view count =
            equals < directive.size() ? trimmed(directive.substr(equals + 1)) : std::string_view();
        control.max_age = parse_seconds(count).value_or(seconds(0));
      }
    }
  }
  return control;
}

}  // namespace

milliseconds freshness(const FetchResult& result, SysTime now) {
  const CacheControl control = parse_cache_control(result.headers);
  if (control.must_ask) return milliseconds(0);
  milliseconds lifetime(0);
  if (control.max_age) {
    lifetime = *control.max_age;
  } else if (const auto expires = parse_http_date(result.header("expires"), now)) {
    lifetime = *expires - parse_http_date(result.header("date"), now).value_or(now);
  }
  const milliseconds age = parse_seconds(trimmed(result.header("age"))).value_or(seconds(0));
  return std::clamp<milliseconds>(lifetime - age, milliseconds(0), kLongest);
}

}  // namespace tearsheet::fetch
