#include "crawl/round.h"

#include <algorithm>

#include "crawl/host_memory.h"

namespace tearsheet::crawl {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kMemoryInterval{500};
constexpr milliseconds kLongestPoll{200};

milliseconds since(SteadyTime then, SteadyTime now) {
  return std::chrono::duration_cast<milliseconds>(now - then);
}

}  // namespace

void Round::give_back(std::size_t bytes) {
  const std::size_t before = held_bytes_.fetch_sub(bytes);
  const std::size_t limit = options_.max_held_bytes;
  if (before >= limit && before - bytes < limit) fetcher_.wake();
}

void Round::run(const std::stop_token& stop, const std::function<void(const Progress&)>& progress) {
  if (const auto notice = fetcher_.notice()) log_.warning(*notice);
  is_watched_ = static_cast<bool>(progress);
  while (!box_.is_given_up()) {
    take_receipts();
    const SteadyTime now = clock_.steady();
    check_limits(stop, now);
    if (share_ != nullptr) take_share(now);
    if (starting_) start_transfers();
    if (is_idle()) break;
    if (cancel_at_ && now >= *cancel_at_ && !flights_.empty()) fetcher_.cancel_all();
    if (!hurry_writer(now)) break;
    for (fetch::Fetcher::Done& done : fetcher_.poll(patience(now))) finish(std::move(done));
    send_host_memories(false);
    if (!progress) continue;
    std::vector<SiteProgress> active = board_.take(report_, clock_.steady());
    if (!active.empty())
      progress({fetcher_.running(), frontier_.waiting(), report_.all(), std::move(active)});
  }
  for (const Task& task : frontier_.drop_all()) leave(task);
  send_host_memories(true);
  while (!tenures_.empty()) release(tenures_.begin()->first, false);
}

void Round::check_limits(const std::stop_token& stop, SteadyTime now) {
  if (stop.stop_requested() && !report_.is_stopped()) {
    report_.stopped();
    halt(now);
  }
  if (options_.max_time && starting_ && now - started_ >= *options_.max_time) {
    report_.out_of_time(frontier_.waiting() > 0 || !flights_.empty());
    halt(now);
  }
}

void Round::halt(SteadyTime now) {
  starting_ = false;
  if (!cancel_at_) cancel_at_ = now + options_.grace;
}

// With nothing under way but the writer's work there is no reason for it to wait for a fuller
// batch. False: the writer takes nothing any more.
bool Round::hurry_writer(SteadyTime now) {
  const bool idle = flights_.empty() && outstanding_ > 0 &&
                    frontier_.next_ready().value_or(SteadyTime::max()) > now;
  // Said once more as long as it lasts: it also wakes the writer.
  if (!idle && !flush_when_idle_) return true;
  flush_when_idle_ = idle;
  WriterItem item;
  item.flush_when_idle = idle;
  return to_writer_.push(std::move(item));
}

bool Round::is_idle() const {
  return flights_.empty() && outstanding_ == 0 &&
         (!starting_ || (frontier_.waiting() == 0 && is_shared_work_over()));
}

bool Round::may_start() const {
  return held_bytes_ < options_.max_held_bytes &&
         flights_.size() < static_cast<std::size_t>(options_.max_transfers);
}

milliseconds Round::patience(SteadyTime now) const {
  const auto next = frontier_.next_ready();
  if (!next || !starting_ || !may_start()) return kLongestPoll;
  return std::clamp(since(now, *next) + milliseconds(1), milliseconds(0), kLongestPoll);
}

void Round::take_receipts() {
  for (Receipt& receipt : box_.take()) take_receipt(std::move(receipt));
}

void Round::take_receipt(Receipt receipt) {
  --outstanding_;
  held_bytes_ -= receipt.held_bytes;
  report_.receive(receipt);
  if (receipt.held) {
    const auto tenure = tenures_.find(receipt.held->domain);
    if (tenure != tenures_.end() && tenure->second.epoch == receipt.held->epoch) {
      --tenure->second.in_hand;
      const bool goes_on = std::ranges::any_of(
          receipt.tasks, [&](const Task& task) { return task.found.key == receipt.key; });
      if (!goes_on) tenure->second.open.erase(receipt.key);
    }
  }
  trapped_.insert(receipt.trapped_patterns.begin(), receipt.trapped_patterns.end());
  for (Task& task : receipt.tasks) {
    // What was begun is finished first: its pages are held in memory.
    if (task.parts) {
      frontier_.put_back(std::move(task));
    } else if (accept(task)) {
      frontier_.add(std::move(task));
    }
  }
  for (const auto& [key, hint] : receipt.hints) merge(hint, late_hints_[key]);
  if (receipt.was_recheck) turns_[receipt.site].count_recheck(receipt.is_useless_recheck());
  if (!receipt.was_source) return;
  for (const Frontier::HostId host : turns_[receipt.site].end_source())
    frontier_.back(host, clock_.steady());
}

void Round::send_host_memories(bool all) {
  const SteadyTime now = clock_.steady();
  if (!all && now - memories_sent_ < kMemoryInterval) return;
  memories_sent_ = now;
  WriterItem item;
  for (polite::HostMemory& memory : gate_.take_changed())
    item.hosts.push_back(to_record(std::move(memory)));
  // Refused only when the round is over.
  if (!item.hosts.empty()) static_cast<void>(to_writer_.push(std::move(item)));
}

CrawlReport Round::take_report() {
  take_receipts();
  return report_.take();
}

}  // namespace tearsheet::crawl
