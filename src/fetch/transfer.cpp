// The request half of a transfer: options, URL, headers, and who may be connected to.
#include "fetch/transfer.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <utility>

#include "base/ascii.h"
#include "base/base64.h"
#include "fetch/address.h"

namespace tearsheet::fetch {
namespace {

// Nothing that was stored, configured or received may end a header line.
bool is_header_safe(std::string_view value) {
  return std::ranges::none_of(value, [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
  });
}

std::string_view accept_for(BodyKind kind) {
  switch (kind) {
    case BodyKind::kPage:
      return "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5";
    case BodyKind::kFeed:
      return "application/atom+xml,application/rss+xml,application/feed+json,application/"
             "xml;q=0.9,text/xml;q=0.9,*/*;q=0.5";
    case BodyKind::kRobots:
      return "text/plain,*/*;q=0.5";
  }
  return "*/*";
}

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

std::string request_url(const url::Url& url) {
  std::string text = url.origin();
  text += url.path_and_query();
  return text;
}

url::Url without_credentials(const url::Url& url) {
  if (url.username().empty() && url.password().empty()) return url;
  std::string text = request_url(url);
  if (!url.fragment().empty()) text.append("#").append(url.fragment());
  auto plain = url::Url::parse(text);
  return plain ? *std::move(plain) : url;
}

bool is_local_name(std::string_view host) {  // RFC 6761 6.3
  if (host.ends_with('.')) host.remove_suffix(1);
  return host == "localhost" || host.ends_with(".localhost");
}

template <class Value>
void set(CURL* easy, CURLoption option, Value value) {
  // A refusal would be an option this libcurl was built without; the tests cover every one of them.
  [[maybe_unused]] const CURLcode code = curl_easy_setopt(easy, option, value);
}

}  // namespace

Transfer::Transfer(TransferContext& context) : context_(context), easy_(curl_easy_init()) {
  if (easy_) set_constant_options();
}

void Transfer::set_constant_options() {
  CURL* easy = easy_.get();
  const FetchLimits& limits = context_.options.limits;
  set(easy, CURLOPT_PRIVATE, this);
  set(easy, CURLOPT_ERRORBUFFER, message_.data());
  set(easy, CURLOPT_NOSIGNAL, 1L);
  // Without it a transfer that ends while its name is being looked up waits for the resolver's
  // thread, and with it the whole event loop.
  set(easy, CURLOPT_QUICK_EXIT, 1L);

  set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  set(easy, CURLOPT_PATH_AS_IS, 1L);
  set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  set(easy, CURLOPT_HTTP09_ALLOWED, 0L);
  set(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);  // content_decoder does it
  set(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  // RFC 8996: older ones must not be used, and OpenSSL's signatures for them are long off.
  set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  set(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  if (const TrustPlaces& trust = context_.trust; !trust.file.empty() || !trust.folder.empty()) {
    set(easy, CURLOPT_CAINFO, trust.file.empty() ? nullptr : trust.file.c_str());
    set(easy, CURLOPT_CAPATH, trust.folder.empty() ? nullptr : trust.folder.c_str());
  }
  set(easy, CURLOPT_USERAGENT, context_.options.user_agent.c_str());
  set(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  set(easy, CURLOPT_NOPROXY, "");  // `via_proxy_` has decided
  set(easy, CURLOPT_BUFFERSIZE, 32768L);

  set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
  set(easy, CURLOPT_LOW_SPEED_LIMIT, limits.low_speed_bytes);
  set(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits.low_speed_time.count()));

  set(easy, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
  set(easy, CURLOPT_HEADERDATA, this);
  set(easy, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
  set(easy, CURLOPT_WRITEDATA, this);
  set(easy, CURLOPT_OPENSOCKETFUNCTION, &Transfer::on_socket);
  set(easy, CURLOPT_OPENSOCKETDATA, this);
  set(easy, CURLOPT_PREREQFUNCTION, &Transfer::on_request);
  set(easy, CURLOPT_PREREQDATA, this);
}

bool Transfer::prepare(polite::Permit permit, FetchRequest request) {
  permit_ = std::move(permit);
  request_ = std::move(request);
  result_ = {};
  result_.id = request_.id;
  result_.url = without_credentials(permit_->url());
  result_.started = context_.clock.now();
  began_ = context_.clock.steady();
  allowed_time_ = request_.timeout.value_or(context_.options.limits.total);
  message_[0] = '\0';
  refused_address_.clear();
  header_bytes_ = 0;
  headers_over_ = body_began_ = is_enough_ = is_sniffed_ = false;
  set_cookies_.clear();
  decoder_.reset();

  if (!easy_) return refuse(ErrorCode::kIo, "out of memory");
  set_proxy();
  if (const auto refused = refused_host()) {
    return refuse(
        ErrorCode::kDenied,
        fmt::format("{} is not a public address (--allow-private-network allows it)", *refused));
  }
  if (!set_url())
    return refuse(ErrorCode::kInvalid, "libcurl reads this address in another way: refused");
  if (!is_header_safe(request_.authorization) || !is_header_safe(request_.validators.etag) ||
      !is_header_safe(request_.validators.last_modified)) {
    return refuse(ErrorCode::kInvalid, "a request header with control characters");
  }
  if (!set_headers()) return false;
  set(easy_.get(), CURLOPT_TIMEOUT_MS, std::max(1L, static_cast<long>(allowed_time_.count())));
  set(easy_.get(), CURLOPT_FRESH_CONNECT, 0L);
  is_sent_again_ = is_on_the_wire_ = wants_new_signature_ = false;
  return true;
}

void Transfer::set_proxy() {
  const std::string proxy(context_.proxies.for_url(permit_->url()));
  via_proxy_ = !proxy.empty();
  set(easy_.get(), CURLOPT_PROXY, proxy.c_str());  // "": none, whatever the environment says
}

/// A host that needs no resolver to be known as private. The only check there is where a proxy does
/// the connecting.
std::optional<std::string> Transfer::refused_host() const {
  if (context_.options.addresses.allow_private) return std::nullopt;
  const std::string_view host = permit_->url().host();
  if (is_local_name(host) || is_private_address(host)) return std::string(host);
  return std::nullopt;
}

bool Transfer::set_url() {
  const url::Url& url = permit_->url();
  const std::string text = request_url(url);
  url_.reset(curl_url());
  if (!url_ || curl_url_set(url_.get(), CURLUPART_URL, text.c_str(), CURLU_PATH_AS_IS) != CURLUE_OK)
    return false;
  // The guard, the gate and the wire must mean the same host.
  char* host = nullptr;
  char* port = nullptr;
  bool is_same = curl_url_get(url_.get(), CURLUPART_HOST, &host, 0) == CURLUE_OK &&
                 curl_url_get(url_.get(), CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) == CURLUE_OK;
  if (is_same) {
    is_same = std::string_view(host) == url.host() &&
              std::string_view(port) == std::to_string(url.port());
  }
  curl_free(host);
  curl_free(port);
  if (is_same) set(easy_.get(), CURLOPT_CURLU, url_.get());
  return is_same;
}

bool Transfer::set_headers() {
  curl_slist* list = nullptr;
  const auto add = [&list](const std::string& line) {
    if (curl_slist* longer = curl_slist_append(list, line.c_str())) list = longer;
  };
  const url::Url& url = permit_->url();
  add(fmt::format("Accept: {}", accept_for(request_.kind)));
  add("Accept-Encoding: gzip, deflate, br, zstd");
  if (!request_.validators.etag.empty()) add("If-None-Match: " + request_.validators.etag);
  if (!request_.validators.last_modified.empty())
    add("If-Modified-Since: " + request_.validators.last_modified);
  if (!request_.authorization.empty()) {
    add("Authorization: " + request_.authorization);
  } else if (!url.username().empty() || !url.password().empty()) {
    const std::string pair =
        percent_decoded(url.username()) + ":" + percent_decoded(url.password());
    add("Authorization: Basic " + to_base64(pair));
  }
  if (request_.kind != BodyKind::kRobots) {
    if (const std::string cookies = context_.cookies.header_for(url, result_.started);
        !cookies.empty()) {
      add("Cookie: " + cookies);
    }
  }
  std::optional<Error> unsigned_because;
  if (const identity::Identity* identity = context_.options.identity) {
    if (const auto fields = identity->sign(url, context_.clock.now())) {
      for (const auto& [name, value] : *fields) add(fmt::format("{}: {}", name, value));
    } else {
      unsigned_because = fields.error();
    }
  }
  // Before the old list goes, the handle must know the new one.
  set(easy_.get(), CURLOPT_HTTPHEADER, list);
  header_list_.reset(list);
  return unsigned_because ? refuse(unsigned_because->code, unsigned_because->message) : true;
}

curl_socket_t Transfer::on_socket(void* self, curlsocktype, curl_sockaddr* peer) {
  auto& transfer = *static_cast<Transfer*>(self);
  if (!transfer.via_proxy_ && !transfer.context_.options.addresses.allow_private) {
    // libcurl keeps room for any address behind `addr`, which is declared as the smallest of them.
    const char* stored = reinterpret_cast<const char*>(peer) + offsetof(curl_sockaddr, addr);
    Address address;
    if (peer->family == AF_INET) {
      std::memcpy(address.bytes.data(), stored + offsetof(sockaddr_in, sin_addr), 4);
    } else if (peer->family == AF_INET6) {
      std::memcpy(address.bytes.data(), stored + offsetof(sockaddr_in6, sin6_addr), 16);
      address.is_ipv6 = true;
    } else {
      return CURL_SOCKET_BAD;
    }
    if (!is_public(address)) {
      transfer.refused_address_ = to_string(address);
      return CURL_SOCKET_BAD;
    }
  }
  return ::socket(peer->family, peer->socktype | SOCK_CLOEXEC, peer->protocol);
}

int Transfer::on_request(void* self, char* peer, char*, int, int) {
  auto& transfer = *static_cast<Transfer*>(self);
  transfer.result_.address = peer;
  // libcurl asks again by itself where a kept connection was closed under it: a signature is for
  // one request.
  if (transfer.context_.options.identity != nullptr && transfer.is_on_the_wire_) {
    transfer.wants_new_signature_ = true;
    return CURL_PREREQFUNC_ABORT;
  }
  transfer.is_on_the_wire_ = true;
  if (transfer.via_proxy_ || transfer.context_.options.addresses.allows(peer))
    return CURL_PREREQFUNC_OK;
  transfer.refused_address_ = peer;
  return CURL_PREREQFUNC_ABORT;
}

// libcurl does so itself for a stream that is refused, but not (7.88) when the GOAWAY was waiting
// in the connection that it took again: it reports an error of framing.
bool Transfer::is_to_be_sent_again(CURLcode code) {
  long connects = 1;
  curl_easy_getinfo(easy_.get(), CURLINFO_NUM_CONNECTS, &connects);
  const bool was_told_goodbye = code == CURLE_HTTP2 && connects == 0;
  const bool is_stale = code == CURLE_ABORTED_BY_CALLBACK && wants_new_signature_;
  if ((!was_told_goodbye && !is_stale) || header_bytes_ != 0 || is_sent_again_) return false;
  if (!set_headers()) return false;
  set(easy_.get(), CURLOPT_FRESH_CONNECT, 1L);
  message_[0] = '\0';
  is_on_the_wire_ = wants_new_signature_ = false;
  return is_sent_again_ = true;
}

Fetcher::Done Transfer::finish(CURLcode code) {
  if (result_.error) return done();
  if (code != CURLE_OK && !(is_enough_ && code == CURLE_WRITE_ERROR)) {
    if (code == CURLE_OUT_OF_MEMORY && !headers_over_) {
      refuse(ErrorCode::kTooLarge, "headers too large");  // libcurl says so of a line above 100 kB
    } else if (!refused_address_.empty()) {
      refuse(ErrorCode::kDenied,
             fmt::format("{} is not a public address (--allow-private-network allows it)",
                         refused_address_));
    } else {
      long os_error = 0;
      curl_easy_getinfo(easy_.get(), CURLINFO_OS_ERRNO, &os_error);
      const Error error = transfer_error(code, os_error, message_.data(), allowed_time_);
      refuse(error.code, error.message);
    }
    return done();
  }
  body_ended();
  return done();
}

Fetcher::Done Transfer::cancelled() {
  if (!result_.error) refuse(ErrorCode::kCancelled, "stopped");
  return done();
}

Fetcher::Done Transfer::done() {
  result_.elapsed =
      std::chrono::duration_cast<std::chrono::milliseconds>(context_.clock.steady() - began_);
  if (result_.error) result_.body = {};
  Fetcher::Done done{*std::move(permit_), std::move(result_)};
  permit_.reset();
  return done;
}

bool Transfer::refuse(ErrorCode code, std::string_view what) {
  result_.error = Error{code, fmt::format("{}: {}", permit_->url().authority(), what)};
  return false;
}

}  // namespace tearsheet::fetch
