#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "base/files.h"
#include "site/site.h"

namespace tearsheet::site {
namespace {

constexpr std::size_t kMaxFileBytes = 1'000'000;

// "www." in front of a host makes no other site of it, and a dot behind it no other name.
std::string_view bare(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host.starts_with("www.") && host.find('.', 4) != std::string_view::npos)
    host.remove_prefix(4);
  return host;
}

bool matches_domain(std::string_view host, std::string_view domain) {
  if (!domain.starts_with("*.")) return bare(host) == bare(domain);
  if (host.ends_with('.')) host.remove_suffix(1);
  const std::string_view suffix = domain.substr(1);  // ".news.example"
  return host.size() > suffix.size() && host.ends_with(suffix);
}

}  // namespace

bool SiteDefinition::owns_host(std::string_view host) const {
  return std::any_of(domains.begin(), domains.end(),
                     [&](const std::string& domain) { return matches_domain(host, domain); });
}

bool SiteDefinition::owns(const url::Url& url, const url::Url& from) const {
  if (owns_host(url.host())) return true;
  return by_address && url::registrable_domain(url.host()) == url::registrable_domain(from.host());
}

bool SiteDefinition::is_article(const url::Url& url) const {
  const auto found = [&](const Pattern& pattern) { return pattern.found_in(url.href()); };
  if (!owns_host(url.host())) return false;
  if (std::any_of(excluded_urls.begin(), excluded_urls.end(), found)) return false;
  return article_urls.empty() || std::any_of(article_urls.begin(), article_urls.end(), found);
}

Result<SiteDefinition> load_site(const std::filesystem::path& file) {
  const auto bytes = read_file(file, kMaxFileBytes);
  if (!bytes) return fail(bytes.error());
  return parse_site(*bytes, file);
}

const SiteDefinition* SiteSet::find(std::string_view id) const {
  const auto found = std::find_if(sites.begin(), sites.end(),
                                  [&](const SiteDefinition& site) { return site.id == id; });
  return found == sites.end() ? nullptr : &*found;
}

const SiteDefinition* SiteSet::for_url(const url::Url& url) const {
  // The name as it is written goes before its form with or without "www.".
  auto found = std::find_if(sites.begin(), sites.end(), [&](const SiteDefinition& site) {
    return std::ranges::find(site.domains, url.host()) != site.domains.end();
  });
  if (found != sites.end()) return &*found;
  found = std::find_if(sites.begin(), sites.end(),
                       [&](const SiteDefinition& site) { return site.owns_host(url.host()); });
  return found == sites.end() ? nullptr : &*found;
}

Result<SiteSet> load_sites(const std::filesystem::path& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".toml") files.push_back(entry->path());
  }
  if (error) {
    return fail(
        error == std::errc::no_such_file_or_directory ? ErrorCode::kNotFound : ErrorCode::kIo,
        fmt::format("{}: {} (the folder of site files, see --selectors)", folder.string(),
                    error.message()));
  }
  std::sort(files.begin(), files.end());  // the same order everywhere, so that the same file wins
  SiteSet set;
  for (const auto& file : files) {
    auto site = load_site(file);
    if (!site) {
      set.errors.push_back(site.error());
    } else if (const SiteDefinition* other = set.find(site->id); other != nullptr) {
      set.errors.push_back(
          {ErrorCode::kInvalid, fmt::format("{}: id \"{}\" is taken by {}", file.string(), site->id,
                                            other->file.string())});
    } else {
      set.sites.push_back(std::move(*site));
    }
  }
  std::sort(set.sites.begin(), set.sites.end(),
            [](const auto& a, const auto& b) { return a.id < b.id; });
  return set;
}

}  // namespace tearsheet::site
