#include "cli/prompt_fetcher.h"

#include <fmt/format.h>

#include <cstdint>
#include <utility>

#include "cli/version.h"

namespace tearsheet::cli {
namespace {

fetch::FetcherOptions fetcher_options(const LiveOptions& options, polite::PaceLimits& pace) {
  fetch::FetcherOptions out{.user_agent = options.agent,
                            .addresses = {.allow_private = options.allow_private}};
  options.limits.apply(out.limits, pace);
  out.few_pages = true;
  out.identity = options.identity;
  if (options.page_deadline) out.limits.page_deadline = *options.page_deadline;
  return out;
}

}  // namespace

std::string agent_of(std::string_view user_agent, std::string_view contact) {
  if (!user_agent.empty()) return std::string(user_agent);
  return contact.empty() ? fmt::format("tearsheet/{}", kVersion)
                         : fmt::format("tearsheet/{} (+{})", kVersion, contact);
}

PromptFetcher::PromptFetcher(const LiveOptions& options, Console& console)
    : asked_(fetcher_options(options, pace)),
      limits(asked_.limits),
      fetcher(std::move(asked_), clock),
      gate(clock, pace, "tearsheet",
           static_cast<std::uint64_t>(clock.now().time_since_epoch().count())) {
  if (const auto notice = fetcher.notice()) console.log().warning(*notice);
}

}  // namespace tearsheet::cli
