#include "cli/live_pages.h"

#include <utility>

#include "polite/polite.h"

namespace tearsheet::cli {
namespace {

constexpr int kRetries = 1;  // somebody waits

fetch::FetcherOptions fetcher_options(const LiveOptions& options, polite::PaceLimits& pace) {
  fetch::FetcherOptions out{.user_agent = options.agent,
                            .addresses = {.allow_private = options.allow_private}};
  options.limits.apply(out.limits, pace);
  return out;
}

}  // namespace

struct LivePages::State {
  State(const LiveOptions& options, std::uint64_t seed)
      : is_private_allowed(options.allow_private),
        asked(fetcher_options(options, pace)),
        limits(asked.limits),
        fetcher(std::move(asked), clock),
        gate(clock, pace, "tearsheet", seed) {}

  const SystemClock clock{};
  const bool is_private_allowed;
  polite::PaceLimits pace;
  fetch::FetcherOptions asked;
  const fetch::FetchLimits limits;
  fetch::Fetcher fetcher;
  polite::HostGate gate;
};

LivePages::LivePages(const LiveOptions& options, Console& console)
    : state_(std::make_unique<State>(
          options, static_cast<std::uint64_t>(SystemClock().now().time_since_epoch().count()))) {
  if (const auto notice = state_->fetcher.notice()) console.log().warning(*notice);
}

LivePages::~LivePages() = default;

Result<LivePage> LivePages::get(const url::Url& url, const site::SiteDefinition* site) {
  fetch::FetchRequest request;
  if (site != nullptr) {
    const site::Politeness& politeness = site->politeness;
    if (politeness.delay)
      state_->gate.set_pace(url.host(), *politeness.delay, state_->is_private_allowed);
    if (politeness.timeout) request.timeout = politeness.timeout;
    auto secret =
        fetch::load_authorization(politeness.authorization_file, politeness.authorization_command);
    if (!secret) return fail(secret.error());
    request.authorization = *std::move(secret);
  }
  auto answer = fetch::fetch_page(state_->fetcher, state_->gate, state_->clock, url,
                                  std::move(request), state_->limits, kRetries);
  if (!answer) return fail(answer.error());
  fetch::FetchResult& result = answer->result;
  return LivePage{std::move(result.body), std::move(result.headers), std::move(result.url),
                  state_->clock.now()};
}

}  // namespace tearsheet::cli
