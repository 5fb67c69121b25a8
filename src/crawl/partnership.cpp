#include "crawl/partnership.h"

#include <utility>

namespace tearsheet::crawl {
namespace {

constexpr int kMostTries = 30;

}  // namespace

Result<std::unique_ptr<Partnership>> Partnership::join(
    store::CrawlStore& store, const std::vector<const site::SiteDefinition*>& sites,
    const CrawlOptions& options, const Sharing& sharing, const Clock& clock, SeenSet& seen,
    RoundStart& start) {
  auto registered = register_sites(store, sites, clock.now());
  if (!registered) return fail(registered.error());
  std::unique_ptr<Partnership> made(new Partnership);
  made->sites_ = *registered;
  start.sites = std::move(*registered);
  start.quotas = article_quotas(sites, options);
  start.beyond.assign(sites.size(), 0);
  for (auto* const connection : {&made->leases_, &made->stories_}) {
    auto opened = sharing.open();
    if (!opened) return fail(opened.error());
    *connection = std::move(*opened);
  }
  const auto load = [&sites, &options, &clock, &seen, self = made.get()](
                        const std::vector<std::string>& domains, RoundStart& found) {
    const LoadScope scope{&self->sites_, {domains.begin(), domains.end()}};
    self->leases_->set_scope(domains);
    for (int tries = 1;; ++tries) {
      found = {};
      auto loaded = load_round(*self->leases_, sites, options, clock, seen, found, &scope);
      // A connection that was lost meanwhile: the store itself waits for the server.
      if (loaded || loaded.error().code != ErrorCode::kNetwork || tries == kMostTries)
        return loaded;
    }
  };
  made->share_ = std::make_unique<Share>(
      *made->leases_, load, [self = made.get()] { self->wake_(); }, sharing.lease, clock);
  made->keeper_ =
      std::make_unique<StoryKeeper>(*made->stories_, options.stories, sharing.lease, clock);
  return made;
}

void Partnership::start(std::function<void()> wake) {
  wake_ = std::move(wake);
  sharing_ = std::jthread([this](const std::stop_token& stop) { shared_ = share_->run(stop); });
  telling_ = std::jthread([this](const std::stop_token& stop) { told_ = keeper_->run(stop); });
}

Result<void> Partnership::part() {
  sharing_.request_stop();
  telling_.request_stop();
  sharing_.join();
  telling_.join();
  return shared_ ? told_ : shared_;
}

}  // namespace tearsheet::crawl
