// One event loop of HTTP transfers (libcurl multi) with limits, and the rule of which addresses may
// be contacted.
//
// Redirects are not followed here: each hop is a new URL that passes the gate first. A Fetcher
// belongs to one thread. docs/fetching.md has the limits, the address guard, cookies and proxies
// from the outside.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "identity/identity.h"
#include "polite/polite.h"
#include "url/url.h"

namespace tearsheet::fetch {

/// Which addresses may be contacted; checked on the resolved address at connect time and on reused
/// connections.
struct AddressPolicy {
  bool allow_private = false;
  /// `address` in presentation form, IPv4 or IPv6 (mapped, 6to4, NAT64 and Teredo forms are looked
  /// into). What is no address at all is not allowed.
  [[nodiscard]] bool allows(std::string_view address) const;
};
/// Whether `address` is one that the guard refuses by default: private, loopback, link-local,
/// multicast, metadata ...
[[nodiscard]] bool is_private_address(std::string_view address);

struct FetchLimits {
  std::chrono::milliseconds connect{10'000},
      total{30'000};  ///< Of one transfer; `connect` includes DNS and TLS.
  std::chrono::milliseconds page_deadline{
      90'000};                  ///< fetch_page() in all: robots.txt, pauses, hops, retries.
  long low_speed_bytes = 1000;  ///< Per second, over ...
  std::chrono::seconds low_speed_time{10};
  std::size_t max_page = 10'000'000;  ///< Decoded bytes.
  std::size_t max_feed = 50'000'000;
  std::size_t max_asset = 5'000'000;  ///< A picture or style.
  std::size_t max_header_bytes = 100'000;
  std::size_t max_header_count = 500;
  std::size_t max_location = 8'192;  ///< Bytes of a redirect's target.
  int max_redirects = 10;
};

/// Proxies, as curl has them: http_proxy (lower case only), https_proxy/HTTPS_PROXY,
/// all_proxy/ALL_PROXY, no_proxy/NO_PROXY.
struct ProxySettings {
  std::string http{}, https{};  ///< Proxy for http:// and https:// URLs; empty: none.
  std::string no_proxy{};       ///< Hosts, domains, addresses, CIDR blocks; "*": all.
  static ProxySettings from_environment();
  /// The proxy for `url`; empty: connect directly.
  [[nodiscard]] std::string_view for_url(const url::Url& url) const;
};

struct FetcherOptions {
  std::string user_agent{};
  AddressPolicy addresses{};
  FetchLimits limits{};
  int max_transfers = 256;                 ///< At once, over all hosts; more wait their turn.
  std::optional<ProxySettings> proxies{};  ///< Not given: from the environment.
  /// PEM; empty: what $CURL_CA_BUNDLE, $SSL_CERT_FILE or $SSL_CERT_DIR names, else the system's.
  std::string ca_file{};
  bool few_pages = false;  ///< Of the system's certificates only those that are needed are read.
  /// A connection is closed behind each answer: another process may ask the same host next.
  bool close_connections = false;
  /// Signs every request, afresh each; null: none is signed. Outlives the Fetcher.
  const identity::Identity* identity = nullptr;
};

struct Validators {
  std::string etag{}, last_modified{};  ///< Byte for byte as received.
  [[nodiscard]] bool empty() const { return etag.empty() && last_modified.empty(); }
};

enum class BodyKind {
  kPage,
  kFeed,
  kRobots,
  kAsset
};  ///< Which size limit, which Accept header, which types are refused early.

struct FetchRequest {
  std::uint64_t id = 0;  ///< Chosen by the caller, comes back with the result.
  BodyKind kind = BodyKind::kPage;
  Validators validators{};
  std::string authorization{};  ///< Header value, sent to this request's origin only; empty: none.
  std::optional<std::chrono::milliseconds> timeout{};
  /// Nothing is sent later than that; the result then is kCancelled. Asked when the connection
  /// stands.
  std::optional<SteadyTime> start_before{};
};

using Headers = std::vector<std::pair<std::string, std::string>>;  ///< Names lower case, in order.

struct FetchResult {
  std::uint64_t id = 0;
  url::Url url{};  ///< As asked for, without user name and password.
  int status = 0;  ///< 0: `error` says why there was no answer.
  Headers headers{};
  /// Decoded (gzip, deflate, br, zstd), complete: a truncated body is an error. Of 2xx answers; of
  /// others at most 64 KiB. robots.txt is cut at 512 KiB, which is no error.
  std::string body{};
  /// One line, for people: "news.example: could not resolve host". Set for whatever is not to be
  /// stored as a page, with a status where there was one: cut off, too large, a PDF, a redirect to
  /// nowhere. Not for a mere 404 or 304: see status_error(). kDenied: the address policy; kTimeout,
  /// kTooLarge, kNetwork, kInvalid, kCancelled as they say.
  std::optional<Error> error{};
  std::optional<url::Url>
      redirect;           ///< Target of a 301, 302, 303, 307 or 308, resolved, http(s) only.
  std::string address{};  ///< Peer, for the ledger; empty if none was reached.
  std::chrono::milliseconds elapsed{0};
  SysTime started{};
  std::size_t wire_bytes = 0;  ///< Of the body as it came over the wire.
  [[nodiscard]] std::string_view header(
      std::string_view lower_case_name) const;  ///< First, or empty.
  [[nodiscard]] Validators validators() const;
};

class Fetcher {
 public:
  Fetcher(FetcherOptions options, const Clock& clock);
  ~Fetcher();
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;

  /// The sole way to a page. The permit comes back with the result.
  void start(polite::Permit permit, FetchRequest request);
  [[nodiscard]] std::size_t running() const;

  struct Done {
    polite::Permit permit;
    FetchResult result;
  };
  /// Waits up to `timeout` for something to happen (or wake()) and gives what finished.
  [[nodiscard]] std::vector<Done> poll(std::chrono::milliseconds timeout);
  void wake();        ///< From any thread: ends the poll() that waits, or the next one.
  void cancel_all();  ///< Running transfers come back with kCancelled from the next poll().
  void forget_cookies();
  /// What the user should know before the first fetch: a proxy resolves names itself, so the guard
  /// cannot see them.
  [[nodiscard]] std::optional<std::string> notice() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Messages to a receiver that the user named (a webhook). No page is asked for, so no gate is
/// passed; the guard on addresses, the limits of a connection and the trusted certificates are those
/// of a Fetcher. Redirects are not followed, since a body is for whom it was given to. One thread at
/// a time.
class Poster {
 public:
  /// `options.few_pages` and `identity` have no effect. Of an answer `max_answer` bytes are kept: by
  /// default enough for a message.
  explicit Poster(FetcherOptions options, std::size_t max_answer = 1000);
  ~Poster();
  Poster(const Poster&) = delete;
  Poster& operator=(const Poster&) = delete;

  struct Answer {
    int status = 0;
    std::string body;  ///< Its beginning.
  };
  /// Whatever the status; limits.total is the longest it takes. Errors begin with the host's name:
  /// kDenied: the address policy; kCancelled: `stop`; kTimeout, kNetwork, kInvalid as they say.
  Result<Answer> post(const url::Url& url, const Headers& headers, std::string_view body,
                      const std::stop_token& stop);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A body that was stored as it came over the wire, without its content codings (gzip, deflate, br,
/// zstd). `content_encoding`: the header's value. kTooLarge above `max_bytes`; kInvalid: damaged,
/// cut off, or a coding unknown here.
Result<std::string> decode_content(std::string_view content_encoding, std::string body,
                                   std::size_t max_bytes);

/// Retry-After (RFC 9110 10.2.3): seconds or HTTP-date, relative to `now`; empty if unreadable.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_retry_after(std::string_view value,
                                                                         SysTime now);

/// How long the answer stays good, as Cache-Control, Expires and Age say (RFC 9111 4.2); 0: not at
/// all.
[[nodiscard]] std::chrono::milliseconds freshness(const FetchResult& result, SysTime now);
/// What the answer means to the host's clocks. A refused address makes no request: cancel() the
/// permit instead.
[[nodiscard]] polite::Outcome outcome_of(const FetchResult& result, SysTime now);
/// Tells the gate all that a finished transfer means: finished() or cancel(), and robots_answered()
/// for a robots.txt.
void settle(polite::HostGate& gate, const Clock& clock, const Fetcher::Done& done);
/// Why an answer that arrived is no page: "404 Not Found", "304 for a page that was never fetched"
/// ...; empty for 200.
[[nodiscard]] std::optional<Error> status_error(const FetchResult& result);

/// The Authorization of a site file (`authorization_file`, else `authorization_command`): the first
/// line of the file, or of what `sh -c command` prints within 10 s. Empty where both are. Errors
/// never quote what was read.
Result<std::string> load_authorization(const std::string& file, const std::string& command);

/// One URL, politely, start to end: robots.txt, pauses, redirects through the gate, retries. For
/// `tearsheet fetch` and for whoever needs a single page. Blocks, at most limits.page_deadline from
/// the first request on (a pause that would go beyond it is not begun). The fetcher has nothing else
/// to do meanwhile.
/// `may_ask` is called before each request, with the address of the page that it is for; its error
/// ends all.
struct PageAnswer {
  FetchResult result;          ///< Of the last hop; 200, or 304 where the request had validators.
  std::vector<url::Url> hops;  ///< Addresses that redirected, in order.
};
using MayAsk = std::function<Result<void>(const url::Url& url)>;
Result<PageAnswer> fetch_page(Fetcher& fetcher, polite::HostGate& gate, const Clock& clock,
                              const url::Url& url, FetchRequest request, const FetchLimits& limits,
                              int retries, const MayAsk& may_ask = {});

}  // namespace tearsheet::fetch
