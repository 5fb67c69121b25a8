#include "crawl/plan/recheck.h"

#include <xxhash.h>

#include <algorithm>

namespace tearsheet::crawl {
namespace {

using std::chrono::milliseconds;
using store::VisitState;

constexpr milliseconds kHour = kFirstRecheck;
constexpr milliseconds kDay = std::chrono::hours(24);
constexpr int kMaxDoublings = 12;  // far beyond kRecheckFor
constexpr int kGoneForGood = 410;  // RFC 9110, 15.5.11

// Up to a quarter later: what was stored in one minute is not all due in one minute again.
milliseconds spread(milliseconds pause, std::int64_t url_id) {
  const std::uint64_t hash = XXH3_64bits(&url_id, sizeof(url_id));
  const auto quarter = static_cast<std::uint64_t>(pause.count() / 4) + 1;
  return pause + milliseconds(static_cast<std::int64_t>(hash % quarter));
}

milliseconds doubled(int times) {
  return kHour * (1 << std::clamp(times, 0, kMaxDoublings));
}

// Twice what was planned last time. Unplanned visits count as if they had been.
milliseconds next_pause(const Task& task) {
  const store::Visit& before = *task.before;
  if (!before.due_at) return spread(kHour, task.url_id);
  return 2 * std::clamp<milliseconds>(*before.due_at - before.visited_at, kHour / 2, kRecheckFor);
}

// By the publisher's date, unless that lies in the future; else by when the page was first seen.
std::optional<SysTime> end_of(const Task& task, const store::PageRecord& record) {
  const SysTime now = record.visit.visited_at;
  if (record.article && record.article->article.published)
    return std::min(record.article->article.published->to_sys(), now) + kRecheckFor;
  if (task.is_again()) return task.before->until;
  return now + kRecheckFor;
}

// So long a pause may lead beyond the last day, on which a last look is taken.
SysTime after_whole_page(const Task& task, const store::Visit& visit) {
  const milliseconds pause = next_pause(task);
  const SysTime due = visit.visited_at + kWholePagePause * pause;
  if (!visit.until || due <= *visit.until || *visit.until - visit.visited_at < pause) return due;
  return *visit.until - (*visit.until - visit.visited_at) / 4;
}

// After a visit that brought nothing new, if the server could be asked cheaply.
std::optional<SysTime> due_after(const Task& task, const store::Visit& visit) {
  const SysTime now = visit.visited_at;
  switch (visit.state) {
    case VisitState::kStored:  // not changed, or nothing that could stand in its place
    case VisitState::kNotArticle:
    case VisitState::kAlias:  // as long as it is the article's
      return now + next_pause(task);
    case VisitState::kRetry:
      return now + spread(doubled(visit.failures - 1), task.url_id);
    case VisitState::kGone:  // some pages come back
      return visit.status != kGoneForGood ? std::optional(now + kDay) : std::nullopt;
    default:
      return std::nullopt;
  }
}

}  // namespace

void plan_recheck(const Task& task, store::PageRecord& record) {
  store::Visit& visit = record.visit;
  const bool was_announced = task.is_again() && task.before->announced;
  visit.until = end_of(task, record);
  const auto limited = [&](std::optional<SysTime> due) {
    return due && visit.until && *due <= *visit.until ? due : std::nullopt;
  };
  const bool can_say = !visit.etag.empty() || !visit.last_modified.empty();
  if (record.article && can_say)
    record.due_if_new = limited(visit.visited_at + spread(kHour, task.url_id));
  if (!task.is_again()) return;
  if (record.article && tells_apart(task, visit))
    record.due_if_same = limited(after_whole_page(task, visit));
  visit.unchanged = task.before->unchanged;
  const std::optional<SysTime> due = due_after(task, visit);
  visit.due_at = limited(due);
  if (!was_announced) return;
  // What a source said is not forgotten because the page could not be had, or stands elsewhere now.
  if (visit.state == VisitState::kRetry) {
    visit.due_at = due;
  } else if (visit.state == VisitState::kAlias) {
    visit.due_at = visit.visited_at;
  } else {
    ++visit.unchanged;
  }
}

bool tells_apart(const Task& task, const store::Visit& visit) {
  if (!task.is_again()) return false;
  const store::Visit& before = *task.before;
  const bool has_other_tag = !visit.etag.empty() && visit.etag != before.etag;
  // A tag that stays says more than a date that moves.
  const bool has_other_date = visit.etag.empty() && !visit.last_modified.empty() &&
                              visit.last_modified != before.last_modified;
  return has_other_tag || has_other_date;
}

SysTime due_by_word(const store::Visit& before, SysTime now) {
  if (before.unchanged < kFalseAlarms) return now;
  return std::max(now, before.visited_at + doubled(before.unchanged - kFalseAlarms));
}

}  // namespace tearsheet::crawl
