#include "crawl/writer_stage.h"

#include <algorithm>

#include "crawl/copies.h"
#include "crawl/plan/rhythm.h"
#include "crawl/plan/shape.h"
#include "crawl/plan/trap.h"
#include "crawl/recheck.h"
#include "reading/reading.h"

namespace tearsheet::crawl {
namespace {

using store::FoundUrl;
using store::UrlKind;
using store::VisitState;

// So many pages of one shape without an article among them: a calendar, a gallery of tags, a wall
// of soft 404s.
constexpr int kTrapPages = 25;
// A page that failed in so many runs is given up; from the third on it waits a day, two, four ...
constexpr int kMaxFailures = 6, kFailuresBeforeWait = 3;
constexpr std::chrono::hours kDay{24};

// What failed now is tried again in a later run, ever more rarely. A source is never given up: it
// is the site.
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

// A sitemap of the archive, or a following page of a listing, that brings nothing is asked ever
// more rarely: an hour, two, four ... a week.
void slow_down(const Task& task, store::Visit& visit) {
  const bool is_archive =
      task.found.kind == UrlKind::kSitemap || task.found.kind == UrlKind::kListing;
  if (!is_archive || task.found.depth == 0 || visit.unchanged == 0) return;
  const auto pause = std::chrono::hours(1) * (1 << std::min(visit.unchanged - 1, 10));
  const SysTime due = visit.visited_at + std::min<std::chrono::milliseconds>(pause, kDay * 7);
  visit.due_at = std::max(visit.due_at.value_or(due), due);
}

// A listing's following pages are asked for as long as the first one brings something; everything
// else that names articles has a rhythm of its own.
void plan_visit(const Task& task, store::Visit& visit, std::size_t news) {
  if (task.found.kind == UrlKind::kListing && task.found.depth > 0) return;
  if (!visit.rhythm) visit.rhythm = task.before ? task.before->rhythm : std::nullopt;
  if (!visit.rhythm) visit.rhythm.emplace();
  const bool was_read = task.before && task.before->state == VisitState::kStored;
  observe(*visit.rhythm, visit.visited_at,
          was_read ? std::optional(task.before->visited_at) : std::nullopt, news);
  visit.due_at = next_visit(*visit.rhythm, visit.visited_at, task.fresh);
}

}  // namespace

Task task_of(std::int64_t url_id, std::size_t site, const SiteEntry& entry, FoundUrl found,
             std::optional<store::Visit> before) {
  Task task;
  task.url_id = url_id;
  task.site = site;
  task.source = entry.source_of(found.source);
  if (auto url = url::Url::parse(found.url)) task.url = std::move(*url);
  task.at = task.url;
  task.found = std::move(found);
  if (before) task.before = std::make_shared<const store::Visit>(std::move(*before));
  if (!task.is_source()) task.shape = shape_of(task.url);
  return task;
}

Task again_task(store::KnownArticle known, std::size_t site, const SiteEntry& entry) {
  Task task = task_of(known.url_id, site, entry, std::move(known.url), std::move(known.visit));
  task.passed = std::move(known.keys);
  return task;
}

Result<void> WriterStage::run(BoundedQueue<WriterItem>& queue,
                              const std::function<void()>& failed) {
  Result<void> done;
  while (auto item = queue.pop()) {
    if (!done) continue;
    done = write_batch(queue, std::move(*item));
    if (!done) failed();
  }
  return done;
}

Result<void> WriterStage::write_batch(BoundedQueue<WriterItem>& queue, WriterItem first) {
  // Nothing is begun for a mere reminder.
  if (first.flush) return {};
  if (auto begun = store_.begin(); !begun) return begun;
  std::vector<Receipt> receipts;
  const SteadyTime deadline = clock_.steady() + options_.max_age;
  std::size_t count = 0, bytes = 0;
  bool urgent = false;  // a source, whose articles wait for its receipt; a trap, to be left at once
  for (std::optional<WriterItem> item(std::move(first)); item;) {
    urgent = urgent || (item->page && (item->page->task.is_source() || item->page->more));
    if (item->page) bytes += item->page->held_bytes;
    if (auto put_done = put(std::move(*item), receipts); !put_done) {
      store_.rollback();
      return put_done;
    }
    urgent = urgent || (!receipts.empty() && receipts.back().is_warning());
    if (++count >= options_.max_batch || bytes >= options_.max_batch_bytes ||
        clock_.steady() >= deadline)
      break;
    item = queue.try_pop();
    if (!item && !urgent && !hungry_) item = queue.pop_until(deadline);
  }
  if (auto committed = store_.commit(); !committed) {
    store_.rollback();
    return committed;
  }
  deliver_(std::move(receipts));
  return {};
}

Result<void> WriterStage::put(WriterItem item, std::vector<Receipt>& receipts) {
  for (const store::HostRecord& host : item.hosts) {
    if (auto done = store_.put_host(host); !done) return done;
  }
  if (item.fetch) {
    if (auto done = store_.put_fetch(*item.fetch); !done) return done;
  }
  if (!item.page) return {};
  Result<Receipt> receipt = put_page(std::move(*item.page));
  if (!receipt) return fail(receipt.error());
  receipts.push_back(std::move(*receipt));
  return {};
}

Result<Receipt> WriterStage::put_page(PageOutcome page) {
  Receipt receipt;
  receipt.site = page.task.site;
  receipt.was_source = page.task.is_source();
  receipt.was_named_source = receipt.was_source && page.task.found.depth == 0;
  receipt.held_bytes = page.held_bytes;
  receipt.was_recheck = page.task.is_recheck;
  receipt.url = page.task.url.href();
  if (page.more) {
    receipt.tasks.push_back(std::move(*page.more));
    return receipt;
  }
  page.record.key = page.task.found.key;
  page.record.again = page.task.is_again();
  store::Visit& visit = page.record.visit;
  if (page.task.before) visit.unchanged = page.task.before->unchanged;
  if (visit.state == VisitState::kRetry) plan_retry(page.task, visit);
  if (receipt.was_source && visit.state == VisitState::kStored) {
    const Result<std::size_t> news = take_up_articles(page, receipt);
    if (!news) return fail(news.error());
    if (auto done = take_up_sources(page, receipt); !done) return fail(done.error());
    plan_visit(page.task, visit, *news);
  }
  slow_down(page.task, visit);
  if (!receipt.was_source) plan_recheck(page.task, page.record);
  if (visit.state == VisitState::kAlias && !page.task.passed.empty()) {
    page.record.alias_of = page.task.passed.back();
    page.record.alias_url = page.task.at.without_fragment();
  }
  if (page.record.article) leave_out_furniture(clusters_, *page.record.article, page.print);
  Result<store::PutResult> put = store_.put(page.record);
  if (!put) return fail(put.error());
  if (page.record.article) {
    auto linked = link_copies(store_, clusters_, *page.record.article, page.print, *put);
    if (!linked) return fail(linked.error());
  }
  receipt.put = *put;
  receipt.state = put->what == store::PutResult::What::kAlias ? VisitState::kAlias : visit.state;
  receipt.status = visit.status;
  receipt.note = visit.note;
  if (page.record.article) {
    for (const store::UrlHash key : page.record.article->keys) seen_.insert(key);
    for (const store::UrlHash key : page.record.article->part_keys) seen_.insert(key);
  }
  if (receipt.was_source) {
    sources_[page.task.found.key] = {page.task.url_id, visit};
  } else {
    ++options_.article_quotas[page.task.site];  // it waits no more
    learn_shape(page.task, page.record, *put, receipt);
  }
  return receipt;
}

Result<void> WriterStage::take_up_sources(PageOutcome& page, Receipt& receipt) {
  for (FoundUrl& found : page.sources) {
    if (auto done = take_up_source(page, std::move(found), 0, receipt); !done) return done;
  }
  if (!page.next) return {};
  return take_up_source(page, std::move(*page.next), streak_, receipt);
}

Result<void> WriterStage::take_up_source(const PageOutcome& page, FoundUrl found, int streak,
                                         Receipt& receipt) {
  if (found.key == page.task.found.key || !sources_this_run_.insert(found.key).second) return {};
  const auto known = sources_.find(found.key);
  std::int64_t id = 0;
  std::optional<store::Visit> before;
  if (known != sources_.end()) {
    id = known->second.url_id;
    before = known->second.visit;
    // A page of a listing that something new leads to stands before its time.
    const bool is_pulled = found.kind == UrlKind::kListing && streak < stop_when_known(page.task);
    if (before && !is_pulled && !is_due(*before, nullptr, clock_.now())) return {};
  } else {
    Result<std::int64_t> added = store_.add_url(found);
    if (!added) return fail(added.error());
    id = *added;
    sources_[found.key] = {id, std::nullopt};
  }
  if (found.kind == UrlKind::kListing && ++pagination_[found.source] > options_.max_pagination) {
    ++receipt.left_for_later;
    receipt.remarks.push_back("the pagination of " + page.task.url.href() +
                              " goes on beyond what one run follows");
    return {};
  }
  Task task =
      task_of(id, page.task.site, sites_[page.task.site], std::move(found), std::move(before));
  task.known_streak = streak;
  receipt.tasks.push_back(std::move(task));
  return {};
}

bool WriterStage::is_muted(std::uint64_t shape) const {
  const auto found = shapes_.find(shape);
  return found != shapes_.end() && found->second.articles == 0 &&
         found->second.others >= kTrapPages;
}

void WriterStage::learn_shape(const Task& task, const store::PageRecord& record,
                              const store::PutResult& put, Receipt& receipt) {
  Shape& shape = shapes_[task.shape];
  if (put.what != store::PutResult::What::kNothing || record.visit.state == VisitState::kStored) {
    ++shape.articles;
  } else if (record.visit.state == VisitState::kNotArticle) {
    if (++shape.others == kTrapPages && shape.articles == 0) {
      receipt.muted_shapes.push_back(task.shape);
      receipt.remarks.push_back("a trap, " + std::string(to_words(trap_of(task.url))) + ": " +
                                std::to_string(kTrapPages) + " pages like " + task.url.href() +
                                " and no article among them; the others are left alone");
    }
  }
}

}  // namespace tearsheet::crawl
