#include "crawl/round_load.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "crawl/host_memory.h"
#include "crawl/plan/recheck.h"
#include "crawl/plan/rhythm.h"
#include "crawl/plan/unsettled.h"
#include "reading/reading.h"
#include "store/share.h"

namespace tearsheet::crawl {
namespace {

using store::UrlHash;
using store::UrlKind;
using store::VisitState;

UrlKind kind_of(site::SourceKind kind) {
  switch (kind) {
    case site::SourceKind::kListing:
      return UrlKind::kListing;
    case site::SourceKind::kFeed:
      return UrlKind::kFeed;
    case site::SourceKind::kSitemap:
    case site::SourceKind::kNewsSitemap:
      return UrlKind::kSitemap;
    case site::SourceKind::kAuto:
      return UrlKind::kHome;
  }
  return UrlKind::kListing;
}

// So many articles may wait in memory, over all sites: about 200 MB. Half of them are for what this
// round finds.
constexpr std::size_t kMaxWaiting = 200'000;

// Where several share the database nobody asks for anything again that was asked for so long ago: a
// worker that was started again would.
constexpr std::chrono::minutes kLeastInterval{10};

store::FoundUrl found_of(const site::Source& source, const site::SiteDefinition& site,
                         std::int64_t row) {
  store::FoundUrl found;
  found.key = found.source = reading::hash_of(source.url, UrlKind::kListing, site.key_rules);
  found.site = row;
  found.kind = kind_of(source.kind);
  found.url = source.url.without_fragment();
  return found;
}

}  // namespace

// How many articles of each site a round takes up of those that waited, and of those that it finds:
// what its page budget can need, refusals by robots.txt and redirects included. The others wait on
// the disk.
std::vector<std::size_t> article_quotas(const std::vector<const site::SiteDefinition*>& sites,
                                        const CrawlOptions& options) {
  std::vector<std::size_t> quotas;
  const std::size_t share =
      std::max<std::size_t>(kMaxWaiting / 2 / std::max<std::size_t>(sites.size(), 1), 100);
  for (const site::SiteDefinition* site : sites) {
    int pages = site->politeness.max_pages.value_or(options.default_max_pages);
    if (options.max_pages) pages = std::min(pages, *options.max_pages);
    quotas.push_back(std::min(share, 2 * static_cast<std::size_t>(std::max(pages, 1)) + 100));
  }
  return quotas;
}

namespace {

Result<std::vector<SiteEntry>> rows_of_sites(store::CrawlStore& store,
                                             const std::vector<const site::SiteDefinition*>& sites,
                                             SysTime now) {
  std::vector<SiteEntry> entries;
  for (const site::SiteDefinition* site : sites) {
    const std::string title = site->name.empty() ? site->id : site->name;
    Result<std::int64_t> row = store.site_id({site->id, title, site->language, site->hash}, now);
    if (!row) return fail(row.error());
    entries.emplace_back(*site, *row);
  }
  return entries;
}

// Reads the frontier's tables and decides what this round begins with.
class Loader {
 public:
  Loader(store::CrawlStore& store, const CrawlOptions& options, const Clock& clock, SeenSet& seen,
         const LoadScope* scope)
      : store_(store), options_(options), clock_(clock), seen_(seen), scope_(scope) {}

  Result<void> load(const std::vector<const site::SiteDefinition*>& sites, RoundStart& start) {
    if (scope_ != nullptr) {
      start.sites = *scope_->sites;
    } else {
      auto rows = rows_of_sites(store_, sites, clock_.now());
      if (!rows) return fail(rows.error());
      start.sites = std::move(*rows);
    }
    for (std::size_t i = 0; i < start.sites.size(); ++i) {
      by_row_[start.sites[i].row] = i;
      for (const store::UrlHash key : start.sites[i].source_keys) named_[key] = i;
    }
    start.quotas = quotas_ = article_quotas(sites, options_);
    start.beyond.assign(sites.size(), 0);
    const Result<std::size_t> count = store_.url_count();
    if (!count) return fail(count.error());
    seen_.reserve(*count);
    auto urls = store_.each_url([&](store::KnownUrl&& known) { take(std::move(known), start); },
                                [&](const store::KnownUrl& known) {
                                  const auto site = site_of(known, start);
                                  return site && quotas_[*site] > 0;
                                });
    if (!urls) return urls;
    // They were read newest first.
    std::reverse(sources_.begin(), sources_.end());
    start.tasks.insert(start.tasks.begin(), std::make_move_iterator(sources_.begin()),
                       std::make_move_iterator(sources_.end()));
    if (auto read = store_.each_article_key([&](UrlHash key) { seen_.insert(key); }); !read)
      return read;
    if (auto added = add_asked_again(start); !added) return added;
    if (auto added = add_unsettled(start); !added) return added;
    return add_named_sources(start);
  }

