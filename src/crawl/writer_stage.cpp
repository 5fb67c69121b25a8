#include "crawl/writer_stage.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "crawl/plan/moving.h"
#include "crawl/plan/stories.h"

namespace tearsheet::crawl {

using store::VisitState;

Result<void> WriterStage::run(BoundedQueue<WriterItem>& queue, ReceiptBox& box) {
  Result<void> done;
  while (auto item = queue.pop()) {
    if (!done) continue;
    done = write_batch(queue, box, std::move(*item));
    if (done) continue;
    known_.drop();
    box.give_up();
  }
  return done;
}

Result<void> WriterStage::write_batch(BoundedQueue<WriterItem>& queue, ReceiptBox& box,
                                      WriterItem first) {
  const SteadyTime deadline = clock_.steady() + options_.max_age;
  for (std::optional<WriterItem> item(std::move(first)); item;) {
    if (auto added = add(std::move(*item)); !added) return added;
    // Nothing is begun for a mere reminder.
    if (in_hand_.items == 0) return {};
    if (in_hand_.items >= options_.max_batch || in_hand_.bytes >= options_.max_batch_bytes ||
        clock_.steady() >= deadline)
      break;
    item = queue.try_pop();
    if (!item && !in_hand_.urgent && !flush_when_idle_) item = queue.pop_until(deadline);
  }
  std::vector<Receipt> receipts;
  auto done = commit_at_last(receipts);
  if (done) box.put(std::move(receipts));
  return done;
}

Result<void> WriterStage::add(WriterItem item) {
  if (item.flush_when_idle) flush_when_idle_ = *item.flush_when_idle;
  store::Batch& batch = in_hand_.batch;
  in_hand_.items += !item.hosts.empty() || item.fetch || item.tdm_file || item.page ? 1 : 0;
  // That a host wants to be left alone must be known to whoever asks it next.
  const bool is_refusal = std::ranges::any_of(
      item.hosts, [](const store::HostRecord& host) { return host.retry_at.has_value(); });
  in_hand_.urgent = in_hand_.urgent || (is_refusal && options_.is_shared);
  std::move(item.hosts.begin(), item.hosts.end(), std::back_inserter(batch.hosts));
  if (item.loaded) known_.take_up(std::move(*item.loaded));
  if (item.release) {
    batch.releases.push_back(std::move(*item.release));
    ++in_hand_.items;
    in_hand_.urgent = true;
  }
  if (item.fetch) batch.fetches.push_back(std::move(*item.fetch));
  if (item.tdm_file) batch.tdm_files.push_back(std::move(*item.tdm_file));
  return item.page ? add_page(std::move(*item.page)) : Result<void>();
}

Result<void> WriterStage::add_page(PageOutcome page) {
  SourceNews news;
  KnownArticles articles;
  std::optional<store::Entries> entries;
  const auto source = statements_key(page);
  if (source) {
    auto followed = follow_links(page, *source);
    if (!followed) return fail(followed.error());
    entries = std::move(*followed);
    auto compared = compare(page, *source);
    if (!compared) return fail(compared.error());
    news = std::move(*compared);
    // What is to be looked up may be in hand still.
    for (const std::size_t index : news.changed) {
      if (!in_hand_.articles.contains(page.found[index].key)) continue;
      if (auto done = commit_at_last(early_); !done) return done;
      break;
    }
    if (auto found = look_up(page, news, articles); !found) return found;
  }
  in_hand_.bytes += page.held_bytes;
  in_hand_.urgent = in_hand_.urgent || page.task.is_source() || page.more;
  for (store::RuleState& state : rules_.observe(page)) {
    // It was read before that was known.
    if (state.doubt.is_alarm && page.record.article &&
        records::is_by_rule(page.record.article->article, state.doubt.rule))
      page.record.due_again = true;
    auto& states = in_hand_.batch.rules;
    const auto known = std::find_if(states.begin(), states.end(), [&](const auto& one) {
      return one.site == state.site && one.doubt.rule == state.doubt.rule;
    });
    if (known != states.end())
      *known = std::move(state);
    else
      states.push_back(std::move(state));
  }
  Plan plan = planner_.plan(std::move(page), news, std::move(articles), clock_.now());
  if (entries) {
    known_.set_entries(*source, *entries);
    plan.changes.entries.emplace(*source, std::move(*entries));
  }
  if (plan.changes.record && plan.changes.record->article) {
    const auto& keys = plan.changes.record->article->keys;
    in_hand_.articles.insert(keys.begin(), keys.end());
    // The server may have sent the whole page for nothing: it is not to be asked so again.
    in_hand_.urgent = in_hand_.urgent || plan.receipt.was_recheck;
  }
  in_hand_.urgent = in_hand_.urgent || !plan.receipt.trapped_patterns.empty();
  in_hand_.batch.pages.push_back(std::move(plan.changes));
  in_hand_.receipts.push_back(std::move(plan.receipt));
  in_hand_.fingerprints.push_back(std::move(plan.fingerprint));
  return {};
}

// What a source that was read tells of its entries; empty: nothing that is to be kept.
Result<std::optional<store::Entries>> WriterStage::follow_links(PageOutcome& page,
                                                                store::UrlHash source) {
  store::Entries entries;
  if (const store::Entries* const recorded = known_.entries(source)) {
    entries = *recorded;
  } else {
    auto stored = store_.entries(source);
    if (!stored) return fail(stored.error());
    entries = std::move(*stored);
  }
  const bool has_changed = follow_entries(source, page.found, entries, known_);
  return has_changed ? std::optional(std::move(entries)) : std::nullopt;
}

Result<SourceNews> WriterStage::compare(const PageOutcome& page, store::UrlHash source) {
  if (const std::string* const recorded = known_.statements(source))
    return compare_source(page, *recorded, known_);
  const Result<std::string> stored = store_.said(source);
  if (!stored) return fail(stored.error());
  return compare_source(page, *stored, known_);
}

Result<void> WriterStage::look_up(const PageOutcome& page, const SourceNews& news,
                                  KnownArticles& articles) {
  if (news.changed.empty()) return {};
  std::vector<store::UrlHash> keys;
  for (const std::size_t index : news.changed) keys.push_back(page.found[index].key);
  auto found = store_.articles_at(keys);
  if (!found) return fail(found.error());
  for (auto& [key, article] : *found) articles.emplace(key, std::move(article));
  for (const std::size_t index : news.renamed) {
    const store::UrlHash key = page.found[index].key;
    const auto url_id = known_.unsettled(key);
    if (!url_id || articles.contains(key)) continue;
    auto unsettled = store_.unsettled_at(*url_id);
    if (!unsettled) return fail(unsettled.error());
    if (*unsettled) articles.emplace(key, std::move(**unsettled));
  }
  return {};
}

// A failure may pass: another program held the file, the disk was full for a moment, the connection
// was lost.
Result<void> WriterStage::commit_at_last(std::vector<Receipt>& receipts) {
  auto stored = commit();
  for (int tries = 1; !stored && tries < options_.tries; ++tries) {
    if (tries > 1 && stored.error().code != ErrorCode::kNetwork) break;
    stored = commit();
  }
  if (!stored) return fail(stored.error());
  std::move(stored->begin(), stored->end(), std::back_inserter(receipts));
  return {};
}

Result<std::vector<Receipt>> WriterStage::commit() {
  auto stored = try_commit();
  if (!stored) {
    store_.rollback();
    if (options_.is_shared) return fail(stored.error());
    // The index took articles up that are stored nowhere.
    auto clusters = load_clusters(store_, options_.stories, clock_.now());
    if (clusters) clusters_ = std::move(*clusters);
    return fail(stored.error());
  }
  std::vector<Receipt> receipts = std::exchange(early_, {});
  std::vector<Receipt> now = settle(*stored);
  std::move(now.begin(), now.end(), std::back_inserter(receipts));
  return receipts;
}

// Which story an article belongs to is known when it has a row: that is written in the same
// transaction.
Result<std::vector<store::PageReceipt>> WriterStage::try_commit() {
  if (auto begun = store_.begin(); !begun) return fail(begun.error());
  auto stored = store_.put_batch(in_hand_.batch);
  if (!stored) return fail(stored.error());
  std::vector<store::StoryLink> links;
  for (std::size_t i = 0; i < stored->size(); ++i) {
    const auto& record = in_hand_.batch.pages[i].record;
    if (!record || !record->article || options_.is_shared) continue;
    auto link =
        link_story(clusters_, record->article->article, in_hand_.fingerprints[i], (*stored)[i].put);
    if (link) links.push_back(std::move(*link));
  }
  if (auto done = store_.put_stories(links); !done) return fail(done.error());
  if (auto done = store_.commit(); !done) return fail(done.error());
  return stored;
}

std::vector<Receipt> WriterStage::settle(const std::vector<store::PageReceipt>& stored) {
  AddedIds ids;
  for (std::size_t i = 0; i < stored.size(); ++i) {
    const auto& added = in_hand_.batch.pages[i].added;
    if (stored[i].is_lost) {
      known_.forget(added);
      continue;
    }
    for (std::size_t k = 0; k < added.size(); ++k) ids[added[k].key] = stored[i].added[k];
  }
  const auto taken = known_.keep(ids);
  std::vector<Receipt> receipts = std::move(in_hand_.receipts);
  for (std::size_t i = 0; i < receipts.size(); ++i) {
    Receipt& receipt = receipts[i];
    receipt.put = stored[i].put;
    if (stored[i].is_lost) receipt.tasks.clear();
    if (receipt.put.what == store::PutResult::What::kAlias) receipt.state = VisitState::kAlias;
    if (receipt.put.claims_other && claimants_.insert(receipt.site).second) {
      receipt.remarks.push_back(
          "a page names another story as its canonical address, and keeps its"
          " own: " +
          receipt.url);
    }
    std::erase_if(receipt.tasks, [&](const Task& task) {
      return task.url_id == 0 && !task.is_source() && taken.contains(task.found.key);
    });
    for (Task& task : receipt.tasks) {
      if (const auto id = ids.find(task.found.key); task.url_id == 0 && id != ids.end())
        task.url_id = id->second;
    }
  }
  in_hand_ = {};
  return receipts;
}

}  // namespace tearsheet::crawl
