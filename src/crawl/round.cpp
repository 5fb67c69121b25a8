#include "crawl/round.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "crawl/address.h"

namespace tearsheet::crawl {
namespace {

using std::chrono::milliseconds;
using store::UrlKind;
using store::VisitState;

// A host of ours that is busy with a request we do not know of (another port of it) is asked again
// so soon.
constexpr milliseconds kBusyPause{20};
constexpr milliseconds kMemoryInterval{500};
constexpr milliseconds kLongestPoll{200};

milliseconds since(SteadyTime then, SteadyTime now) {
  return std::chrono::duration_cast<milliseconds>(now - then);
}

bool is_passing(int status) {
  return status == 408 || status == 425 || status == 429 || status >= 500;
}

// RFC 9309 2.3.1.4: unreachable, and what asks for less.
bool is_unread(int robots_status) {
  return robots_status == 0 || robots_status == 429 || robots_status >= 500;
}

store::HostRecord to_record(polite::HostMemory memory) {
  return {
      std::move(memory.authority),   memory.next_at,       memory.retry_at, memory.backoff_steps,
      std::move(memory.robots_body), memory.robots_status, memory.robots_at};
}

// Feeds and sitemaps may be larger than pages, and compressed; a site file may call one a listing.
fetch::BodyKind body_kind(const Task& task) {
  if (task.found.kind == UrlKind::kFeed || task.found.kind == UrlKind::kSitemap)
    return fetch::BodyKind::kFeed;
  static constexpr std::array kEndings = {".xml", ".gz", ".rss", ".atom", ".rdf", ".txt"};
  const std::string_view path = task.at.path();
  const bool is_named_so = std::any_of(kEndings.begin(), kEndings.end(),
                                       [&](const char* end) { return path.ends_with(end); });
  return task.is_source() && is_named_so ? fetch::BodyKind::kFeed : fetch::BodyKind::kPage;
}

}  // namespace

void ReceiptBox::put(std::vector<Receipt> receipts) {
  const std::lock_guard lock(mutex_);
  std::move(receipts.begin(), receipts.end(), std::back_inserter(receipts_));
}

std::vector<Receipt> ReceiptBox::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(receipts_, {});
}

Round::Round(RoundStart& start, const CrawlOptions& options, const Clock& clock, Log& log,
             SeenSet& seen, BoundedQueue<FetchedPage>& to_parsers,
             BoundedQueue<WriterItem>& to_writer, WriterStage& writer)
    : sites_(start.sites),
      options_(options),
      clock_(clock),
      log_(log),
      seen_(seen),
      to_parsers_(to_parsers),
      to_writer_(to_writer),
      writer_(writer),
      gate_(clock, options.pace, options.agent_token,
            static_cast<std::uint64_t>(clock.now().time_since_epoch().count())),
      fetcher_({.user_agent = options.user_agent,
                .addresses = {.allow_private = options.allow_private_network},
                .limits = options.fetch,
                .max_transfers = options.max_transfers,
                .proxies = std::nullopt,
                .ca_file = {}},
               clock),
      started_(clock.steady()),
      memories_sent_(clock.steady()) {
  prepare(start);
}

