#include "crawl/site_pace.h"

#include <string>

namespace tearsheet::crawl {

void set_site_pace(polite::HostGate& gate, const site::SiteDefinition& site,
                   bool private_addresses_allowed) {
  if (!site.politeness.delay) return;
  for (const site::Source& source : site.sources)
    gate.set_pace(source.url.host(), *site.politeness.delay, private_addresses_allowed);
  for (const std::string& domain : site.domains) {
    if (domain.starts_with("*")) continue;
    const std::string other =
        domain.starts_with("www.") ? domain.substr(4) : std::string("www.") + domain;
    for (const std::string& host : {domain, other})
      gate.set_pace(host, *site.politeness.delay, private_addresses_allowed);
  }
}

}  // namespace tearsheet::crawl
