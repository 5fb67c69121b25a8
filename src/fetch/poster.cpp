// A message posted, and what was answered.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "fetch/wire.h"

namespace tearsheet::fetch {

struct Poster::State {
  CurlLibrary library;
  FetcherOptions options;
  std::size_t max_answer;
  ProxySettings proxies;
  TrustPlaces trust;
  CurlEasy easy;  // keeps its connection from one message to the next
  CurlUrl url;
  std::array<char, CURL_ERROR_SIZE> message{};
  bool via_proxy = false;
  std::string refused;
  std::string answer;
  std::stop_token stop;

  State(FetcherOptions given, std::size_t most)
      : options(std::move(given)), max_answer(most), easy(curl_easy_init()) {
    proxies = options.proxies ? *options.proxies : ProxySettings::from_environment();
    trust = trust_places(options);
    if (easy) set_constant_options();
  }

  void set_constant_options() {
    CURL* const handle = easy.get();
    set_wire_options(handle, options, trust);
    set(handle, CURLOPT_ERRORBUFFER, message.data());
    set(handle, CURLOPT_WRITEFUNCTION, &State::on_body);
    set(handle, CURLOPT_WRITEDATA, this);
    set(handle, CURLOPT_OPENSOCKETFUNCTION, &State::on_socket);
    set(handle, CURLOPT_OPENSOCKETDATA, this);
    set(handle, CURLOPT_PREREQFUNCTION, &State::on_request);
    set(handle, CURLOPT_PREREQDATA, this);
    set(handle, CURLOPT_NOPROGRESS, 0L);
    set(handle, CURLOPT_XFERINFOFUNCTION, &State::on_progress);
    set(handle, CURLOPT_XFERINFODATA, this);
    set(handle, CURLOPT_TIMEOUT_MS, std::max(1L, static_cast<long>(options.limits.total.count())));
    set(handle, CURLOPT_POST, 1L);
  }

  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self) {
    auto& state = *static_cast<State*>(self);
    const std::size_t bytes = size * count;
    const std::size_t most = state.max_answer;
    state.answer.append(data, std::min(bytes, most - std::min(most, state.answer.size())));
    return bytes;
  }

  [[nodiscard]] bool is_any_allowed() const { return via_proxy || options.addresses.allow_private; }

  static curl_socket_t on_socket(void* self, curlsocktype, curl_sockaddr* peer) {
    auto& state = *static_cast<State*>(self);
    return open_socket(*peer, state.is_any_allowed(), state.refused);
  }

  // A connection that is taken again opens no socket.
  static int on_request(void* self, char* peer, char*, int, int) {
    auto& state = *static_cast<State*>(self);
    if (state.is_any_allowed() || state.options.addresses.allows(peer)) return CURL_PREREQFUNC_OK;
    state.refused = peer;
    return CURL_PREREQFUNC_ABORT;
  }

  static int on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<State*>(self)->stop.stop_requested() ? 1 : 0;
  }
};

Poster::Poster(FetcherOptions options, std::size_t max_answer)
    : state_(std::make_unique<State>(std::move(options), max_answer)) {}

Poster::~Poster() = default;

Result<Poster::Answer> Poster::post(const url::Url& url, const Headers& headers,
                                    std::string_view body, const std::stop_token& stop) {
  State& state = *state_;
  CURL* const easy = state.easy.get();
  const auto refuse = [&](ErrorCode code, std::string_view what) {
    return fail(code, fmt::format("{}: {}", url.authority(), what));
  };
  if (easy == nullptr) return refuse(ErrorCode::kIo, "out of memory");
  const std::string proxy(state.proxies.for_url(url));
  state.via_proxy = !proxy.empty();
  set(easy, CURLOPT_PROXY, proxy.c_str());
  if (const auto host = refused_host(state.options.addresses, url))
    return refuse(ErrorCode::kDenied, not_public(*host));
  if (!set_url(easy, state.url, url))
    return refuse(ErrorCode::kInvalid, "libcurl reads this address in another way: refused");

  CurlList list;
  const auto add = [&](const std::string& line) {
    if (curl_slist* const longer = curl_slist_append(list.get(), line.c_str())) {
      static_cast<void>(list.release());
      list.reset(longer);
    }
  };
  add("Accept: */*");
  add("Expect:");  // no receiver is asked first whether it wants so much
  if (const std::string basic = basic_authorization(url); !basic.empty())
    add("Authorization: " + basic);
  for (const auto& [name, value] : headers) {
    if (!is_header_safe(name) || !is_header_safe(value))
      return refuse(ErrorCode::kInvalid, "a request header with control characters");
    add(fmt::format("{}: {}", name, value));
  }
  set(easy, CURLOPT_HTTPHEADER, list.get());
  set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  set(easy, CURLOPT_POSTFIELDS, body.data());
  state.message[0] = '\0';
  state.refused.clear();
  state.answer.clear();
  state.stop = stop;

  const CURLcode code = curl_easy_perform(easy);
  set(easy, CURLOPT_HTTPHEADER, static_cast<curl_slist*>(nullptr));
  if (!state.refused.empty()) return refuse(ErrorCode::kDenied, not_public(state.refused));
  if (stop.stop_requested() && code == CURLE_ABORTED_BY_CALLBACK)
    return refuse(ErrorCode::kCancelled, "stopped");
  if (code != CURLE_OK) {
    long os_error = 0;
    curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &os_error);
    const Error error =
        transfer_error(code, os_error, state.message.data(), state.options.limits.total);
    return refuse(error.code, error.message);
  }
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  return Answer{static_cast<int>(status), state.answer};
}

}  // namespace tearsheet::fetch
