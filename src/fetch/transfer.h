// One HTTP exchange: what libcurl is told, and what its callbacks make of the answer. Private to
// the folder.
#pragma once

#include <curl/curl.h>

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "fetch/content_decoder.h"
#include "fetch/cookie_jar.h"
#include "fetch/fetch.h"
#include "fetch/trust.h"
#include "fetch/wire.h"

namespace tearsheet::fetch {

/// What is the same for all transfers of a Fetcher; outlives them.
struct TransferContext {
  FetcherOptions options;
  ProxySettings proxies;
  TrustPlaces trust;
  const Clock& clock;
  CookieJar cookies;
};

/// Used again for one exchange after the other, with its easy handle and the handle's settings.
/// Stays where it is: libcurl holds its address.
class Transfer {
 public:
  explicit Transfer(TransferContext& context);
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  /// False: refused before any connection, the result says why.
  [[nodiscard]] bool prepare(polite::Permit permit, FetchRequest request);
  [[nodiscard]] CURL* handle() const { return easy_.get(); }
  /// True, once an exchange: it ended with `code` because a kept HTTP/2 connection had been said
  /// goodbye to, so nothing was looked at (RFC 9113 6.8). The handle is set to ask on a new one.
  [[nodiscard]] bool is_to_be_sent_again(CURLcode code);
  /// The exchange ended with `code`.
  [[nodiscard]] Fetcher::Done finish(CURLcode code);
  [[nodiscard]] Fetcher::Done cancelled();

 private:
  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
  static curl_socket_t on_socket(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int on_request(void* self, char* peer, char* own, int peer_port, int own_port);

  void set_constant_options();
  bool set_headers();  // false: the request cannot be signed, the result says why
  void set_proxy();

  bool take_header(std::string_view line);
  void take_status_line(std::string_view line);
  void take_field(std::string_view line);
  void headers_ended();
  bool begin_body();
  bool take_body(std::string_view bytes);
  bool is_decoded(DecodeStatus status);
  bool sniff();
  void body_ended();
  void set_redirect();
  bool refuse(ErrorCode code, std::string_view what);
  [[nodiscard]] bool is_success() const { return result_.status >= 200 && result_.status < 300; }
  [[nodiscard]] std::size_t body_limit() const;
  Fetcher::Done done();

  TransferContext& context_;
  CurlEasy easy_;
  CurlUrl url_;
  CurlList header_list_;
  std::array<char, CURL_ERROR_SIZE> message_{};

  std::optional<polite::Permit> permit_;
  FetchRequest request_;
  FetchResult result_;
  SteadyTime began_{};
  std::chrono::milliseconds allowed_time_{0};
  bool via_proxy_ = false;
  bool is_sent_again_ = false;
  bool is_on_the_wire_ = false;  // a request with these headers was begun
  bool wants_new_signature_ = false;
  bool is_too_late_ = false;  // nothing was sent: FetchRequest::start_before
  std::string refused_address_;

  std::size_t header_bytes_ = 0;
  bool headers_over_ = false;
  bool body_began_ = false;
  bool is_enough_ = false;  // what is still to come is not wanted, and that is no error
  bool is_sniffed_ = false;
  std::string set_cookies_;  // one a line: libcurl's lines hold no line end
  std::optional<ContentDecoder> decoder_;
};

}  // namespace tearsheet::fetch
