#include "crawl/site_turn.h"

#include <algorithm>

#include "fetch/fetch.h"

namespace tearsheet::crawl {

SiteTurn::SiteTurn(const site::SiteDefinition& site, int default_max_pages,
                   std::optional<int> ceiling)
    : site_(site), max_pages_(site.politeness.max_pages.value_or(default_max_pages)) {
  if (ceiling) max_pages_ = std::min(max_pages_, *ceiling);
}

Result<void> SiteTurn::authorize() {
  const site::Politeness& politeness = site_.politeness;
  if (politeness.authorization_file.empty() && politeness.authorization_command.empty()) return {};
  auto secret =
      fetch::load_authorization(politeness.authorization_file, politeness.authorization_command);
  is_blocked_ = !secret;
  if (!secret) return fail(secret.error());
  authorization_ = std::move(*secret);
  return {};
}

std::vector<Frontier::HostId> SiteTurn::end_source() {
  if (--unread_sources_ > 0) return {};
  return std::exchange(held_, {});
}

}  // namespace tearsheet::crawl
