// What every exchange of this folder has in common, a page's as a message's: the settings of the
// connection, who may be connected to, and what libcurl's verdicts mean. Private to the folder.
#pragma once

#include <curl/curl.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/handle.h"
#include "fetch/fetch.h"
#include "fetch/trust.h"

namespace tearsheet::fetch {

using CurlEasy = Handle<CURL, curl_easy_cleanup>;
using CurlUrl = Handle<CURLU, curl_url_cleanup>;
using CurlList = Handle<curl_slist, curl_slist_free_all>;

/// libcurl counts these, from any thread.
struct CurlLibrary {
  CurlLibrary() { curl_global_init(CURL_GLOBAL_DEFAULT); }
  ~CurlLibrary() { curl_global_cleanup(); }
  CurlLibrary(const CurlLibrary&) = delete;
  CurlLibrary& operator=(const CurlLibrary&) = delete;
};

template <class Value>
void set(CURL* easy, CURLoption option, Value value) {
  // A refusal would be an option this libcurl was built without; the tests cover every one of them.
  [[maybe_unused]] const CURLcode code = curl_easy_setopt(easy, option, value);
}

/// Protocols, TLS, certificates, times; no redirects, no .netrc. `options` and `trust` outlive the
/// handle.
void set_wire_options(CURL* easy, const FetcherOptions& options, const TrustPlaces& trust);
/// False: libcurl reads the address in another way than we do, so that the guard and the wire would
/// mean different hosts.
[[nodiscard]] bool set_url(CURL* easy, CurlUrl& handle, const url::Url& url);
/// Scheme, host, path and query, as they are asked for.
[[nodiscard]] std::string request_url(const url::Url& url);
/// "Basic ..." of the user name and password in the address; empty: it has none.
[[nodiscard]] std::string basic_authorization(const url::Url& url);
/// Nothing that was stored, configured or received may end a header line.
[[nodiscard]] bool is_header_safe(std::string_view value);

/// A host that needs no resolver to be known as private. The only check there is where a proxy does
/// the connecting.
[[nodiscard]] std::optional<std::string> refused_host(const AddressPolicy& policy,
                                                      const url::Url& url);
/// For CURLOPT_OPENSOCKETFUNCTION. CURL_SOCKET_BAD: the address is not public, and then it stands in
/// `refused`.
[[nodiscard]] curl_socket_t open_socket(const curl_sockaddr& peer, bool is_any_allowed,
                                        std::string& refused);
/// "10.0.0.1 is not a public address ..."
[[nodiscard]] std::string not_public(std::string_view address);

/// "could not resolve host", "TLS: certificate has expired" ...: libcurl's verdict in our words.
[[nodiscard]] Error transfer_error(CURLcode code, long os_error, std::string_view curl_message,
                                   std::chrono::milliseconds allowed_time);

}  // namespace tearsheet::fetch
