#include "cli/leased_hosts.h"

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>

#include "crawl/crawl.h"
#include "store/store.h"

namespace tearsheet::cli {
namespace {

using std::chrono::milliseconds;

// A crawl that is through with a host leaves it for a pause; one that is not may have it for hours.
constexpr std::chrono::seconds kPatience{15};
constexpr milliseconds kLook{200};

}  // namespace

Result<void> LeasedHosts::may_ask(const url::Url& url) {
  const std::string domain = store::domain_of(url.host());
  auto known = leases_.find(domain);
  if (known == leases_.end()) {
    auto taken = take(domain);
    if (!taken) return fail(taken.error());
    known = leases_.emplace(domain, std::move(*taken)).first;
    if (auto remembered = remember(domain); !remembered) return remembered;
  }
  Lease& lease = known->second;
  lease.pause = std::max(lease.pause, gate_.delay_of(url));
  const SteadyTime now = clock_.steady();
  if (now + longest_ <= lease.end) return {};
  const auto renewed = store_->renew({{domain, lease.held.epoch, lease.pause}}, longest_ * 2);
  if (!renewed) return fail(renewed.error());
  if (renewed->empty()) {
    leases_.erase(known);
    return fail(ErrorCode::kBusy,
                url.authority() + ": another program asks this host by now; try again later");
  }
  lease.end = now + longest_ * 2;
  return {};
}

Result<LeasedHosts::Lease> LeasedHosts::take(const std::string& domain) {
  for (const SteadyTime began = clock_.steady();;) {
    const SteadyTime asked = clock_.steady();
    auto taken = store_->take_these({domain}, longest_ * 2);
    if (!taken) return fail(taken.error());
    if (!taken->empty()) return Lease{std::move(taken->front()), asked + longest_ * 2, {}};
    if (asked - began >= kPatience)
      return fail(ErrorCode::kBusy, domain + ": a crawl asks its hosts; try again later");
    std::this_thread::sleep_for(kLook);
  }
}

Result<void> LeasedHosts::remember(const std::string& domain) {
  store_->set_scope(std::vector<std::string>{domain});
  auto hosts = store_->hosts();
  if (!hosts) return fail(hosts.error());
  for (store::HostRecord& host : *hosts) gate_.remember(crawl::to_memory(std::move(host)));
  auto files = store_->tdm_files();
  if (!files) return fail(files.error());
  for (store::TdmFileRecord& file : *files) files_.remember(std::move(file));
  return {};
}

Result<void> LeasedHosts::give_back() {
  store::Batch batch;
  for (const auto& [domain, lease] : leases_)
    batch.releases.push_back({{domain, lease.held.epoch}, lease.held.calls, lease.pause, false});
  leases_.clear();
  if (batch.releases.empty()) return {};
  auto done = store_->begin();
  if (done) {
    if (const auto put = store_->put_batch(batch); !put) done = fail(put.error());
  }
  if (done) done = store_->commit();
  if (!done) store_->rollback();
  return done;
}

}  // namespace tearsheet::cli
