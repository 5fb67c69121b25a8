// What a round begins with: sites, what is remembered of hosts, the tasks that are due.
#include "crawl/round.h"
#include "crawl/site_pace.h"

namespace tearsheet::crawl {

Round::Round(RoundStart& start, const CrawlOptions& options, const Clock& clock, Log& log,
             SeenSet& seen, BoundedQueue<FetchedPage>& to_parsers,
             BoundedQueue<WriterItem>& to_writer, Share* share)
    : sites_(start.sites),
      options_(options),
      clock_(clock),
      log_(log),
      seen_(seen),
      to_parsers_(to_parsers),
      to_writer_(to_writer),
      gate_(clock, options.pace, std::string(reading::kAgentToken),
            static_cast<std::uint64_t>(clock.now().time_since_epoch().count())),
      tdm_files_(clock),
      fetcher_({.user_agent = options.user_agent,
                .addresses = {.allow_private = options.allow_private_network},
                .limits = options.fetch,
                .max_transfers = options.max_transfers,
                .proxies = std::nullopt,
                .ca_file = {},
                .few_pages = false,
                .close_connections = share != nullptr,
                .identity = options.identity},
               clock),
      started_(clock.steady()),
      memories_sent_(clock.steady()),
      share_(share),
      report_(sites_, log),
      board_(sites_.size()) {
  authorize_sites();
  for (const SiteEntry& site : sites_)
    set_site_pace(gate_, *site.definition, options_.allow_private_network);
  remember_hosts(std::exchange(start.hosts, {}), start.previous_was_cut);
  for (store::TdmFileRecord& file : start.tdm_files) tdm_files_.remember(std::move(file));
  start.tdm_files.clear();
  add_tasks(std::exchange(start.tasks, {}));
  for (const DeadSource& source : start.dead)
    report_.lasting_trouble(source.site, source.why, source.url);
  for (std::size_t i = 0; i < start.beyond.size(); ++i) {
    if (start.beyond[i] == 0) continue;
    report_.out_of_pages(i);
    report_.leave(i, start.beyond[i]);
  }
}

void Round::authorize_sites() {
  turns_.reserve(sites_.size());
  for (std::size_t i = 0; i < sites_.size(); ++i) {
    const site::SiteDefinition& site = *sites_[i].definition;
    SiteTurn& turn = turns_.emplace_back(site, options_.default_max_pages, options_.max_pages);
    if (const auto done = turn.authorize(); !done)
      report_.trouble(i, done.error().message, site.file.string());
  }
}

// Of a run that was cut off nobody knows when its last request ended: not later than now. What it
// wrote down reckons with the slowest answer, which no longer comes; so every host gets its whole
// pause from now, and no more.
void Round::remember_hosts(std::vector<polite::HostMemory> hosts, bool previous_was_cut) {
  const SysTime now = clock_.now();
  for (polite::HostMemory& memory : hosts) {
    const auto url = url::Url::parse(memory.authority);
    if (previous_was_cut && url) {
      polite::HostMemory without = memory;
      without.next_at.reset();
      gate_.remember(without);
      memory.next_at = now + gate_.delay_of(*url);
    }
    gate_.remember(memory);
  }
}

void Round::add_tasks(std::vector<Task> tasks) {
  for (Task& task : tasks) {
    const bool is_named = task.is_source() && task.found.depth == 0;
    const std::size_t site = task.site;
    if (!accept(task)) continue;
    if (is_named) report_.begin_source(site);
    if (!turns_[site].is_blocked()) {
      frontier_.add(std::move(task));
    } else if (is_named) {
      close(task);
      report_.fail_source(site);
    } else {
      leave(task);
    }
  }
}

}  // namespace tearsheet::crawl
