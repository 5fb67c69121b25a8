// What the articles that a source names are to the writer: new ones become tasks, known ones are
// held against what the source said of them before.
#include <algorithm>

#include "crawl/plan/said.h"
#include "crawl/recheck.h"
#include "crawl/writer_stage.h"
#include "reading/reading.h"

namespace tearsheet::crawl {
namespace {

using store::FoundUrl;
using store::UrlKind;

// Feeds and sitemaps say what the site has; a listing only what it shows.
bool announces(const FoundUrl& found) {
  return found.hint.origin == "feed" || found.hint.origin == "sitemap";
}

// The pages of one listing are one source.
store::UrlHash voice_of(const Task& source) {
  return source.found.kind == UrlKind::kListing ? source.found.source : source.found.key;
}

// A known article of which a source says something else than last time.
struct Changed {
  const FoundUrl* found;
  unsigned parts;
};

}  // namespace

int stop_when_known(const Task& task) {
  return task.source != nullptr ? task.source->stop_when_known : 0;
}

Result<std::size_t> WriterStage::take_up_articles(PageOutcome& page, Receipt& receipt) {
  streak_ = page.task.known_streak;
  std::size_t taken = 0;
  const store::UrlHash voice = voice_of(page.task);
  const Result<std::string> before = store_.said(voice);
  if (!before) return fail(before.error());
  Said said(*before);
  SaidNoise noise;
  std::vector<Changed> changed;
  for (FoundUrl& found : page.found) {
    const std::uint64_t statement = statement_of(found.hint);
    said.hear(found.key, statement);
    if (seen_.insert(found.key)) {
      const Result<bool> is_taken = take_up_new(page.task.site, std::move(found), receipt);
      if (!is_taken) return fail(is_taken.error());
      if (!*is_taken) continue;
      ++taken;
      streak_ = 0;
      continue;
    }
    // What this very run found elsewhere says nothing about how deep the archive behind this page
    // is known.
    if (new_this_run_.contains(found.key)) {
      streak_ = 0;
      ++taken;
      if (auto added = add_hint(found, receipt); !added) return fail(added.error());
      continue;
    }
    ++streak_;
    if (!said.knows(found.key)) {
      if (!announces(found)) continue;
      // Known from elsewhere, and announced from now on.
      if (auto added = store_.add_article_origin(found.key, found.hint.origin); !added)
        return fail(added.error());
      continue;
    }
    const unsigned parts = said.news(found.key, statement);
    noise.add(parts);
    if (parts != 0) changed.push_back({&found, parts});
  }
  std::vector<const FoundUrl*> edited;
  for (const auto& [found, parts] : changed) {
    if ((parts & ~noise.parts()) != 0) edited.push_back(found);
  }
  const Result<std::size_t> again = take_up_changed(page.task, edited, receipt);
  if (!again) return fail(again.error());
  if (std::string now = said.bytes(); now != *before) {
    if (auto kept = store_.put_said(voice, now); !kept) return fail(kept.error());
  }
  store::Visit& visit = page.record.visit;
  visit.unchanged = taken + *again == 0 ? visit.unchanged + 1 : 0;
  limit_pagination(page, taken);
  return taken;
}

// How far the pages of a listing are followed: up to stop_when_known known articles in a row for
// what is new, up to kLookBack for what was changed.
void WriterStage::limit_pagination(PageOutcome& page, std::size_t taken) const {
  // A page that brought nothing at all, or only pages of a trap, is not followed any further.
  if (taken == 0 && streak_ == page.task.known_streak) page.next.reset();
  const int stop = stop_when_known(page.task);
  if (!page.next || stop == 0 || streak_ < stop) return;
  const auto known = sources_.find(page.next->key);
  // An archive that grew ends one page later than when it was read.
  const bool was_read = (known != sources_.end() && known->second.visit) ||
                        (page.task.before && page.task.found.depth > 0);
  if (!was_read || streak_ >= kLookBack) page.next.reset();
}

Result<bool> WriterStage::take_up_new(std::size_t site, FoundUrl found, Receipt& receipt) {
  Task task = task_of(0, site, sites_[site], std::move(found), std::nullopt);
  if (task.url.empty() || is_muted(task.shape)) return false;
  const Result<std::int64_t> id = store_.add_url(task.found);
  if (!id) return fail(id.error());
  task.url_id = *id;
  new_this_run_.emplace(task.found.key,
                        NewUrl{*id, fields_of(task.found.hint), announces(task.found)});
  hand_out(std::move(task), receipt);
  return true;
}

// More than the site's page budget can need goes to the disk alone.
void WriterStage::hand_out(Task task, Receipt& receipt) {
  std::size_t& quota = options_.article_quotas[task.site];
  if (quota == 0) {
    ++receipt.left_for_later;
    return;
  }
  --quota;
  receipt.tasks.push_back(std::move(task));
}

// Another source of this run knows the address as well: what it adds (a teaser, a date) goes with
// the task.
Result<void> WriterStage::add_hint(const FoundUrl& found, Receipt& receipt) {
  NewUrl& known = new_this_run_.at(found.key);
  if (announces(found) && !known.announced) {
    known.announced = true;
    if (auto done = store_.add_origin(known.url_id, found.hint.origin); !done) return done;
  }
  const unsigned fields = fields_of(found.hint);
  if ((fields & ~known.fields) == 0) return {};
  known.fields |= fields;
  receipt.hints.emplace_back(found.key, found.hint);
  return store_.add_hint(known.url_id, found.hint);
}

Result<std::size_t> WriterStage::take_up_changed(const Task& source,
                                                 const std::vector<const FoundUrl*>& changed,
                                                 Receipt& receipt) {
  std::size_t taken = 0;
  for (const FoundUrl* const found : changed) {
    const Result<bool> again = take_up_again(source, *found, receipt);
    if (!again) return fail(again.error());
    taken += *again ? 1 : 0;
  }
  return taken;
}

// A known article whose source says something new of it (another headline, another teaser, a later
// date of change) is asked for again, with its validators. That it is to be is written down at
// once: the source will not say it twice.
Result<bool> WriterStage::take_up_again(const Task& source, const FoundUrl& found,
                                        Receipt& receipt) {
  Result<std::optional<store::KnownArticle>> at = store_.article_at(found.key);
  if (!at) return fail(at.error());
  if (!*at) return false;
  store::KnownArticle& known = **at;
  const SysTime now = clock_.now(), due = due_by_word(known.visit, now);
  if (auto done = store_.announce(known.url_id, found.hint, due); !done) return fail(done.error());
  if (!asked_again_.insert(known.url_id).second || due > now) return false;
  known.visit.announced = true;
  store::Hint hint = found.hint;
  merge(known.url.hint, hint);
  known.url.hint = std::move(hint);
  hand_out(again_task(std::move(known), source.site, sites_[source.site]), receipt);
  return true;
}

}  // namespace tearsheet::crawl
