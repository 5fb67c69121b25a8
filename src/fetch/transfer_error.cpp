// What libcurl's codes mean to a person, and what a caller can do about them.
#include <fmt/format.h>

#include <cerrno>

#include "fetch/wire.h"

namespace tearsheet::fetch {
namespace {

std::string seconds(std::chrono::milliseconds time) {
  return fmt::format("{:g} s", static_cast<double>(time.count()) / 1000.0);
}

Error tls(CURLcode code, std::string_view message) {
  // libcurl says "SSL certificate problem: certificate has expired", "SSL: no alternative
  // certificate subject name ...".
  if (message.empty()) message = curl_easy_strerror(code);
  for (const std::string_view prefix : {"SSL certificate problem: ", "SSL: "}) {
    if (message.starts_with(prefix)) message.remove_prefix(prefix.size());
  }
  // "OpenSSL/3.0.19: error:0A00042E:SSL routines::tlsv1 alert protocol version"
  constexpr std::string_view kLibrary = "SSL routines::";
  if (const auto at = message.find(kLibrary); at != std::string_view::npos)
    message.remove_prefix(at + kLibrary.size());
  return {ErrorCode::kNetwork, fmt::format("TLS: {}", message.substr(0, 200))};
}

}  // namespace

Error transfer_error(CURLcode code, long os_error, std::string_view message,
                     std::chrono::milliseconds allowed_time) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return {ErrorCode::kNetwork, "could not resolve host"};
    case CURLE_COULDNT_RESOLVE_PROXY:
      return {ErrorCode::kNetwork, "could not resolve the proxy's host"};
    case CURLE_COULDNT_CONNECT:
      return {ErrorCode::kNetwork,
              os_error == ECONNREFUSED ? "connection refused" : "could not connect"};
    case CURLE_OPERATION_TIMEDOUT:
      if (message.starts_with("Operation too slow"))
        return {ErrorCode::kTimeout, "too slow: gave up"};
      if (message.starts_with("Connection timed out") || message.starts_with("Failed to connect")) {
        return {ErrorCode::kTimeout, "no connection in time"};
      }
      if (message.starts_with("Resolving timed out"))
        return {ErrorCode::kTimeout, "its name was not resolved in time"};
      return {ErrorCode::kTimeout,
              fmt::format("no complete answer within {}", seconds(allowed_time))};
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
      return tls(code, message);
    case CURLE_PARTIAL_FILE:
      return {ErrorCode::kNetwork, "the answer was cut off"};
    case CURLE_GOT_NOTHING:
      return {ErrorCode::kNetwork, "closed the connection without an answer"};
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
      return {ErrorCode::kNetwork, "the connection broke"};
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_BAD_CONTENT_ENCODING:
      return {ErrorCode::kNetwork, "broke the rules of HTTP"};
    case CURLE_OUT_OF_MEMORY:
      return {ErrorCode::kIo, "out of memory"};
    default:
      return {ErrorCode::kNetwork,
              std::string((message.empty() ? std::string_view(curl_easy_strerror(code)) : message)
                              .substr(0, 200))};
  }
}

}  // namespace tearsheet::fetch
