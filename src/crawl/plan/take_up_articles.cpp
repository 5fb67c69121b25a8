// The articles that a source names: new ones become tasks, known ones are asked for again where the
// source says something else of them than before.
#include <algorithm>
#include <utility>

#include "crawl/plan/planning.h"
#include "crawl/plan/recheck.h"

namespace tearsheet::crawl {
namespace {

using store::FoundUrl;

// Feeds and sitemaps say what the site has; a listing only what it shows.
bool announces(const FoundUrl& found) {
  return found.hint.origin == "feed" || found.hint.origin == "sitemap";
}

}  // namespace

void Planner::take_up_articles(Work& work, const SourceNews& news) {
  PageOutcome& page = work.page;
  work.streak = page.task.known_streak;
  for (std::size_t i = 0; i < page.found.size(); ++i) {
    FoundUrl& found = page.found[i];
    switch (news.standing[i]) {
      case Standing::kNew:
        take_up_new(work, std::move(found));
        break;
      case Standing::kNewInRun:
        add_hint(work, found);
        break;
      case Standing::kToldNow:
        ++work.streak;
        // Known from elsewhere, and announced from now on.
        if (announces(found))
          work.changes().article_origins.emplace_back(found.key, found.hint.origin);
        break;
      case Standing::kKnown:
        ++work.streak;
        break;
    }
  }
  const std::size_t again = take_up_changed(work, news);
  if (news.has_new_statements) {
    work.changes().statements.emplace(news.source, news.statements);
    known_.set_statements(news.source, news.statements);
  }
  store::Visit& visit = page.record.visit;
  visit.unchanged = work.taken + again == 0 ? visit.unchanged + 1 : 0;
  limit_pagination(work);
}

// Older pages of a feed (RFC 5005) are of use where more was published since the last visit than
// one page holds: nothing on the page is known. The archive behind a feed that is new is not
// wanted.
bool Planner::leads_over_gap(const Work& work) {
  const Task& task = work.page.task;
  const bool is_older_page = task.found.kind == store::UrlKind::kListing && task.found.depth > 0;
  const bool was_read = task.before && task.before->state == store::VisitState::kStored;
  return (is_older_page || was_read) && work.taken > 0 && work.taken == work.page.found.size();
}

// How far the pages of a listing are followed: up to stop_when_known known articles in a row for
// what is new, up to kLookBack for what was changed.
void Planner::limit_pagination(Work& work) const {
  PageOutcome& page = work.page;
  if (page.is_feed && !leads_over_gap(work)) return page.next.reset();
  // A page that brought nothing at all, or only pages of a trap, is not followed any further.
  if (work.taken == 0 && work.streak == page.task.known_streak) page.next.reset();
  const int stop = stop_when_known(page.task);
  if (!page.next || stop == 0 || work.streak < stop) return;
  const KnownSource* const known = known_.source(page.next->key);
  // An archive that grew ends one page later than when it was read.
  const bool was_read =
      (known != nullptr && known->visit) || (page.task.before && page.task.found.depth > 0);
  if (!was_read || work.streak >= kLookBack) page.next.reset();
}

void Planner::take_up_new(Work& work, FoundUrl found) {
  const std::size_t site = work.page.task.site;
  known_.see(found.key);
  Task task = task_of(0, site, sites_[site], std::move(found), std::nullopt);
  const Knowledge::Pattern pattern = known_.pattern(task.shape);
  const bool is_trap = pattern.articles == 0 && pattern.others >= kTrapPages;
  if (task.url.empty() || is_trap) return;
  ++work.taken;
  work.streak = 0;
  known_.set_new_url(task.found.key, {0, fields_of(task.found.hint), announces(task.found)});
  // One that goes to the disk alone needs no second copy.
  if (known_.take_place(site)) {
    work.changes().added.push_back(task.found);
    work.receipt().tasks.push_back(std::move(task));
  } else {
    work.changes().added.push_back(std::move(task.found));
    ++work.receipt().left_for_later;
  }
}

// More than the site's page budget can need goes to the disk alone.
void Planner::hand_out(Work& work, Task task) {
  if (known_.take_place(task.site)) {
    work.receipt().tasks.push_back(std::move(task));
  } else {
    ++work.receipt().left_for_later;
  }
}

// Another source of this run knows the address as well: what it adds (a teaser, a date) goes with
// the task. What this very run found elsewhere says nothing about how deep the archive behind this
// page is known.
void Planner::add_hint(Work& work, const FoundUrl& found) {
  const NewUrl* const before = known_.new_url(found.key);
  if (before == nullptr) {  // of a trap: it was not taken up
    ++work.streak;
    return;
  }
  ++work.taken;
  work.streak = 0;
  NewUrl known = *before;
  const store::UrlRef url{known.url_id, found.key};
  if (announces(found) && !known.announced) {
    known.announced = true;
    work.changes().origins.emplace_back(url, found.hint.origin);
  }
  const unsigned fields = fields_of(found.hint);
  if ((fields & ~known.fields) != 0) {
    known.fields |= fields;
    work.receipt().hints.emplace_back(found.key, found.hint);
    work.changes().hints.emplace_back(url, found.hint);
  }
  known_.set_new_url(found.key, known);
}

std::size_t Planner::take_up_changed(Work& work, const SourceNews& news) {
  std::size_t taken = 0;
  for (const std::size_t index : news.changed) {
    const FoundUrl& found = work.page.found[index];
    const auto known = work.articles.find(found.key);
    if (known == work.articles.end()) continue;
    // A later date of change or another teaser makes no article of a page that was none.
    const bool is_unsettled = known->second.article_id == 0;
    if (is_unsettled && !std::binary_search(news.renamed.begin(), news.renamed.end(), index))
      continue;
    taken += take_up_again(work, found, known->second) ? 1 : 0;
  }
  return taken;
}

// A known article whose source says something new of it (another headline, another teaser, a later
// date of change) is asked for again, with its validators; so is an address that held none and has
// another headline now. That it is to be is written down at once: the source will not say it twice.
bool Planner::take_up_again(Work& work, const FoundUrl& found, store::KnownArticle known) {
  const std::size_t site = work.page.task.site;
  const SysTime due = due_by_word(known.visit, work.now);
  work.changes().announcements.push_back({known.url_id, found.hint, due});
  if (!known_.ask_again(known.url_id) || due > work.now) return false;
  known.visit.announced = true;
  store::Hint hint = found.hint;
  merge(known.url.hint, hint);
  known.url.hint = std::move(hint);
  hand_out(work, again_task(std::move(known), site, sites_[site]));
  return true;
}

}  // namespace tearsheet::crawl
