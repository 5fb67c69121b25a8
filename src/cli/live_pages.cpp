#include "cli/live_pages.h"

#include <utility>

namespace tearsheet::cli {
namespace {

constexpr int kRetries = 1;  // somebody waits

}  // namespace

LivePages::LivePages(const LiveOptions& options, Console& console)
    : asks_(options, console), is_private_allowed_(options.allow_private) {}

Result<LivePage> LivePages::get(const url::Url& url, const site::SiteDefinition* site) {
  fetch::FetchRequest request;
  if (site != nullptr) {
    const site::Politeness& politeness = site->politeness;
    if (politeness.delay) asks_.gate.set_pace(url.host(), *politeness.delay, is_private_allowed_);
    if (politeness.timeout) request.timeout = politeness.timeout;
    auto secret =
        fetch::load_authorization(politeness.authorization_file, politeness.authorization_command);
    if (!secret) return fail(secret.error());
    request.authorization = *std::move(secret);
  }
  auto answer = fetch::fetch_page(asks_.fetcher, asks_.gate, asks_.clock, url, std::move(request),
                                  asks_.limits, kRetries);
  if (!answer) return fail(answer.error());
  fetch::FetchResult& result = answer->result;
  return LivePage{std::move(result.body), std::move(result.headers), std::move(result.url),
                  asks_.clock.now()};
}

}  // namespace tearsheet::cli