 private:
  struct Unsettled {
    std::int64_t url_id;
    UrlHash key;
    bool is_alias, is_announced;
  };

  // The site whose file names the source that led to an address: the one it was taken up for, or
  // the one that has the source now, because a site file was renamed or divided.
  std::optional<std::size_t> site_of(const store::KnownUrl& known, const RoundStart& start) const {
    const auto row = by_row_.find(known.url.site);
    if (row != by_row_.end() && start.sites[row->second].source_of(known.url.source) != nullptr)
      return row->second;
    const auto named = named_.find(known.url.source);
    if (named != named_.end()) return named->second;
    return row != by_row_.end() ? std::optional(row->second) : std::nullopt;
  }

  // From the newest address to the oldest.
  void take(store::KnownUrl&& known, RoundStart& start) {
    const bool is_article = known.url.kind == UrlKind::kArticle;
    const bool is_open = !known.visit || known.visit->state == VisitState::kRetry;
    if (is_article) {
      seen_.insert(known.url.key);
    } else {
      start.sources[known.url.key] = {known.id, known.visit};
    }
    if (is_article && known.visit && is_negative(known.visit->state))
      return note_unsettled(known, start);
    const auto site = site_of(known, start);
    if (!site) return;
    if (is_article && known.visit && known.visit->state == VisitState::kStored) {
      note_stored(known, *site, start);
      return;
    }
    const bool is_named = !is_article && named_.contains(known.url.key);
    if (is_named || !named_.contains(known.url.source))
      return;  // named ones come later; others lost their source
    // Of finished ones only the feeds, sitemaps and sections that a page or index named are visited
    // again, even those that were gone.
    const bool is_revisited =
        !is_article && known.url.kind != UrlKind::kListing && known.visit &&
        (known.visit->state == VisitState::kStored || known.visit->state == VisitState::kGone);
    if (!is_open && !is_revisited) return;
    if (known.visit && !may_ask_again(*known.visit, nullptr)) {
      ++start.not_due;
      return;
    }
    if (is_article && quotas_[*site] == 0) {
      ++start.beyond[*site];
      return;
    }
    Task task =
        task_of(known.id, *site, start.sites[*site], std::move(known.url), std::move(known.visit));
    if (task.url.empty()) return;
    if (is_article) {
      --quotas_[*site];
      task.is_backlog = true;
      start.tasks.push_back(std::move(task));
    } else {
      start.started.insert(task.found.key);
      task.is_backlog = !task.before;
      sources_.push_back(std::move(task));
    }
  }

  // A stored article: whether it is to be asked for again.
  void note_stored(const store::KnownUrl& known, std::size_t site, RoundStart& start) {
    const store::Visit& visit = *known.visit;
    if (!visit.due_at || !named_.contains(known.url.source)) return;
    if (!may_ask_again(visit, nullptr)) {
      ++start.not_due;
      return;
    }
    if (visit.announced) {
      announced_.emplace_back(site, known.url.key);
      return;
    }
    if (!visit.until || *visit.until < clock_.now()) return;
    std::vector<UrlHash>& rechecks = rechecks_[site];
    if (rechecks.size() < recheck_share(*start.sites[site].definition)) {
      rechecks.push_back(known.url.key);
    } else {
      ++start.not_due;  // the ones found last count more
    }
  }

