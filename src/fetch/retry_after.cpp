// Retry-After (RFC 9110 10.2.3).
#include <algorithm>
#include <charconv>

#include "base/ascii.h"
#include "fetch/fetch.h"
#include "fetch/http_date.h"

namespace tearsheet::fetch {
namespace {

// Ten years: beyond every limit of the gate, small enough that no sum of it overflows.
constexpr std::chrono::seconds kForever{315'576'000};

}  // namespace

std::optional<std::chrono::milliseconds> parse_retry_after(std::string_view value, SysTime now) {
  value = trimmed(value);
  if (value.empty()) return std::nullopt;
  if (value.find_first_not_of("0123456789") == std::string_view::npos) {
    long long seconds = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
    if (error == std::errc::result_out_of_range) return kForever;
    return std::min(std::chrono::seconds(std::min<long long>(seconds, kForever.count())), kForever);
  }
  const auto date = parse_http_date(value, now);
  if (!date) return std::nullopt;
  return std::clamp<std::chrono::milliseconds>(*date - now, std::chrono::milliseconds(0), kForever);
}

}  // namespace tearsheet::fetch
