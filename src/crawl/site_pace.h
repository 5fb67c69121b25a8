// The pause that a site file asks for, told to the gate for every host that it may mean. Private to
// the folder.
#pragma once

#include "polite/polite.h"
#include "site/site.h"

namespace tearsheet::crawl {

void set_site_pace(polite::HostGate& gate, const site::SiteDefinition& site,
                   bool private_addresses_allowed);

}  // namespace tearsheet::crawl