  // An address at which no article was found: whether it is to be asked for again.
  void note_unsettled(const store::KnownUrl& known, RoundStart& start) {
    if (start.unsettled.size() < kMaxUnsettled) start.unsettled.emplace(known.url.key, known.id);
    const store::Visit& visit = *known.visit;
    if (!visit.due_at || !named_.contains(known.url.source)) return;
    const auto site = site_of(known, start);
    if (!site) return;
    std::vector<Unsettled>& all = unsettled_[*site];
    if (may_ask_again(visit, nullptr) &&
        all.size() < recheck_share(*start.sites[*site].definition)) {
      all.push_back({known.id, known.url.key, visit.state == VisitState::kAlias, visit.announced});
    } else {
      ++start.not_due;  // the ones found last count more
    }
  }

  [[nodiscard]] bool may_ask_again(const store::Visit& visit, const site::Source* source) const {
    const SysTime now = clock_.now();
    const bool was_just_asked =
        scope_ != nullptr && visit.visited_at <= now && visit.visited_at + kLeastInterval > now;
    return !was_just_asked && is_due(visit, source, now);
  }

  [[nodiscard]] std::size_t recheck_share(const site::SiteDefinition& site) const {
    int pages = site.politeness.max_pages.value_or(options_.default_max_pages);
    if (options_.max_pages) pages = std::min(pages, *options_.max_pages);
    return static_cast<std::size_t>(std::max(1, pages / kRecheckShare));
  }

  Result<void> add_asked_again(RoundStart& start) {
    for (const auto& [site, key] : announced_) {
      if (auto added = add_again(site, key, start); !added) return added;
    }
    for (auto& [site, keys] : rechecks_) {
      for (const UrlHash key : keys) {
        if (start.quotas[site] == 0) break;
        if (auto added = add_again(site, key, start); !added) return added;
      }
    }
    return {};
  }

  Result<void> add_unsettled(RoundStart& start) {
    for (const auto& [site, all] : unsettled_) {
      for (const Unsettled& each : all) {
        if (start.quotas[site] == 0) break;
        if (auto added = add_unsettled(site, each, start); !added) return added;
      }
    }
    if (settled_.empty()) return {};
    if (auto begun = store_.begin(); !begun) return begun;
    for (const std::int64_t url_id : settled_) {
      if (auto done = store_.settle(url_id); !done) {
        store_.rollback();
        return done;
      }
    }
    return store_.commit();
  }

  Result<void> add_unsettled(std::size_t site, const Unsettled& address, RoundStart& start) {
    if (address.is_alias) {
      // What it leads to may have been read after it was.
      const auto article = store_.article_at(address.key);
      if (!article) return fail(article.error());
      if (*article) {
        settled_.push_back(address.url_id);
        return {};
      }
    }
    auto known = store_.unsettled_at(address.url_id);
    if (!known) return fail(known.error());
    if (!*known || !start.asked_again.insert(address.url_id).second) return {};
    Task task = again_task(std::move(**known), site, start.sites[site]);
    if (task.url.empty()) return {};
    task.is_recheck = !address.is_announced;
    --start.quotas[site];
    start.tasks.push_back(std::move(task));
    return {};
  }

  Result<void> add_again(std::size_t site, UrlHash key, RoundStart& start) {
    if (start.quotas[site] == 0) {
      ++start.beyond[site];
      return {};
    }
    Result<std::optional<store::KnownArticle>> known = store_.article_at(key);
    if (!known) return fail(known.error());
    if (!*known || !start.asked_again.insert((*known)->url_id).second) return {};
    const bool is_recheck = !(*known)->visit.announced;
    Task task = again_task(std::move(**known), site, start.sites[site]);
    if (task.url.empty()) return {};
    task.is_recheck = is_recheck;
    --start.quotas[site];
    start.tasks.push_back(std::move(task));
    return {};
  }