void Round::prepare(RoundStart& start) {
  states_.resize(sites_.size());
  report_.sites.resize(sites_.size());
  for (std::size_t i = 0; i < sites_.size(); ++i) {
    const site::SiteDefinition& site = *sites_[i].definition;
    report_.sites[i].key = site.id;
    states_[i].max_pages = site.politeness.max_pages.value_or(options_.default_max_pages);
    if (options_.max_pages)
      states_[i].max_pages = std::min(states_[i].max_pages, *options_.max_pages);
    authorize(i);
    if (!site.politeness.delay) continue;
    for (const site::Source& source : site.sources) {
      gate_.set_pace(source.url.host(), *site.politeness.delay, options_.allow_private_network);
    }
    for (const std::string& domain : site.domains) {
      if (!domain.starts_with("*"))
        gate_.set_pace(domain, *site.politeness.delay, options_.allow_private_network);
    }
  }
  // Of a run that was cut off nobody knows when its last request ended: not later than now. What it
  // wrote down reckons with the slowest answer, which no longer comes; so every host gets its whole
  // pause from now, and no more.
  const SysTime now = clock_.now();
  for (polite::HostMemory& memory : start.hosts) {
    const auto url = url::Url::parse(memory.authority);
    if (start.previous_was_cut && url) {
      polite::HostMemory without = memory;
      without.next_at.reset();
      gate_.remember(without);
      memory.next_at = now + gate_.delay_of(*url);
    }
    gate_.remember(memory);
    robots_status_[memory.authority] = memory.robots_status;
  }
  for (Task& task : start.tasks) {
    const bool is_named = task.is_source() && task.found.depth == 0;
    SiteReport& site = report_.sites[task.site];
    if (is_named) ++site.sources;
    if (!states_[task.site].blocked) {
      frontier_.add(std::move(task));
    } else if (is_named) {
      ++site.sources_failed;
      ++site.tally.failed;
      ++report_.all.failed;
    } else {
      leave(task);
    }
  }
  start.tasks.clear();
}

void Round::authorize(std::size_t site) {
  const site::Politeness& politeness = sites_[site].definition->politeness;
  if (politeness.authorization_file.empty() && politeness.authorization_command.empty()) return;
  auto secret =
      fetch::load_authorization(politeness.authorization_file, politeness.authorization_command);
  if (secret) {
    states_[site].authorization = std::move(*secret);
    return;
  }
  states_[site].blocked = true;
  trouble(site, secret.error().message, sites_[site].definition->file.string());
}

void Round::deliver(std::vector<Receipt> receipts) {
  box_.put(std::move(receipts));
  fetcher_.wake();
}

void Round::give_back(std::size_t bytes) {
  const std::size_t before = held_bytes_.fetch_sub(bytes);
  const std::size_t limit = options_.max_held_bytes;
  if (before >= limit && before - bytes < limit) fetcher_.wake();
}

void Round::give_up() {
  writer_failed_ = true;
  fetcher_.wake();
}

void Round::run(const std::stop_token& stop, const std::function<void(const Progress&)>& progress) {
  if (const auto notice = fetcher_.notice()) log_.warning(*notice);
  std::optional<SteadyTime> cancel_at;
  const auto halt = [&] {
    starting_ = false;
    if (!cancel_at) cancel_at = clock_.steady() + options_.grace;
  };
  while (!writer_failed_) {
    take_receipts();
    const SteadyTime now = clock_.steady();
    if (stop.stop_requested() && !report_.stopped) {
      report_.stopped = true;
      halt();
    }
    if (options_.max_time && starting_ && now - started_ >= *options_.max_time) {
      report_.out_of_time = frontier_.waiting() > 0 || !flights_.empty();
      halt();
    }
    if (starting_) start_transfers();
    if (is_idle()) break;
    if (cancel_at && now >= *cancel_at && !flights_.empty()) fetcher_.cancel_all();
    // With nothing under way but the writer's work there is no reason for it to wait for a fuller
    // batch.
    const bool hungry = flights_.empty() && outstanding_ > 0 &&
                        frontier_.next_ready().value_or(SteadyTime::max()) > now;
    writer_.set_hungry(hungry);
    if (hungry && !to_writer_.push({{}, {}, {}, true})) break;
    for (fetch::Fetcher::Done& done : fetcher_.poll(patience(now))) finish(std::move(done));
    send_host_memories(false);
    if (progress) progress({fetcher_.running(), frontier_.waiting(), report_.all});
  }
  for (const Task& task : frontier_.drop_all()) leave(task);
  send_host_memories(true);
}

bool Round::is_idle() const {
  return flights_.empty() && outstanding_ == 0 && (!starting_ || frontier_.waiting() == 0);
}

