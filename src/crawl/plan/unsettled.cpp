#include "crawl/plan/unsettled.h"

namespace tearsheet::crawl {
namespace {

using store::VisitState;

// A timer that comes some minutes early must not lose its whole period.
constexpr double kSlack = 0.95;

bool is_young(const store::Hint& hint, SysTime now) {
  const auto& dated = hint.published ? hint.published : hint.modified;
  return !dated || dated->to_sys() > now - kYoungFor;
}

}  // namespace

bool is_negative(VisitState state) {
  using enum VisitState;
  return state == kNotArticle || state == kGone || state == kDenied || state == kAlias ||
         state == kGivenUp;
}

void plan_unsettled(const Task& task, store::PageRecord& record) {
  store::Visit& visit = record.visit;
  if (task.is_again() || record.article || !is_negative(visit.state)) return;
  const auto before = static_cast<std::size_t>(task.before ? task.before->unchanged : 0);
  visit.unchanged = static_cast<int>(before) + 1;
  visit.due_at.reset();
  // What failed for a week was asked for often enough.
  if (visit.state == VisitState::kGivenUp || before >= kAskedAgainAfter.size() ||
      !is_young(task.found.hint, visit.visited_at))
    return;
  visit.due_at = visit.visited_at + std::chrono::duration_cast<std::chrono::milliseconds>(
                                        kSlack * kAskedAgainAfter[before]);
}

}  // namespace tearsheet::crawl
