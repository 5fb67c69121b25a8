// Pages of site files' tests and previews, fetched as politely as any.
#pragma once

#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "cli/console.h"
#include "cli/prompt_fetcher.h"
#include "fetch/fetch.h"
#include "site/site.h"
#include "url/url.h"

namespace tearsheet::cli {

struct LivePage {
  std::string bytes;  ///< Without content codings.
  fetch::Headers headers;
  url::Url url;  ///< Landed on.
  SysTime at;
};

/// One at a time; every host with its pause, robots.txt obeyed.
class LivePages {
 public:
  LivePages(const LiveOptions& options, Console& console);

  /// `site` may be null.
  Result<LivePage> get(const url::Url& url, const site::SiteDefinition* site);

 private:
  PromptFetcher asks_;
  const bool is_private_allowed_;
};

}  // namespace tearsheet::cli