milliseconds Round::patience(SteadyTime now) const {
  milliseconds longest = kLongestPoll;
  const auto next = frontier_.next_ready();
  const bool may_start = starting_ && held_bytes_ < options_.max_held_bytes &&
                         flights_.size() < static_cast<std::size_t>(options_.max_transfers);
  if (next && may_start)
    longest = std::min(longest, std::max(milliseconds(0), since(now, *next) + milliseconds(1)));
  return longest;
}

void Round::take_receipts() {
  for (Receipt& receipt : box_.take()) {
    --outstanding_;
    held_bytes_ -= receipt.held_bytes;
    SiteReport& site = report_.sites[receipt.site];
    using What = store::PutResult::What;
    const auto count = [&](std::int64_t store::Tally::*member) {
      ++(site.tally.*member);
      ++(report_.all.*member);
    };
    switch (receipt.put.what) {
      case What::kInserted:
        count(&store::Tally::stored);
        if (receipt.put.duplicate_of != 0) count(&store::Tally::duplicates);
        if (log_.enabled(LogLevel::kInfo)) log_.info("stored " + receipt.url);
        break;
      case What::kUpdated:
        count(&store::Tally::updated);
        break;
      case What::kUnchanged:
      case What::kAlias:
        count(&store::Tally::unchanged);
        break;
      case What::kNothing:
        if (receipt.state == VisitState::kNotArticle) count(&store::Tally::not_articles);
        if (receipt.state == VisitState::kGone && !receipt.was_source) count(&store::Tally::gone);
        if (receipt.state == VisitState::kDenied) count(&store::Tally::denied);
        if (receipt.status == 304) count(&store::Tally::unchanged);
        if (log_.enabled(LogLevel::kDebug) && !receipt.note.empty())
          log_.debug(receipt.url + ": " + receipt.note);
    }
    // A page that is gone is news about the site, not a failure; unless it is one that the site
    // file names.
    const bool failed = receipt.state == VisitState::kRetry ||
                        receipt.state == VisitState::kGivenUp ||
                        (receipt.was_named_source && receipt.state != VisitState::kStored);
    if (failed) {
      count(&store::Tally::failed);
      if (receipt.was_named_source) ++site.sources_failed;
      trouble(receipt.site, receipt.note, receipt.url);
    }
    site.tally.left_over += static_cast<std::int64_t>(receipt.left_for_later);
    report_.all.left_over += static_cast<std::int64_t>(receipt.left_for_later);
    muted_.insert(receipt.muted_shapes.begin(), receipt.muted_shapes.end());
    for (std::string& remark : receipt.remarks)
      report_.notes.push_back(site.key + ": " + std::move(remark));
    for (Task& task : receipt.tasks) frontier_.add(std::move(task));
    for (const auto& [key, hint] : receipt.hints) merge(hint, late_hints_[key]);
    if (receipt.was_source) release(receipt.site);
  }
}

void Round::start_transfers() {
  const SteadyTime now = clock_.steady();
  while (held_bytes_ < options_.max_held_bytes &&
         flights_.size() < static_cast<std::size_t>(options_.max_transfers)) {
    auto taken = frontier_.take(now);
    if (!taken) return;
    // A task that needs no request leaves its host as it was.
    if (!start_one(taken->first, std::move(taken->second))) frontier_.back(taken->first, now);
  }
}

