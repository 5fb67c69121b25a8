// One page from start to end: the loop that the crawl runs for many hosts at once, for a single
// one.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "fetch/fetch.h"

namespace tearsheet::fetch {
namespace {

using std::chrono::milliseconds;

// How long to look away while somebody else's request to the host is under way.
constexpr milliseconds kBusyWait{50};

template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

bool is_worth_a_retry(const FetchResult& result) {
  if (result.status == 429 || result.status >= 500) return true;
  return result.status == 0 && result.error &&
         (result.error->code == ErrorCode::kNetwork || result.error->code == ErrorCode::kTimeout);
}

class PageFetch {
 public:
  PageFetch(Fetcher& fetcher, polite::HostGate& gate, const Clock& clock, url::Url url,
            FetchRequest request, const FetchLimits& limits, int retries, const MayAsk& may_ask)
      : fetcher_(fetcher),
        gate_(gate),
        clock_(clock),
        limits_(limits),
        target_(std::move(url)),
        request_(std::move(request)),
        retries_left_(retries),
        may_ask_(may_ask) {}

  Result<PageAnswer> run() {
    while (!is_over_) {
      if (may_ask_) {
        if (auto allowed = may_ask_(target_); !allowed) return fail(allowed.error());
      }
      std::visit(Overloaded{
                     [this](polite::Permit& permit) { page(std::move(permit)); },
                     [this](polite::NeedRobots& need) { robots(std::move(need)); },
                     [this](const polite::Wait& wait) { wait_until(wait.until); },
                     [this](const polite::Busy&) { wait_until(clock_.steady() + kBusyWait); },
                     [this](const polite::Denied& denied) { denied_by_gate(denied); },
                     [this](const polite::Deferred& deferred) { give_up(deferred.why); },
                 },
                 gate_answer_ = gate_.ask(target_, purpose_));
    }
    if (error_) return fail(*std::move(error_));
    return std::move(answer_);
  }

 private:
  /// Time starts with the first request: what the host's pause took before it is nobody's fault.
  void start_clock() {
    if (!deadline_) deadline_ = clock_.steady() + limits_.page_deadline;
  }

  void end(Error error) {
    error_ = std::move(error);
    is_over_ = true;
  }

  /// The last thing that went wrong is the reason; that nobody waits any longer only follows from
  /// it.
  void give_up(std::string_view why) {
    if (last_trouble_) return end(*std::move(last_trouble_));
    end({ErrorCode::kTimeout, fmt::format("{}: {}", target_.authority(), why)});
  }

  void wait_until(SteadyTime until) {
    const SteadyTime now = clock_.steady();
    const SteadyTime latest = deadline_.value_or(now + limits_.page_deadline);
    if (until > latest) {
      return give_up(fmt::format(
          "the host has to be left alone for {:.0f} s, which is more than there is time for",
          std::chrono::duration<double>(until - now).count()));
    }
    // Nothing runs, so this only sleeps; a wake() ends it early and the gate is asked again.
    (void)fetcher_.poll(std::chrono::ceil<milliseconds>(until - now));
  }

  Fetcher::Done fetch(polite::Permit permit, FetchRequest request) {
    start_clock();
    const auto left = std::chrono::duration_cast<milliseconds>(*deadline_ - clock_.steady());
    const milliseconds allowed = std::min(request.timeout.value_or(limits_.total), left);
    request.timeout = std::max(allowed, milliseconds(1));
    fetcher_.start(std::move(permit), std::move(request));
    for (;;) {
      auto done = fetcher_.poll(std::chrono::seconds(1));
      if (done.empty()) continue;  // every transfer has a deadline of its own
      settle(gate_, clock_, done.front());
      return std::move(done.front());
    }
  }

  void robots(polite::NeedRobots need) {
    FetchRequest request;
    request.kind = BodyKind::kRobots;
    request.timeout = request_.timeout;
    request.validators = {std::move(need.validators.etag),
                          std::move(need.validators.last_modified)};
    const auto done = fetch(std::move(need.permit), std::move(request));
    robots_error_.reset();
    if (done.result.error) {
      robots_error_ = done.result.error;
    } else if (done.result.status == 429 || done.result.status >= 500) {
      robots_error_ = status_error(done.result);
    }
  }

  void denied_by_gate(const polite::Denied& denied) {
    if (robots_error_) {
      if (robots_error_->code != ErrorCode::kDenied) {
        robots_error_->message += " (robots.txt; without it nothing may be fetched)";
      }
      return end(*std::move(robots_error_));
    }
    end({ErrorCode::kDenied,
         fmt::format("{}{}: {}", target_.authority(), target_.path_and_query(), denied.why)});
  }

  void page(polite::Permit permit) {
    Fetcher::Done done = fetch(std::move(permit), request_);
    FetchResult& result = done.result;
    if (is_worth_a_retry(result) && retries_left_ > 0) {
      --retries_left_;
      last_trouble_ = status_error(result);
      return;
    }
    if (result.redirect) return follow(result);
    const bool is_expected_304 =
        result.status == 304 && !request_.validators.empty() && !result.error;
    if (auto error = status_error(result); error && !is_expected_304) return end(*std::move(error));
    answer_.result = std::move(result);
    is_over_ = true;
  }

  void follow(const FetchResult& result) {
    answer_.hops.push_back(result.url);
    if (answer_.hops.size() > static_cast<std::size_t>(limits_.max_redirects)) {
      const bool is_loop = std::ranges::count(answer_.hops, result.url) > 1;
      return end({ErrorCode::kNetwork, fmt::format("{}: {} after {} hops", result.url.authority(),
                                                   is_loop ? "redirects in a circle, given up"
                                                           : "too many redirects, given up",
                                                   limits_.max_redirects)});
    }
    if (result.redirect->origin() != target_.origin()) request_.authorization.clear();
    request_.validators = {};  // they belong to the address that was asked for
    target_ = *result.redirect;
    purpose_ = polite::Purpose::kRedirectHop;
  }

  Fetcher& fetcher_;
  polite::HostGate& gate_;
  const Clock& clock_;
  const FetchLimits& limits_;
  url::Url target_;
  FetchRequest request_;
  int retries_left_;
  const MayAsk& may_ask_;
  polite::Purpose purpose_ = polite::Purpose::kPage;
  polite::Answer gate_answer_ = polite::Busy{};
  std::optional<SteadyTime> deadline_;
  std::optional<Error> last_trouble_, robots_error_, error_;
  bool is_over_ = false;
  PageAnswer answer_;
};

}  // namespace

Result<PageAnswer> fetch_page(Fetcher& fetcher, polite::HostGate& gate, const Clock& clock,
                              const url::Url& url, FetchRequest request, const FetchLimits& limits,
                              int retries, const MayAsk& may_ask) {
  return PageFetch(fetcher, gate, clock, url, std::move(request), limits, retries, may_ask).run();
}

}  // namespace tearsheet::fetch
