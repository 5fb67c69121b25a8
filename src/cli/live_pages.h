// Pages of site files' tests and previews, fetched as politely as any.
#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "cli/console.h"
#include "cli/limits.h"
#include "fetch/fetch.h"
#include "site/site.h"
#include "url/url.h"

namespace tearsheet::cli {

/// How they are asked for.
struct LiveOptions {
  std::string agent;
  bool allow_private = false;
  Limits limits{};
};

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
  ~LivePages();
  LivePages(const LivePages&) = delete;
  LivePages& operator=(const LivePages&) = delete;

  /// `site` may be null.
  Result<LivePage> get(const url::Url& url, const site::SiteDefinition* site);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tearsheet::cli