bool Round::start_one(Frontier::HostId host, Task task) {
  SiteState& state = states_[task.site];
  if (!task.is_source() && state.unread_sources > 0 && task.hops == 0) {
    frontier_.put_back(std::move(task));
    state.held.push_back(host);
    return true;
  }
  if (task.attempts == 0 && task.hops == 0) {
    if (muted_.contains(task.shape) && !task.is_source()) {
      settle_without_page(std::move(task), VisitState::kNotArticle, 0,
                          "left alone: pages of this form were no articles");
      return false;
    }
    if (state.pages >= gate_.page_budget(task.at, state.max_pages)) {
      report_.sites[task.site].out_of_pages = true;
      leave(task);
      return false;
    }
  }
  polite::Answer answer =
      gate_.ask(task.at, task.hops > 0 ? polite::Purpose::kRedirectHop : polite::Purpose::kPage);
  if (auto* permit = std::get_if<polite::Permit>(&answer)) {
    if (task.attempts == 0 && task.hops == 0) ++state.pages;
    const std::size_t site = task.site;
    launch(std::move(*permit), std::move(task), host, site);
    return true;
  }
  if (auto* robots = std::get_if<polite::NeedRobots>(&answer)) {
    const std::size_t site = task.site;
    frontier_.put_back(std::move(task));
    launch(std::move(robots->permit), std::nullopt, host, site);
    return true;
  }
  if (const auto* denied = std::get_if<polite::Denied>(&answer)) {
    send_host_memories(true);
    const std::string origin = task.at.origin();
    const auto known = robots_status_.find(origin);
    if (known != robots_status_.end() && is_unread(known->second)) {
      // That is no verdict on the page: it stays due, and so does everything else of this host.
      leave_host(host, std::move(task), denied->why);
    } else {
      settle_without_page(std::move(task), VisitState::kDenied, 0, denied->why);
    }
    return false;
  }
  if (const auto* deferred = std::get_if<polite::Deferred>(&answer)) {
    report_.notes.push_back(fmt::format("{}: {} is left alone until {}: {}",
                                        report_.sites[task.site].key, task.at.authority(),
                                        to_iso8601(deferred->until), deferred->why));
    leave_host(host, std::move(task), deferred->why);
    return false;
  }
  const auto* wait = std::get_if<polite::Wait>(&answer);
  const SteadyTime until = wait != nullptr ? wait->until : clock_.steady() + kBusyPause;
  frontier_.put_back(std::move(task));
  frontier_.back(host, until);
  return true;
}

void Round::launch(polite::Permit permit, std::optional<Task> task, Frontier::HostId host,
                   std::size_t site) {
  if (task) {
    if (const auto late = late_hints_.extract(task->found.key))
      merge(late.mapped(), task->found.hint);
  }
  fetch::FetchRequest request;
  request.id = next_flight_++;
  request.kind = task ? body_kind(*task) : fetch::BodyKind::kRobots;
  const site::Politeness& politeness = sites_[site].definition->politeness;
  request.timeout = politeness.timeout;
  if (task && sites_[site].definition->owns_host(permit.url().host())) {
    request.authorization = states_[site].authorization;
  }
  if (task && task->hops == 0 && task->before && task->before->state == VisitState::kStored) {
    request.validators = {task->before->etag, task->before->last_modified};
  }
  flights_.emplace(request.id, Flight{std::move(task), host, site, gate_.delay_of(permit.url()),
                                      !request.validators.empty()});
  fetcher_.start(std::move(permit), std::move(request));
}

void Round::finish(fetch::Fetcher::Done done) {
  fetch::settle(gate_, clock_, done);
  auto node = flights_.extract(done.result.id);
  if (node.empty()) return;
  Flight flight = std::move(node.mapped());
  record(flight, done.result, done.permit);
  const SteadyTime next = gate_.ready_at(done.permit.url());
  if (!flight.task) {
    frontier_.back(flight.host, clock_.steady());
    return;
  }
  finish_page(std::move(flight), std::move(done.result), next);
}

