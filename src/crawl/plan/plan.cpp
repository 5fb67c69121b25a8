#include "crawl/plan/plan.h"

#include <utility>

#include "crawl/plan/move.h"
#include "crawl/plan/next_visit.h"
#include "crawl/plan/planning.h"
#include "crawl/plan/recheck.h"
#include "crawl/plan/trap.h"
#include "crawl/plan/unsettled.h"
#include "store/share.h"

namespace tearsheet::crawl {

using store::VisitState;

namespace {

// Of a story, by the word of a feed or of a date; links to sections and about pages lead to no
// article as a rule.
bool is_first_look(const Task& task) {
  const store::Hint& hint = task.found.hint;
  return !task.is_source() && !task.before && (hint.origin == "feed" || hint.published);
}

std::string verdict_of(const Task& task, const store::Visit& visit) {
  return task.hops > 0 ? "redirects to " + task.at.without_fragment() : visit.note;
}

}  // namespace

Plan Planner::plan(PageOutcome page, const SourceNews& news, KnownArticles articles, SysTime now) {
  Plan plan;
  Receipt& receipt = plan.receipt;
  receipt.site = page.task.site;
  receipt.was_source = page.task.is_source();
  receipt.was_named_source = receipt.was_source && page.task.found.depth == 0;
  receipt.held_bytes = page.held_bytes;
  receipt.was_recheck = page.task.is_recheck && page.task.is_again();
  receipt.url = page.task.url.href();
  receipt.remarks = std::move(page.remarks);
  receipt.key = page.task.found.key;
  if (page.task.epoch != 0) {
    receipt.held = {store::domain_of(page.task.url.host()), page.task.epoch};
    plan.changes.held = receipt.held;
  }
  if (page.more) {
    receipt.tasks.push_back(std::move(*page.more));
    return plan;
  }
  store::PageRecord& record = page.record;
  record.key = page.task.found.key;
  record.again = page.task.is_again();
  record.moved_in = page.task.found.moved_in;
  store::Visit& visit = record.visit;
  if (page.task.before) visit.unchanged = page.task.before->unchanged;
  const bool is_gone_source = receipt.was_source && visit.state == VisitState::kGone;
  if (visit.state == VisitState::kRetry || is_gone_source) plan_retry(page.task, visit);
  Work work{page, plan, std::move(articles), now};
  if (receipt.was_source && visit.state == VisitState::kStored) {
    take_up_articles(work, news);
    take_up_sources(work);
    plan_visit(page.task, visit, work.taken);
  }
  if (page.elsewhere) plan.changes.added.push_back(std::move(*page.elsewhere));
  slow_down(page.task, visit);
  if (receipt.was_source) {
    receipt.advice = settle_move(page.task, sites_[page.task.site], visit);
  } else {
    plan_recheck(page.task, record);
    receipt.was_told_apart = tells_apart(page.task, visit);
    plan_unsettled(page.task, record);
  }
  if (visit.state == VisitState::kAlias && !page.task.passed.empty()) {
    record.alias_of = page.task.passed.back();
    record.alias_url = page.task.at.without_fragment();
  }
  receipt.state = visit.state;
  receipt.status = visit.status;
  receipt.note = visit.note;
  if (is_first_look(page.task)) {
    receipt.was_first_look = true;
    if (is_negative(visit.state)) receipt.verdict = verdict_of(page.task, visit);
  }
  if (record.article) {
    for (const store::UrlHash key : record.article->keys) known_.see(key);
    for (const store::UrlHash key : record.article->part_keys) known_.see(key);
    // One that is only claimed may be another story's, which is still to be read.
    if (record.article->proposes_own_form) known_.see(record.article->proposed);
  }
  if (receipt.was_source) {
    known_.set_source(page.task.found.key, {page.task.url_id, visit});
  } else {
    known_.give_place(page.task.site);  // it waits no more
    learn_pattern(work);
  }
  plan.fingerprint = std::move(page.fingerprint);
  plan.changes.record = std::move(record);
  return plan;
}

void Planner::learn_pattern(Work& work) {
  const Task& task = work.page.task;
  const store::PageRecord& record = work.page.record;
  if (record.article || record.visit.state == VisitState::kStored)
    return known_.count_pattern(task.shape, true);
  if (record.visit.state != VisitState::kNotArticle) return;
  known_.count_pattern(task.shape, false);
  const Knowledge::Pattern counts = known_.pattern(task.shape);
  if (counts.others != kTrapPages || counts.articles != 0) return;
  work.receipt().trapped_patterns.push_back(task.shape);
  work.receipt().remarks.push_back("a trap, " + std::string(to_words(trap_of(task.url))) + ": " +
                                   std::to_string(kTrapPages) + " pages like " + task.url.href() +
                                   " and no article among them; the others are left alone");
}

}  // namespace tearsheet::crawl
