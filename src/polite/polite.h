// May this URL be fetched now? Everything that is known of a host's patience, in one place.
//
// A HostGate is owned by the network thread. It hands out Permits, which nobody else can make; the
// fetcher takes nothing but Permits. No flag turns robots.txt off.
//
// Pace is kept by host name, whatever the scheme and port: they end at one machine, and its owner
// counts all of them. robots.txt is kept by origin, as RFC 9309 2.3 says. docs/politeness.md has
// the rules and their reasons.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "robots/robots.h"
#include "url/url.h"

namespace tearsheet::polite {

struct PaceLimits {
  std::chrono::milliseconds default_delay{
      5000};  ///< After the answer; above Scrapy (0), as Media Cloud (5 s).
  std::chrono::milliseconds max_crawl_delay{
      30000};  ///< Above it the site gets fewer pages, never a shorter pause.
  std::chrono::milliseconds min_public_delay{
      1000};                              ///< A site file may not go below it on public addresses.
  std::chrono::hours robots_max_age{24};  ///< RFC 9309 2.4.
  std::chrono::milliseconds first_backoff{10000};
  std::chrono::milliseconds max_backoff{3'600'000};
  std::chrono::milliseconds defer_above{
      120'000};  ///< A longer Retry-After or backoff defers the host to a later run.
  /// The same for a host that answered nothing in this run: the first backoff is waited for and no
  /// second, nor what an earlier run left. Nobody waits for a machine that may be gone.
  std::chrono::milliseconds defer_silent_above{15'000};
  std::chrono::hours max_retry_after{24};
  int error_budget = 10;         ///< Failures in a row, then the host is left alone for this run.
  int max_robots_redirects = 5;  ///< RFC 9309 2.3.1.2; a longer chain counts as "no robots.txt".
  /// Longest a request may take. `next_at` is stored before the answer is there, so it reckons with
  /// the slowest one.
  std::chrono::milliseconds request_allowance{30'000};
};

enum class Purpose : std::uint8_t { kPage, kRobots, kRedirectHop };

/// Leave to make exactly one request to `url`. Move-only; giving it back unused is done by
/// destroying it after HostGate::cancel(). Only a HostGate makes one.
class Permit {
 public:
  Permit(Permit&&) noexcept = default;
  Permit& operator=(Permit&&) noexcept = default;
  [[nodiscard]] const url::Url& url() const { return url_; }
  [[nodiscard]] Purpose purpose() const { return purpose_; }

 private:
  friend class HostGate;
  Permit(url::Url url, Purpose purpose, std::string origin)
      : url_(std::move(url)), purpose_(purpose), origin_(std::move(origin)) {}
  url::Url url_;
  Purpose purpose_;
  std::string
      origin_;  // whose robots.txt this is: not url_'s once a robots.txt redirects elsewhere
};

struct Wait {
  SteadyTime until;
};  ///< Ask again then.
/// Of a robots.txt as it was received, byte for byte; empty: none.
struct RobotsValidators {
  std::string etag, last_modified;
};
struct NeedRobots {
  Permit permit;
  RobotsValidators validators;  ///< Where a copy is kept that only has to be confirmed.
};                              ///< Fetch this robots.txt first, then call robots_answered().
struct Denied {
  std::string why;
  /// False: robots.txt could not be read, which says nothing about the page itself.
  bool is_verdict = true;
};  ///< Never in this run.
struct Deferred {
  SysTime until;
  std::string why;
};               ///< Not in this run: Retry-After or backoff beyond it, or budget spent.
struct Busy {};  ///< A request to this host is under way.
using Answer = std::variant<Permit, NeedRobots, Wait, Busy, Denied, Deferred>;

/// What came of a request, as far as manners care.
struct Outcome {
  int status = 0;  ///< HTTP status; 0: no answer (network error, time-out).
  std::optional<std::chrono::milliseconds> retry_after{};  ///< From the header, already relative.
  bool is_redirect = false;   ///< A hop follows; it does not wait the default pause.
  bool private_peer = false;  ///< The answer came from a private address: a pause of 0 may be had.
};

/// An origin's memory over runs, as stored. The origins of one host name all carry the host's pace.
struct HostMemory {
  std::string authority;            ///< "https://example.org" (origin): key.
  std::optional<SysTime> next_at;   ///< Written before a request starts: a crash makes the next run
                                    ///< later, never sooner.
  std::optional<SysTime> retry_at;  ///< From Retry-After or backoff.
  int backoff_steps = 0;
  std::string robots_body;  ///< As fetched, at most 512 KiB; with the other robots_ fields.
  int robots_status = 0;    ///< 0: never fetched.
  std::optional<SysTime> robots_at;  ///< The robots_ fields are unchanged as long as this is.
  RobotsValidators robots_validators;
  bool is_confirmed = false;  ///< Another worker asked a moment ago: robots.txt is not asked again.
};

class HostGate {
 public:
  HostGate(const Clock& clock, PaceLimits limits, std::string agent_token,
           std::uint64_t jitter_seed);
  HostGate(HostGate&&) noexcept;
  HostGate& operator=(HostGate&&) noexcept;
  ~HostGate();

  /// Politeness of a site file; the longer of all delays counts. `private_address` allows below
  /// min_public_delay.
  void set_pace(std::string_view host, std::chrono::milliseconds delay,
                bool private_addresses_allowed);
  void remember(const HostMemory& memory);               ///< At start, from the store.
  [[nodiscard]] std::vector<HostMemory> take_changed();  ///< Since the last call: to be stored.

  /// The one question. `purpose` kRedirectHop for the next address of a chain, else kPage.
  [[nodiscard]] Answer ask(const url::Url& url, Purpose purpose = Purpose::kPage);
  /// The request of `permit` ended: moves the clocks of its host. Every permit ends here or at
  /// cancel(); fetch::settle() does it, and robots_answered() where it belongs, for whoever has a
  /// FetchResult.
  void finished(const Permit& permit, const Outcome& outcome);
  /// The request was never made.
  void cancel(const Permit& permit);
  /// What robots.txt came to (RFC 9309 2.3.1), after finished(): body for 2xx, status otherwise; 0
  /// for unreachable. With `redirect` the next ask() answers NeedRobots for that address.
  void robots_answered(const Permit& permit, int status, std::string_view body,
                       const std::optional<url::Url>& redirect = std::nullopt,
                       RobotsValidators validators = {});

  [[nodiscard]] const robots::RobotsPolicy* robots_of(const url::Url& url) const;
  /// Pause between two pages of the host, as things stand; 0 only on private addresses.
  [[nodiscard]] std::chrono::milliseconds delay_of(const url::Url& url) const;
  /// How many of `max_pages` a run may fetch: fewer where the Crawl-delay is longer than what is
  /// waited, at least one.
  [[nodiscard]] int page_budget(const url::Url& url, int max_pages) const;
  /// Earliest moment at which ask() for this host would not answer Wait or Busy for pace alone: at
  /// once if it would answer Deferred.
  [[nodiscard]] SteadyTime ready_at(const url::Url& url) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tearsheet::polite
