// How the sites fare, all of them and one. Private to the folder.
#pragma once

#include <string>

#include "serve/page.h"
#include "store/store.h"

namespace tearsheet::serve {

/// Tiles, alarms, plots and a row a site, as `status --html` has them, with links.
Result<Response> sites_page(store::Store& store, SysTime now, const std::string& name);
/// One site: its plots, troubles and alarms. kNotFound: there is none of this key.
Result<Response> site_page(store::Store& store, const std::string& key, SysTime now,
                           const std::string& name);
/// Of what feeds and sitemaps announced, how much is missing and why. Reads every address ever
/// taken up: about a second for a million.
Result<Response> coverage_page(store::Store& store, const std::string& name);
/// The path of a site's page; keys may hold what has a meaning in addresses.
[[nodiscard]] std::string address_of_site(std::string_view key);

}  // namespace tearsheet::serve
