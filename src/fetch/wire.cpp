#include "fetch/wire.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "base/ascii.h"
#include "base/base64.h"
#include "fetch/address.h"

namespace tearsheet::fetch {
namespace {

std::string percent_decoded(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
        hex_value(text[i + 2]) >= 0) {
      bytes += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      bytes += text[i];
    }
  }
  return bytes;
}

bool is_local_name(std::string_view host) {  // RFC 6761 6.3
  if (host.ends_with('.')) host.remove_suffix(1);
  return host == "localhost" || host.ends_with(".localhost");
}

}  // namespace

void set_wire_options(CURL* easy, const FetcherOptions& options, const TrustPlaces& trust) {
  const FetchLimits& limits = options.limits;
  set(easy, CURLOPT_NOSIGNAL, 1L);
  // Without it a transfer that ends while its name is being looked up waits for the resolver's
  // thread, and with it the whole event loop.
  set(easy, CURLOPT_QUICK_EXIT, 1L);

  set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  set(easy, CURLOPT_PATH_AS_IS, 1L);
  set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  set(easy, CURLOPT_HTTP09_ALLOWED, 0L);
  set(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  // RFC 8996: older ones must not be used, and OpenSSL's signatures for them are long off.
  set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  set(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!trust.file.empty() || !trust.folder.empty()) {
    set(easy, CURLOPT_CAINFO, trust.file.empty() ? nullptr : trust.file.c_str());
    set(easy, CURLOPT_CAPATH, trust.folder.empty() ? nullptr : trust.folder.c_str());
  }
  set(easy, CURLOPT_USERAGENT, options.user_agent.c_str());
  set(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  set(easy, CURLOPT_NOPROXY, "");  // ProxySettings have decided
  set(easy, CURLOPT_BUFFERSIZE, 32768L);

  set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
  set(easy, CURLOPT_LOW_SPEED_LIMIT, limits.low_speed_bytes);
  set(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits.low_speed_time.count()));
}

bool set_url(CURL* easy, CurlUrl& handle, const url::Url& url) {
  const std::string text = request_url(url);
  handle.reset(curl_url());
  if (!handle ||
      curl_url_set(handle.get(), CURLUPART_URL, text.c_str(), CURLU_PATH_AS_IS) != CURLUE_OK)
    return false;
  // The guard, the gate and the wire must mean the same host.
  char* host = nullptr;
  char* port = nullptr;
  bool is_same = curl_url_get(handle.get(), CURLUPART_HOST, &host, 0) == CURLUE_OK &&
                 curl_url_get(handle.get(), CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) == CURLUE_OK;
  if (is_same) {
    is_same = std::string_view(host) == url.host() &&
              std::string_view(port) == std::to_string(url.port());
  }
  curl_free(host);
  curl_free(port);
  if (is_same) set(easy, CURLOPT_CURLU, handle.get());
  return is_same;
}

std::string request_url(const url::Url& url) {
  std::string text = url.origin();
  text += url.path_and_query();
  return text;
}

std::string basic_authorization(const url::Url& url) {
  if (url.username().empty() && url.password().empty()) return {};
  return "Basic " +
         to_base64(percent_decoded(url.username()) + ":" + percent_decoded(url.password()));
}

bool is_header_safe(std::string_view value) {
  return std::ranges::none_of(value, [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
  });
}

std::optional<std::string> refused_host(const AddressPolicy& policy, const url::Url& url) {
  if (policy.allow_private) return std::nullopt;
  const std::string_view host = url.host();
  if (is_local_name(host) || is_private_address(host)) return std::string(host);
  return std::nullopt;
}

curl_socket_t open_socket(const curl_sockaddr& peer, bool is_any_allowed, std::string& refused) {
  if (!is_any_allowed) {
    // libcurl keeps room for any address behind `addr`, which is declared as the smallest of them.
    const char* stored = reinterpret_cast<const char*>(&peer) + offsetof(curl_sockaddr, addr);
    Address address;
    if (peer.family == AF_INET) {
      std::memcpy(address.bytes.data(), stored + offsetof(sockaddr_in, sin_addr), 4);
    } else if (peer.family == AF_INET6) {
      std::memcpy(address.bytes.data(), stored + offsetof(sockaddr_in6, sin6_addr), 16);
      address.is_ipv6 = true;
    } else {
      return CURL_SOCKET_BAD;
    }
    if (!is_public(address)) {
      refused = to_string(address);
      return CURL_SOCKET_BAD;
    }
  }
  return ::socket(peer.family, peer.socktype | SOCK_CLOEXEC, peer.protocol);
}

std::string not_public(std::string_view address) {
  return fmt::format("{} is not a public address (--allow-private-network allows it)", address);
}

}  // namespace tearsheet::fetch
