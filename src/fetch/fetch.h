// One event loop of HTTP transfers (libcurl multi) with limits, and the rule of which addresses may be contacted.
//
// Redirects are not followed here: each hop is a new URL that passes the gate first. A Fetcher belongs to one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "polite/polite.h"
#include "url/url.h"

namespace tearsheet::fetch {

/// Which addresses may be contacted; checked on the resolved address at connect time and on reused connections.
struct AddressPolicy {
  bool allow_private = false;
  /// `address` in presentation form, IPv4 or IPv6 (mapped, 6to4, NAT64 and Teredo forms are looked into).
  [[nodiscard]] bool allows(std::string_view address) const;
};

struct FetchLimits {
  std::chrono::milliseconds connect{10'000}, total{30'000};
  long low_speed_bytes = 1000;                    ///< Per second, over ...
  std::chrono::seconds low_speed_time{10};
  std::size_t max_page = 10'000'000;              ///< Decoded bytes.
  std::size_t max_feed = 50'000'000;
  std::size_t max_header_bytes = 100'000;
  int max_redirects = 10;
};

struct FetcherOptions {
  std::string user_agent;
  AddressPolicy addresses;
  FetchLimits limits;
  int max_transfers = 256;                        ///< At once, over all hosts.
};

struct Validators {
  std::string etag, last_modified;                ///< Byte for byte as received.
  [[nodiscard]] bool empty() const { return etag.empty() && last_modified.empty(); }
};

enum class BodyKind { kPage, kFeed, kRobots };    ///< Which size limit, which Accept header, which types are refused early.

struct FetchRequest {
  std::uint64_t id = 0;                           ///< Chosen by the caller, comes back with the result.
  BodyKind kind = BodyKind::kPage;
  Validators validators;
  std::string authorization;                      ///< Sent to this request's origin only; empty: none.
  std::optional<std::chrono::milliseconds> timeout;
};

using Headers = std::vector<std::pair<std::string, std::string>>;  ///< Names lower case, in order.

struct FetchResult {
  std::uint64_t id = 0;
  url::Url url;
  int status = 0;                                 ///< 0: `error` says why there was no answer.
  Headers headers;
  std::string body;                               ///< Decoded (gzip, br, zstd), complete: a truncated body is an error.
  std::optional<Error> error;                     ///< One line, for people: "news.example: could not resolve host".
  std::optional<url::Url> redirect;               ///< Target of a 3xx, resolved, http(s) only.
  std::string address;                            ///< Peer, for the ledger.
  std::chrono::milliseconds elapsed{0};
  SysTime started{};
  std::size_t wire_bytes = 0;
  [[nodiscard]] std::string_view header(std::string_view lower_case_name) const;  ///< First, or empty.
  [[nodiscard]] Validators validators() const;
};

class Fetcher {
 public:
  Fetcher(FetcherOptions options, const Clock& clock);
  ~Fetcher();
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;

  /// The sole way out to the network. The permit comes back with the result.
  void start(polite::Permit permit, FetchRequest request);
  [[nodiscard]] std::size_t running() const;

  struct Done {
    polite::Permit permit;
    FetchResult result;
  };
  /// Waits up to `timeout` for something to happen (or wake()) and gives what finished.
  [[nodiscard]] std::vector<Done> poll(std::chrono::milliseconds timeout);
  void wake();         ///< From any thread: ends the poll() that waits.
  void cancel_all();   ///< Running transfers come back with kCancelled from the next poll().
  void forget_cookies();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Retry-After (RFC 9110 10.2.3): seconds or HTTP-date, relative to `now`; empty if unreadable.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_retry_after(std::string_view value, SysTime now);

/// One URL, politely, start to end: robots.txt, pauses, redirects through the gate, retries. For `tearsheet fetch`
/// and for whoever needs a single page. Blocks.
struct PageAnswer {
  FetchResult result;                  ///< Of the last hop.
  std::vector<url::Url> hops;          ///< Addresses that redirected, in order.
};
Result<PageAnswer> fetch_page(Fetcher& fetcher, polite::HostGate& gate, const Clock& clock, const url::Url& url,
                              FetchRequest request, const FetchLimits& limits, int retries);

}  // namespace tearsheet::fetch
