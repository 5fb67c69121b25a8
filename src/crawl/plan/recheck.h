// When an article is asked for again without any source having said something new of it: an hour
// after it was stored or changed, then after two more, four ..., until it is a few days old; and
// only where one conditional request is all that it costs.
#pragma once

#include <chrono>
#include <optional>

#include "crawl/plan/task.h"

namespace tearsheet::crawl {

/// After the visit that brought the article or its last change; the pause doubles from visit to
/// visit.
inline constexpr std::chrono::hours kFirstRecheck{1};
/// After publication. News is put right within hours; later only the word of a source counts.
inline constexpr std::chrono::hours kRecheckFor{4 * 24};
/// The pause after a visit that brought the whole page anew, with other validators than before but
/// the same article: what stands around it changed. So many times as long, since it costs a page.
inline constexpr int kWholePagePause = 2;
/// One page in so many of a site's budget may be a re-check. They go last.
inline constexpr int kRecheckShare = 5;
/// So many re-checks of a run that were answered by the whole page though nothing had changed, and
/// none of which the server could say so: the site's others are left alone.
inline constexpr int kUselessRechecks = 3;
/// So many times in a row a source said something new of an article that had not changed: from
/// then on its word waits an hour after the last visit, two, four ...
inline constexpr int kFalseAlarms = 3;

/// Fills what `record` says of the next visit (visit.due_at, visit.until, due_if_new,
/// visit.unchanged), from the one before and from what this one brought. `task` is an article's.
void plan_recheck(const Task& task, store::PageRecord& record);
/// Whether the answer to an article that was asked for again has validators, and others than the
/// one before: the server can say "not changed", and did not because the page did.
[[nodiscard]] bool tells_apart(const Task& task, const store::Visit& visit);
/// When a source's word on an article whose last visit was `before` is followed.
[[nodiscard]] SysTime due_by_word(const store::Visit& before, SysTime now);

}  // namespace tearsheet::crawl
