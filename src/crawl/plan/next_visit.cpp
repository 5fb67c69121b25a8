#include "crawl/plan/next_visit.h"

#include <algorithm>
#include <chrono>

#include "crawl/plan/rhythm.h"

namespace tearsheet::crawl {
namespace {

using store::UrlKind;
using store::VisitState;

// A page that failed in so many runs is given up; from the third on it waits a day, two, four ...
constexpr int kMaxFailures = 6, kFailuresBeforeWait = 3;
constexpr std::chrono::hours kDay{24};

}  // namespace

void plan_retry(const Task& task, store::Visit& visit) {
  visit.failures = (task.before ? task.before->failures : 0) + 1;
  // The validators of an answer that could not be used would turn the next one into "not changed".
  visit.etag.clear();
  visit.last_modified.clear();
  if (task.is_source() && task.found.depth == 0) return;
  if (visit.failures >= kMaxFailures) {
    visit.state = VisitState::kGivenUp;
  } else if (visit.failures >= kFailuresBeforeWait) {
    visit.due_at = visit.visited_at + kDay * (1 << (visit.failures - kFailuresBeforeWait));
  }
}

void slow_down(const Task& task, store::Visit& visit) {
  const bool is_archive =
      task.found.kind == UrlKind::kSitemap || task.found.kind == UrlKind::kListing;
  if (!is_archive || task.found.depth == 0 || visit.unchanged == 0) return;
  const auto pause = std::chrono::hours(1) * (1 << std::min(visit.unchanged - 1, 10));
  const SysTime due = visit.visited_at + std::min<std::chrono::milliseconds>(pause, kDay * 7);
  visit.due_at = std::max(visit.due_at.value_or(due), due);
}

void plan_visit(const Task& task, store::Visit& visit, std::size_t news) {
  if (task.found.kind == UrlKind::kListing && task.found.depth > 0) return;
  if (!visit.rhythm) visit.rhythm = task.before ? task.before->rhythm : std::nullopt;
  if (!visit.rhythm) visit.rhythm.emplace();
  const bool was_read = task.before && task.before->state == VisitState::kStored;
  observe(*visit.rhythm, visit.visited_at,
          was_read ? std::optional(task.before->visited_at) : std::nullopt, news);
  visit.due_at = next_visit(*visit.rhythm, visit.visited_at, task.fresh);
}

}  // namespace tearsheet::crawl