void Round::finish_page(Flight flight, fetch::FetchResult result, SteadyTime next) {
  Task task = std::move(*flight.task);
  if (result.redirect && !result.error) {
    const bool goes_on = follow(task, result);
    if (goes_on) {
      const bool same_host = frontier_.host_of(task.at) == flight.host;
      frontier_.put_back(std::move(task));
      frontier_.back(flight.host, same_host ? clock_.steady() : next);
      return;
    }
    frontier_.back(flight.host, next);
    return;
  }
  frontier_.back(flight.host, next);
  if (result.error && result.error->code == ErrorCode::kCancelled) return leave(task);
  if (result.status == 304 && flight.conditional) {
    PageOutcome outcome;
    outcome.record.visit = *task.before;
    outcome.record.visit.status = 304;
    outcome.record.visit.visited_at = clock_.now();
    outcome.record.visit.due_at.reset();
    outcome.record.visit.failures = 0;
    ++outcome.record.visit.unchanged;
    outcome.task = std::move(task);
    return send(std::move(outcome));
  }
  if (result.error) {
    const bool passing =
        result.error->code == ErrorCode::kNetwork || result.error->code == ErrorCode::kTimeout;
    std::string why = result.error->message;
    return fail_page(std::move(task), std::move(result), std::move(why), passing);
  }
  if (const auto error = fetch::status_error(result)) {
    const bool passing = is_passing(result.status);
    return fail_page(std::move(task), std::move(result), error->message, passing);
  }
  held_bytes_ += result.body.size();
  std::vector<std::string> sitemaps = sitemaps_for(task);
  hand_on(task);
  if (!to_parsers_.push({std::move(task), std::move(result), std::move(sitemaps)})) --outstanding_;
}

// The next hop of a chain; false: the chain ends here and the task is settled.
bool Round::follow(Task& task, const fetch::FetchResult& result) {
  const site::SiteDefinition& site = *sites_[task.site].definition;
  task.at = *result.redirect;
  if (++task.hops > options_.fetch.max_redirects) {
    settle_without_page(std::move(task), VisitState::kRetry, result.status, "too many redirects");
    return false;
  }
  if (!is_sane(task.at) || (!task.is_source() && !site.owns_host(task.at.host()))) {
    std::string note =
        "redirects to " + task.at.href().substr(0, 200) + ", which is not of this site";
    const VisitState state = task.is_source() ? VisitState::kRetry : VisitState::kNotArticle;
    settle_without_page(std::move(task), state, result.status, std::move(note));
    return false;
  }
  if (task.is_source()) return true;
  const store::UrlHash key = hash_of(task.at, UrlKind::kArticle, site.key_rules);
  const bool own = key == task.found.key ||
                   std::find(task.passed.begin(), task.passed.end(), key) != task.passed.end();
  if (own) return true;
  task.passed.push_back(key);
  if (seen_.insert(key)) return true;
  settle_without_page(std::move(task), VisitState::kAlias, result.status,
                      "redirects to an address that is known");
  return false;
}

void Round::fail_page(Task task, fetch::FetchResult result, std::string why, bool passing) {
  const int retries = sites_[task.site].definition->politeness.retries.value_or(2);
  if (passing && task.attempts < retries && starting_) {
    ++task.attempts;
    task.hops = 0;
    task.at = task.url;
    // To the end of the queue: a passing trouble passes meanwhile. The gate backs off on its own
    // account.
    frontier_.add(std::move(task));
    return;
  }
  const bool gone = result.status == 404 || result.status == 410;
  settle_without_page(std::move(task), gone ? VisitState::kGone : VisitState::kRetry, result.status,
                      std::move(why));
}

void Round::settle_without_page(Task task, VisitState state, int status, std::string note) {
  PageOutcome outcome;
  outcome.record.visit.state = state;
  outcome.record.visit.status = status;
  outcome.record.visit.visited_at = clock_.now();
  outcome.record.visit.note = std::move(note);
  outcome.task = std::move(task);
  send(std::move(outcome));
}

void Round::hand_on(const Task& task) {
  ++outstanding_;
  if (task.is_source()) ++states_[task.site].unread_sources;
}

// What a listing says of an article (its date, its teaser) must be known before the article is
// fetched, and its next page may be a source as well: the hosts that were held for it may be asked
// again.
void Round::release(std::size_t site) {
  SiteState& state = states_[site];
  if (--state.unread_sources > 0) return;
  for (const Frontier::HostId host : state.held) frontier_.back(host, clock_.steady());
  state.held.clear();
}