  Result<void> add_named_sources(RoundStart& start) {
    std::vector<Task> first;
    for (std::size_t i = 0; i < start.sites.size(); ++i) {
      const site::SiteDefinition& site = *start.sites[i].definition;
      for (const site::Source& source : site.sources) {
        if (scope_ != nullptr && !scope_->domains.contains(store::domain_of(source.url.host())))
          continue;
        store::FoundUrl found = found_of(source, site, start.sites[i].row);
        if (!start.started.insert(found.key).second) continue;
        KnownSource& known = start.sources[found.key];
        if (known.url_id == 0) {
          Result<std::int64_t> id = store_.add_url(found);
          if (!id) return fail(id.error());
          known.url_id = *id;
        }
        if (known.visit && !may_ask_again(*known.visit, &source)) {
          ++start.not_due;
          if (known.visit->state != VisitState::kStored)
            start.dead.push_back({i, known.visit->note, found.url});
          continue;
        }
        Task& task = first.emplace_back(
            task_of(known.url_id, i, start.sites[i], std::move(found), known.visit));
        if (site.by_address) start_where_it_answered(task);
      }
    }
    start.tasks.insert(start.tasks.begin(), std::make_move_iterator(first.begin()),
                       std::make_move_iterator(first.end()));
    return {};
  }

  // The address that somebody typed may be of a form that nothing answers at.
  static void start_where_it_answered(Task& task) {
    if (!task.before || task.before->failures > 0) return;
    auto moved = url::Url::parse(task.before->moved_to);
    if (!moved) return;
    task.at = std::move(*moved);
    task.moved_to = task.before->moved_to;
    ++task.hops;
  }

  store::CrawlStore& store_;
  const CrawlOptions& options_;
  const Clock& clock_;
  SeenSet& seen_;
  const LoadScope* const scope_;  // null: everything
  std::unordered_map<std::int64_t, std::size_t> by_row_;
  std::unordered_map<UrlHash, std::size_t> named_;  // sources of the site files, and their site
  std::vector<std::size_t> quotas_;                 // by site: waiting articles still to take up
  std::vector<Task> sources_;
  std::vector<std::pair<std::size_t, UrlHash>> announced_;   // site, article
  std::map<std::size_t, std::vector<UrlHash>> rechecks_;     // by site, those found last first
  std::map<std::size_t, std::vector<Unsettled>> unsettled_;  // likewise
  std::vector<std::int64_t> settled_;                        // addresses that led to an article
};

Result<void> load_hosts(store::CrawlStore& store, RoundStart& start) {
  Result<std::vector<store::HostRecord>> hosts = store.hosts();
  if (!hosts) return fail(hosts.error());
  for (store::HostRecord& host : *hosts) start.hosts.push_back(to_memory(std::move(host)));
  // A host of whose requests nothing was written down yet is as fresh as the others.
  if (start.previous_was_cut) {
    std::unordered_set<std::string> known;
    for (const polite::HostMemory& memory : start.hosts) known.insert(memory.authority);
    for (const Task& task : start.tasks) {
      std::string origin = task.url.origin();
      if (!known.insert(origin).second) continue;
      polite::HostMemory memory;
      memory.authority = std::move(origin);
      start.hosts.push_back(std::move(memory));
    }
  }
  return {};
}

}  // namespace

Result<std::vector<SiteEntry>> register_sites(store::CrawlStore& store,
                                              const std::vector<const site::SiteDefinition*>& sites,
                                              SysTime now) {
  auto entries = rows_of_sites(store, sites, now);
  if (!entries) return entries;
  for (const SiteEntry& entry : *entries) {
    for (const site::Source& source : entry.definition->sources) {
      if (auto id = store.add_url(found_of(source, *entry.definition, entry.row)); !id)
        return fail(id.error());
    }
  }
  return entries;
}

Result<void> load_round(store::CrawlStore& store,
                        const std::vector<const site::SiteDefinition*>& sites,
                        const CrawlOptions& options, const Clock& clock, SeenSet& seen,
                        RoundStart& start, const LoadScope* scope) {
  if (auto begun = store.begin(); !begun) return begun;
  Result<void> loaded = Loader(store, options, clock, seen, scope).load(sites, start);
  if (loaded) loaded = load_hosts(store, start);
  if (loaded) {
    auto files = store.tdm_files();
    files ? void(start.tdm_files = std::move(*files)) : void(loaded = fail(files.error()));
  }
  if (!loaded) {
    store.rollback();
    return loaded;
  }
  return store.commit();
}

}  // namespace tearsheet::crawl
