#include "cli/site_export.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <unordered_set>

#include "cli/command.h"
#include "cli/configuration.h"
#include "cli/put_output.h"
#include "feed/opml.h"
#include "store/share.h"
#include "store/store.h"

namespace tearsheet::cli {
namespace {

struct ExportedSite {
  std::string name;
  std::vector<std::string> feeds, pages;
};

class Sites {
 public:
  void take_files(const site::SiteSet& files) {
    for (const site::SiteDefinition& file : files.sites) {
      if (!file.enabled || file.rules_only) continue;
      ExportedSite& site = sites_[file.id];
      site.name = file.name;
      for (const site::Source& source : file.sources) {
        if (source.kind == site::SourceKind::kFeed) {
          site.feeds.push_back(source.url.without_fragment());
        } else if (site.pages.empty() && (source.kind == site::SourceKind::kAuto ||
                                          source.kind == site::SourceKind::kListing)) {
          site.pages.push_back(source.url.without_fragment());
        }
      }
    }
  }

  Result<void> take_database(const std::string& database) {
    const auto store = store::open_reader(database, store::Access::kRead);
    if (!store) return fail(store.error());
    const auto feeds = (*store)->feeds();
    if (!feeds) return fail(feeds.error());
    std::unordered_set<std::string> known;
    for (const store::SiteAddress& feed : *feeds) known.insert(feed.url);
    const auto kept = (*store)->addresses();
    if (!kept) return fail(kept.error());
    for (const store::SiteAddress& address : *kept) {
      ExportedSite& site = sites_[address.site];
      if (site.name.empty()) site.name = address.site;
      (known.contains(address.url) ? site.feeds : site.pages).push_back(address.url);
    }
    // Those that were found; of sites that are crawled no more nothing is told.
    for (const store::SiteAddress& feed : *feeds) {
      const auto site = sites_.find(feed.site);
      if (site != sites_.end()) site->second.feeds.push_back(feed.url);
    }
    return {};
  }

  [[nodiscard]] const std::map<std::string, ExportedSite>& all() const { return sites_; }

 private:
  std::map<std::string, ExportedSite> sites_;  // by id
};

std::vector<feed::OpmlOutline> outlines_of(const std::map<std::string, ExportedSite>& sites,
                                           const std::vector<std::string>& names) {
  std::vector<feed::OpmlOutline> outlines;
  std::unordered_set<std::string> seen;
  for (const auto& [id, site] : sites) {
    if (!names.empty() && std::ranges::find(names, id) == names.end()) continue;
    for (const std::string& feed : site.feeds) {
      if (!seen.insert(feed).second) continue;
      outlines.push_back({site.name, feed, site.pages.empty() ? "" : site.pages.front()});
    }
    for (const std::string& page : site.pages) {
      if (seen.insert(page).second) outlines.push_back({site.name, {}, page});
    }
  }
  return outlines;
}

}  // namespace

int export_opml(Console& console, const std::vector<std::string>& names, const site::SiteSet& files,
                const std::string& database, const std::string& output) {
  Sites sites;
  sites.take_files(files);
  std::error_code ignored;
  if (std::filesystem::exists(database, ignored) || database != default_database()) {
    if (const auto taken = sites.take_database(database); !taken)
      return console.fail(taken.error());
  }
  for (const std::string& name : names) {
    if (sites.all().contains(name)) continue;
    console.log().error("site export: no site \"" + name + "\" among the files or in the database");
    return kUsage;
  }
  const auto outlines = outlines_of(sites.all(), names);
  return put_output(console, output, feed::write_opml("Sites of tearsheet", outlines));
}

}  // namespace tearsheet::cli