void Round::send(PageOutcome outcome) {
  outcome.record.url_id = outcome.task.url_id;
  outcome.record.site = sites_[outcome.task.site].row;
  hand_on(outcome.task);
  WriterItem item;
  item.page = std::move(outcome);
  if (!to_writer_.push(std::move(item))) --outstanding_;
}

// Nothing of a host can be had in this run: its sources failed, its articles wait.
void Round::leave_host(Frontier::HostId host, Task task, const std::string& why) {
  std::vector<Task> all = frontier_.drop(host);
  all.push_back(std::move(task));
  for (Task& each : all) {
    if (each.is_source()) {
      settle_without_page(std::move(each), VisitState::kRetry, 0, why);
    } else {
      leave(each);
    }
  }
}

// An automatic source also reads the sitemaps that robots.txt names, or the one at the usual place.
std::vector<std::string> Round::sitemaps_for(const Task& task) const {
  if (task.found.kind != UrlKind::kHome) return {};
  const robots::RobotsPolicy* policy = gate_.robots_of(task.at);
  if (policy != nullptr && !policy->sitemaps().empty()) return policy->sitemaps();
  return {task.at.origin() + "/sitemap.xml"};
}

void Round::record(const Flight& flight, const fetch::FetchResult& result,
                   const polite::Permit& permit) {
  if (result.address.empty() && result.status == 0 && result.error &&
      result.error->code == ErrorCode::kDenied)
    return;
  WriterItem item;
  store::FetchRecord& fetch = item.fetch.emplace();
  fetch.site = sites_[flight.site].row;
  fetch.host = permit.url().origin();
  fetch.url = permit.url().without_fragment();
  fetch.purpose = !flight.task ? "robots" : flight.task->is_source() ? "source" : "article";
  fetch.started = result.started;
  fetch.elapsed = result.elapsed;
  fetch.pause = permit.purpose() == polite::Purpose::kPage ? flight.pause : milliseconds(0);
  fetch.status = result.status;
  fetch.bytes = result.wire_bytes;
  fetch.conditional = flight.conditional;
  fetch.address = result.address;
  if (result.error) fetch.error = result.error->message;
  ++report_.sites[flight.site].tally.requests;
  ++report_.all.requests;
  report_.sites[flight.site].tally.bytes += static_cast<std::int64_t>(result.wire_bytes);
  report_.all.bytes += static_cast<std::int64_t>(result.wire_bytes);
  static_cast<void>(to_writer_.push(std::move(item)));  // refused only when the round is over
}

void Round::send_host_memories(bool all) {
  const SteadyTime now = clock_.steady();
  if (!all && now - memories_sent_ < kMemoryInterval) return;
  memories_sent_ = now;
  WriterItem item;
  for (polite::HostMemory& memory : gate_.take_changed()) {
    robots_status_[memory.authority] = memory.robots_status;
    item.hosts.push_back(to_record(std::move(memory)));
  }
  if (!item.hosts.empty()) static_cast<void>(to_writer_.push(std::move(item)));
}

void Round::leave(const Task& task) {
  ++report_.sites[task.site].tally.left_over;
  ++report_.all.left_over;
}

void Round::trouble(std::size_t site, const std::string& what, const std::string& example) {
  Problem& problem = problems_[{site, what}];
  if (problem.count++ == 0) {
    problem.site = report_.sites[site].key;
    problem.what = what;
    problem.example = example;
  }
}

CrawlReport Round::take_report() {
  take_receipts();
  for (auto& [key, problem] : problems_) report_.problems.push_back(std::move(problem));
  problems_.clear();
  std::stable_sort(report_.problems.begin(), report_.problems.end(),
                   [](const Problem& a, const Problem& b) { return a.count > b.count; });
  return std::move(report_);
}

}  // namespace tearsheet::crawl
