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
constexpr std::chrono::hours kDay{24}, kWeek{7 * 24};

// An answer that says that there is no such source, or not for us; with 200 it was something else.
// It may be a slip of an hour or the end of the source.
bool is_dead(const store::Visit& visit) {
  const int status = visit.status;
  return status == 401 || status == 403 || status == 404 || status == 410 || status == 451 ||
         (status >= 200 && status < 300);
}

// Asked again in the next run, then after an hour, two ... a day, so that one that comes to life is
// found after as long as it was dead. 410 says "for good": six hours, twelve ... a week. A page in
// the place of a feed is a challenge or a server at repair more often than an end: two more runs.
std::chrono::hours dead_pause(const Task& task, const store::Visit& visit) {
  constexpr int kMostDoublings = 10;
  const bool is_for_good = visit.status == 410;
  const bool is_other = visit.status >= 200 && visit.status < 300;
  const int at_once = is_for_good ? 0 : is_other ? 2 : 1;
  if (visit.failures <= at_once) return std::chrono::hours(0);
  const std::chrono::hours first(is_for_good ? 6 : 1);
  const int doublings = std::min(visit.failures - at_once - 1, kMostDoublings);
  const bool is_named = task.found.depth == 0;
  return std::min(first * (1 << doublings), is_for_good || !is_named ? kWeek : kDay);
}

}  // namespace

void plan_retry(const Task& task, store::Visit& visit) {
  visit.failures = (task.before ? task.before->failures : 0) + 1;
  // The validators of an answer that could not be used would turn the next one into "not changed".
  visit.etag.clear();
  visit.last_modified.clear();
  if (task.is_source() && is_dead(visit)) {
    if (const auto pause = dead_pause(task, visit); pause > pause.zero())
      visit.due_at = visit.visited_at + pause;
    return;
  }
  if (task.is_source() && task.found.depth == 0) return;
  if (visit.failures >= kMaxFailures) {
    visit.state = VisitState::kGivenUp;
  } else if (visit.failures >= kFailuresBeforeWait) {
    visit.due_at = visit.visited_at + kDay * (1 << (visit.failures - kFailuresBeforeWait));
  }
}

void slow_down(const Task& task, store::Visit& visit) {
  const bool is_archive = task.found.kind != UrlKind::kFeed;
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
