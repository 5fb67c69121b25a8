// The sources that a source names: its feeds and sitemaps, and a listing's next page.
#include <utility>

#include "crawl/plan/planning.h"
#include "crawl/plan/rhythm.h"

namespace tearsheet::crawl {
namespace {

// A front page and its sections may be followed as far as so many listings.
constexpr int kSectionsAListing = 6;

}  // namespace

void Planner::take_up_sources(Work& work) {
  PageOutcome& page = work.page;
  for (store::FoundUrl& found : page.sources) take_up_source(work, std::move(found), 0);
  if (page.next) take_up_source(work, std::move(*page.next), work.streak);
}

void Planner::take_up_source(Work& work, store::FoundUrl found, int streak) {
  const Task& from = work.page.task;
  Receipt& receipt = work.receipt();
  if (found.key == from.found.key || !known_.start_source(found.key)) return;
  std::int64_t id = 0;
  std::optional<store::Visit> before;
  if (const KnownSource* const known = known_.source(found.key)) {
    id = known->url_id;
    before = known->visit;
    // A page of a listing that something new leads to stands before its time.
    const bool is_pulled = found.kind == store::UrlKind::kListing && streak < stop_when_known(from);
    if (before && !is_pulled && !is_due(*before, nullptr, work.now)) return;
  } else {
    work.changes().added.push_back(found);
    known_.set_source(found.key, {});
  }
  // The pages of an automatic source are those of all its sections.
  const bool is_of_front = from.source != nullptr && from.source->kind == site::SourceKind::kAuto;
  const int most = is_of_front ? max_pagination_ * kSectionsAListing : max_pagination_;
  if (found.kind == store::UrlKind::kListing && known_.count_listing_page(found.source) > most) {
    ++receipt.left_for_later;
    receipt.remarks.push_back("the pagination of " + from.url.href() +
                              " goes on beyond what one run follows");
    return;
  }
  Task task = task_of(id, from.site, sites_[from.site], std::move(found), std::move(before));
  task.known_streak = streak;
  receipt.tasks.push_back(std::move(task));
}

}  // namespace tearsheet::crawl
