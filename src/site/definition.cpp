#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <system_error>
#include <unordered_map>

#include "base/files.h"
#include "site/ftr/ftr.h"
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
  if (domain == kEveryHost) return true;
  if (!domain.starts_with("*.")) return bare(host) == bare(domain);
  if (host.ends_with('.')) host.remove_suffix(1);
  const std::string_view suffix = domain.substr(1);  // ".news.example"
  return host.size() > suffix.size() && host.ends_with(suffix) &&
         bare(host) != suffix.substr(1);  // "www." is no sub-domain
}

// How closely one of a site's domains names `host`: the name as it is written, the name with or
// without "www.", the longest "*." in front of it, every host. Nothing: not at all.
std::optional<std::size_t> closeness(const SiteDefinition& site, std::string_view host) {
  constexpr std::size_t kLongest = 1000;  // than a host's name is
  std::optional<std::size_t> best;
  for (const std::string& domain : site.domains) {
    if (!matches_domain(host, domain)) continue;
    const std::size_t one = domain == host              ? kLongest + 2
                            : domain == kEveryHost      ? 0
                            : !domain.starts_with("*.") ? kLongest + 1
                                                        : std::min(domain.size(), kLongest);
    best = std::max(best.value_or(0), one);
  }
  return best;
}

// Rules without sources give way to a site of ours that is as close.
bool is_before(const SiteDefinition& site, std::size_t rank, const SiteDefinition& other,
               std::size_t other_rank) {
  return rank != other_rank ? rank > other_rank : !site.rules_only && other.rules_only;
}

}  // namespace

bool SiteDefinition::is_everyones() const {
  return std::ranges::find(domains, kEveryHost) != domains.end();
}

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
  const SiteDefinition* best = nullptr;
  std::size_t best_rank = 0;
  for (const SiteDefinition& site : sites) {
    const auto rank = closeness(site, url.host());
    if (!rank || (best != nullptr && !is_before(site, *rank, *best, best_rank))) continue;
    best = &site;
    best_rank = *rank;
  }
  return best;
}

Result<std::string> import_site(const std::filesystem::path& file) {
  const auto global = global_ftr_rules(file.parent_path());
  return ftr_as_toml(file, global ? &*global : nullptr);
}

namespace {

// Other people's rules. What is wrong with them is no error of whoever uses them.
void add_others(const std::filesystem::path& folder,
                const std::vector<std::filesystem::path>& files, SiteSet& set) {
  if (files.empty()) return;
  std::unordered_map<std::string, std::filesystem::path> ids;
  for (const SiteDefinition& site : set.sites) ids.emplace(site.id, site.file);
  const auto global = global_ftr_rules(folder);
  for (const auto& file : files) {
    auto site = load_ftr(file, global ? &*global : nullptr);
    if (!site) {
      set.notices.push_back(site.error().message);
    } else if (const auto [taken, is_new] = ids.emplace(site->id, file); !is_new) {
      set.notices.push_back(fmt::format("{}: is not used, its id \"{}\" is taken by {}",
                                        file.string(), site->id, taken->second.string()));
    } else {
      set.sites.push_back(std::move(*site));
    }
  }
}

}  // namespace

Result<SiteSet> load_sites(const std::filesystem::path& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> files, others;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".toml") files.push_back(entry->path());
    if (is_ftr_file(entry->path())) others.push_back(entry->path());
  }
  if (error) {
    return fail(
        error == std::errc::no_such_file_or_directory ? ErrorCode::kNotFound : ErrorCode::kIo,
        fmt::format("{}: {} (the folder of site files, see --selectors)", folder.string(),
                    error.message()));
  }
  std::sort(files.begin(), files.end());  // the same order everywhere, so that the same file wins
  std::sort(others.begin(), others.end());
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
  add_others(folder, others, set);
  std::sort(set.sites.begin(), set.sites.end(),
            [](const auto& a, const auto& b) { return a.id < b.id; });
  return set;
}

}  // namespace tearsheet::site
