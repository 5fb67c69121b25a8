// Sites without a file: what an address alone says of them.
#include <algorithm>

#include "base/ascii.h"
#include "site/site.h"

namespace tearsheet::site {
namespace {

std::string_view without_www(std::string_view host) {
  if (host.starts_with("www.") && host.find('.', 4) != std::string_view::npos)
    host.remove_prefix(4);
  return host;
}

}  // namespace

std::string id_of_address(const url::Url& url) {
  std::string id;
  for (const char c : without_www(url.host())) {
    if (is_alnum(c) || c == '-' || c == '_' || c == '.') id += c;
    if (c == ':') id += '-';  // IPv6
  }
  const bool is_usual = url.port() == (url.is_https() ? 443 : 80);
  if (!is_usual) id += "-" + std::to_string(url.port());
  if (id.size() > 100) id.resize(100);
  return id;
}

SiteDefinition site_of_addresses(const std::vector<url::Url>& addresses) {
  SiteDefinition site;
  site.by_address = true;
  site.id = site.name = id_of_address(addresses.front());
  for (const url::Url& address : addresses) {
    std::string domain(without_www(address.host()));
    if (std::ranges::find(site.domains, domain) == site.domains.end())
      site.domains.push_back(std::move(domain));
    Source source;
    source.kind = SourceKind::kAuto;
    source.url = address;
    site.sources.push_back(std::move(source));
  }
  return site;
}

}  // namespace tearsheet::site
