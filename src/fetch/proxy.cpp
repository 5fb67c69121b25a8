// Which proxy, decided here and told to libcurl in full: the guard has to know whether an address
// is the proxy's.
#include <algorithm>
#include <cstdlib>

#include "base/ascii.h"
#include "fetch/address.h"
#include "fetch/fetch.h"

namespace tearsheet::fetch {
namespace {

std::string variable(std::initializer_list<const char*> names) {
  for (const char* name : names) {
    // Read once, at start, before any thread of ours could change it.
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
  }
  return {};
}

bool in_cidr(const Address& address, std::string_view block) {
  const auto slash = block.find('/');
  if (slash == std::string_view::npos) return false;
  const auto base = parse_address(block.substr(0, slash));
  if (!base || base->is_ipv6 != address.is_ipv6) return false;
  int prefix = 0;
  for (const char c : block.substr(slash + 1)) {
    if (c < '0' || c > '9' || prefix > 128) return false;
    prefix = prefix * 10 + (c - '0');
  }
  return block.size() > slash + 1 && in_block(address.view(), base->view(), prefix);
}

bool is_exempt(std::string_view host, std::string_view entry) {
  if (const auto address = parse_address(host)) {
    const auto same = parse_address(entry);
    return (same && same->is_ipv6 == address->is_ipv6 && same->bytes == address->bytes) ||
           in_cidr(*address, entry);
  }
  if (entry.starts_with('.')) entry.remove_prefix(1);
  if (entry.ends_with('.')) entry.remove_suffix(1);
  if (host.ends_with('.')) host.remove_suffix(1);
  if (entry.empty() || !host.ends_with(entry)) return false;
  return host.size() == entry.size() || host[host.size() - entry.size() - 1] == '.';
}

}  // namespace

ProxySettings ProxySettings::from_environment() {
  // HTTP_PROXY in capitals is left out, as in curl: in a CGI environment a visitor's "Proxy:"
  // header sets it.
  return {.http = variable({"http_proxy", "all_proxy", "ALL_PROXY"}),
          .https = variable({"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}),
          .no_proxy = variable({"no_proxy", "NO_PROXY"})};
}

std::string_view ProxySettings::for_url(const url::Url& url) const {
  const std::string& proxy = url.is_https() ? https : http;
  if (proxy.empty() || no_proxy == "*") return {};
  const std::string exceptions = to_lower(no_proxy);
  std::string_view rest = exceptions;
  while (!rest.empty()) {
    const auto end = rest.find_first_of(", \t");
    const std::string_view entry = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (!entry.empty() && is_exempt(url.host(), entry)) return {};
  }
  return proxy;
}

}  // namespace tearsheet::fetch
