#include "cli/chosen_sites.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_set>

#include "base/nearest.h"

namespace tearsheet::cli {
namespace {

/// As people type it: without a scheme it is https, and the crawl finds out whether that holds.
Result<url::Url> parse_address(const std::string& name) {
  const bool has_scheme = name.find("://") != std::string::npos;
  auto url = url::Url::parse(has_scheme ? name : "https://" + name);
  if (!url) return fail(url.error());
  if (url->host().empty()) return fail(ErrorCode::kInvalid, name + ": no host");
  return url::Url::parse(url->without_fragment());
}

/// Files of rules alone are no sites to crawl.
const site::SiteDefinition* with_sources(const site::SiteDefinition* site) {
  return site != nullptr && !site->rules_only ? site : nullptr;
}

class Chooser {
 public:
  Chooser(const site::SiteSet& files, Console& console) : files_(files), console_(console) {}

  Result<void> take_kept(store::CrawlStore& store) {
    auto kept = store.addresses();
    if (!kept) return fail(kept.error());
    for (const store::SiteAddress& address : *kept) {
      auto url = url::Url::parse(address.url);
      if (!url || has_file(*url)) continue;
      known_.insert(url->href());
      kept_[address.site].push_back(std::move(*url));
    }
    return {};
  }

  Result<void> take(const std::string& name) {
    if (const site::SiteDefinition* site = with_sources(files_.find(name))) {
      add(*site);
      return {};
    }
    if (kept_.contains(name)) {
      wanted_.push_back(name);
      return {};
    }
    const auto url = parse_address(name);
    if (!url) return fail(url.error());
    if (const site::SiteDefinition* site = with_sources(files_.for_url(*url))) {
      console_.log().info(fmt::format("{}: by its site file {}", name, site->file.string()));
      add(*site);
      return {};
    }
    const std::string id = site::id_of_address(*url);
    std::vector<url::Url>& addresses = kept_[id];
    if (known_.insert(url->href()).second) {
      chosen_.fresh.push_back({url->href(), id});
      addresses.push_back(*url);
    }
    wanted_.push_back(id);
    return {};
  }

  void take_all() {
    for (const site::SiteDefinition& site : files_.sites) {
      if (site.enabled && !site.rules_only) add(site);
    }
    for (const auto& [id, addresses] : kept_) wanted_.push_back(id);
  }

  ChosenSites finish() && {
    for (const std::string& id : wanted_) {
      const auto kept = kept_.find(id);
      if (kept == kept_.end() || kept->second.empty()) continue;
      site::SiteDefinition& made =
          chosen_.made.emplace_back(site::site_of_addresses(std::exchange(kept->second, {})));
      lend_rules(made);
      chosen_.all.push_back(&made);
    }
    return std::move(chosen_);
  }

 private:
  [[nodiscard]] bool has_file(const url::Url& url) const {
    return with_sources(files_.for_url(url)) != nullptr ||
           with_sources(files_.find(site::id_of_address(url))) != nullptr;
  }

  /// A site of addresses is read by the rules that there are for its host.
  void lend_rules(site::SiteDefinition& site) const {
    const site::SiteDefinition* rules = files_.for_url(site.sources.front().url);
    if (rules == nullptr || !rules->rules_only) return;
    site.articles = rules->articles;
    site.edits = rules->edits;
    site.hash = rules->hash;
    if (!rules->notice.empty()) console_.log().warning(rules->notice);
  }

  void add(const site::SiteDefinition& site) {
    if (std::ranges::find(chosen_.all, &site) == chosen_.all.end()) chosen_.all.push_back(&site);
  }

  const site::SiteSet& files_;
  Console& console_;
  ChosenSites chosen_;
  std::map<std::string, std::vector<url::Url>> kept_;  // by site
  std::unordered_set<std::string> known_;              // all of kept_
  std::vector<std::string> wanted_;                    // of kept_
};

}  // namespace

bool is_address(const std::string& name, const site::SiteSet& files) {
  return with_sources(files.find(name)) == nullptr &&
         name.find_first_of(".:") != std::string::npos && parse_address(name).has_value();
}

std::string wrong_names(const std::vector<std::string>& names, const site::SiteSet& files,
                        const std::string& folder) {
  for (const std::string& name : names) {
    if (with_sources(files.find(name)) != nullptr || is_address(name, files)) continue;
    std::vector<std::string_view> ids;
    for (const site::SiteDefinition& known : files.sites) ids.push_back(known.id);
    const std::string_view meant = nearest(name, ids);
    return fmt::format(
        "{}: no site file with the id \"{}\"{}", folder, name,
        meant.empty() ? std::string() : fmt::format(", did you mean \"{}\"?", meant));
  }
  return {};
}

Result<ChosenSites> choose_sites(const std::vector<std::string>& names, const site::SiteSet& files,
                                 store::CrawlStore& store, Console& console) {
  Chooser chooser(files, console);
  if (auto taken = chooser.take_kept(store); !taken) return fail(taken.error());
  for (const std::string& name : names) {
    if (auto taken = chooser.take(name); !taken) return fail(taken.error());
  }
  if (names.empty()) chooser.take_all();
  return std::move(chooser).finish();
}

}  // namespace tearsheet::cli
