// What an answer means to the task that asked: a page to read, a hop to follow, a failure to try
// again, or the end.
#include <algorithm>

#include "base/ascii.h"
#include "crawl/article_parts.h"
#include "crawl/round.h"
#include "crawl/share.h"
#include "extract/extract.h"
#include "reading/reading.h"

namespace tearsheet::crawl {
namespace {

using std::chrono::milliseconds;
using store::UrlKind;
using store::VisitState;

constexpr int kDefaultRetries = 2;

bool is_passing(int status) {
  return status == 408 || status == 425 || status == 429 || status >= 500;
}

// In the order in which they are tried.
std::vector<url::Url> forms_of(const url::Url& url) {
  std::vector<url::Url> forms{url};
  const std::string_view host = url.host();
  const bool is_name = !host.empty() && is_alpha(host.back());
  const std::string other =
      host.starts_with("www.") ? std::string(host.substr(4)) : "www." + std::string(host);
  const std::string authority = url.authority();
  const std::string port = authority.substr(std::min(host.size(), authority.size()));
  for (const char* scheme : {"https://", "http://"}) {
    if (scheme == std::string_view("https://") && !url.is_https()) continue;
    for (const std::string& name : {std::string(host), other}) {
      if (!is_name && name == other) continue;
      auto form = url::Url::parse(scheme + name + port + std::string(url.path_and_query()));
      if (form && std::ranges::find(forms, *form) == forms.end()) forms.push_back(std::move(*form));
    }
  }
  return forms;
}

}  // namespace

void Round::finish(fetch::Fetcher::Done done) {
  fetch::settle(gate_, clock_, done);
  auto node = flights_.extract(done.result.id);
  if (node.empty()) return;
  Flight flight = std::move(node.mapped());
  if (share_ != nullptr) {
    const auto tenure = tenures_.find(domain_of(flight.host));
    if (tenure != tenures_.end() && tenure->second.in_hand > 0) --tenure->second.in_hand;
  }
  record(flight, done.result, done.permit);
  if (!flight.task && done.permit.purpose() == polite::Purpose::kPage) {
    take_tdm_file(done.permit.url(), done.result);
    return frontier_.back(flight.host, gate_.ready_at(done.permit.url()));
  }
  if (!flight.task) {
    note_robots_failure(flight.host, done.result);
    return frontier_.back(flight.host, clock_.steady());
  }
  finish_page(std::move(flight), std::move(done.result), gate_.ready_at(done.permit.url()));
}

// A redirect is not followed: pages that lead elsewhere ask there.
void Round::take_tdm_file(const url::Url& address, const fetch::FetchResult& result) {
  if (result.error && result.error->code == ErrorCode::kCancelled) return;
  WriterItem item;
  item.tdm_file = tdm_files_.answered(address, result.error ? 0 : result.status, result.body);
  static_cast<void>(to_writer_.push(std::move(item)));  // refused only when the round is over
}

// Only what makes the file unreadable: without one everything may be fetched (docs/politeness.md).
void Round::note_robots_failure(Frontier::HostId host, const fetch::FetchResult& result) {
  if (result.error) {
    last_failure_[host] = result.error->message;
  } else if (result.status == 429 || result.status >= 500) {
    if (const auto error = fetch::status_error(result))
      last_failure_[host] = "robots.txt: " + error->message;
  }
}

void Round::finish_page(Flight flight, fetch::FetchResult result, SteadyTime next) {
  if (result.redirect && !result.error) return redirect(std::move(flight), result, next);
  if (!flight.task->parts) {
    result.redirect = reading::leads_on(result, sites_[flight.task->site].definition);
    if (result.redirect) return redirect(std::move(flight), result, next);
  }
  frontier_.back(flight.host, next);
  Task task = std::move(*flight.task);
  if (result.error && result.error->code == ErrorCode::kCancelled) {
    // A lease that was about to end when the connection stood: asked once more when it is renewed.
    if (share_ != nullptr && starting_ && tenure_of(task) != nullptr)
      return frontier_.put_back(std::move(task));
    return leave(task);
  }
  if (task.is_source()) task.fresh = fetch::freshness(result, clock_.now());
  if (result.status == 304 && flight.conditional) return keep_unchanged(std::move(task));
  if (result.error) {
    last_failure_[flight.host] = result.error->message;
    const bool passing =
        result.error->code == ErrorCode::kNetwork || result.error->code == ErrorCode::kTimeout;
    return fail_page(std::move(task), result.status, std::move(result.error->message), passing);
  }
  if (auto error = fetch::status_error(result)) {
    last_failure_[flight.host] = error->message;
    return fail_page(std::move(task), result.status, std::move(error->message),
                     is_passing(result.status));
  }
  held_bytes_ += result.body.capacity();
  std::vector<std::string> sitemaps = sitemaps_for(task);
  hand_on(task);
  reading::HostWord host;
  if (!task.is_source()) {
    const robots::RobotsPolicy* const robots = gate_.robots_of(result.url);
    if (robots != nullptr) host.robots = robots->shared_usage();
    host.tdm_file = tdm_files_.file_for(result.url);
  }
  if (!to_parsers_.push({std::move(task), std::move(result), std::move(sitemaps), std::move(host)}))
    --outstanding_;
}

void Round::redirect(Flight flight, const fetch::FetchResult& result, SteadyTime next) {
  Task task = std::move(*flight.task);
  if (!follow(task, result)) return frontier_.back(flight.host, next);
  const bool same_host = frontier_.host_of(task.at) == flight.host;
  if (share_ != nullptr) static_cast<void>(domain_of(task.at));
  frontier_.put_back(std::move(task));
  frontier_.back(flight.host, same_host ? clock_.steady() : next);
}

// The next hop of a chain; false: the chain ends here and the task is settled.
bool Round::follow(Task& task, const fetch::FetchResult& result) {
  const site::SiteDefinition& site = *sites_[task.site].definition;
  // A permanent one behind a temporary one says nothing about the source's own address.
  const bool is_lasting = (result.status == 301 || result.status == 308) &&
                          (task.hops == 0 || task.moved_to == task.at.without_fragment());
  task.at = *result.redirect;
  if (is_lasting && task.is_source()) task.moved_to = task.at.without_fragment();
  if (++task.hops > options_.fetch.max_redirects) {
    settle_without_page(std::move(task), VisitState::kRetry, result.status, "too many redirects");
    return false;
  }
  const bool is_ours = task.is_source() || is_free(task, site) || site.owns(task.at, task.url);
  if (!reading::is_sane(task.at) || !is_ours) {
    std::string note =
        "redirects to " + task.at.href().substr(0, 200) + ", which is not of this site";
    const VisitState state = task.is_source() ? VisitState::kRetry : VisitState::kNotArticle;
    settle_without_page(std::move(task), state, result.status, std::move(note));
    return false;
  }
  if (task.is_source()) return true;
  const store::UrlHash key = reading::hash_of(task.at, UrlKind::kArticle, site.key_rules);
  const bool own = key == task.found.key ||
                   std::find(task.passed.begin(), task.passed.end(), key) != task.passed.end();
  if (own) return true;
  task.passed.push_back(key);
  if (seen_.insert(key)) return true;
  settle_without_page(std::move(task), VisitState::kAlias, result.status,
                      "redirects to an address that is known");
  return false;
}

void Round::keep_unchanged(Task task) {
  PageOutcome outcome;
  store::Visit& visit = outcome.record.visit;
  visit = *task.before;
  visit.status = 304;
  visit.visited_at = clock_.now();
  visit.due_at.reset();
  visit.failures = 0;
  ++visit.unchanged;
  outcome.task = std::move(task);
  send(std::move(outcome));
}

void Round::fail_page(Task task, int status, std::string why, bool passing) {
  const int retries = sites_[task.site].definition->politeness.retries.value_or(kDefaultRetries);
  if (passing && task.attempts < retries && starting_) {
    ++task.attempts;
    task.hops = 0;
    task.moved_to.clear();
    task.at = task.parts ? *task.parts->reader.next() : task.url;
    // To the end of the queue: a passing trouble passes meanwhile. The gate backs off on its own
    // account.
    frontier_.add(std::move(task));
    return;
  }
  const bool gone = status == 404 || status == 410;
  settle_without_page(std::move(task), gone ? VisitState::kGone : VisitState::kRetry, status,
                      std::move(why));
}

// Whoever once said that a source had moved for good need not go on saying so: its own address may
// be gone by now.
bool Round::try_where_it_moved(Task& task) {
  if (!starting_ || !task.is_source() || task.hops > 0 || !task.before) return false;
  auto target = url::Url::parse(task.before->moved_to);
  if (!target) return false;
  task.at = std::move(*target);
  task.moved_to = task.before->moved_to;
  ++task.hops;
  frontier_.put_back(std::move(task));
  return true;
}

// Somebody typed an address: whether the site answers with or without "www.", over https or http
// alone, shows when it is asked.
bool Round::try_other_form(Task& task) {
  if (!starting_ || !task.is_source() || task.found.depth > 0 || task.before ||
      !sites_[task.site].definition->by_address)
    return false;
  const std::vector<url::Url> forms = forms_of(task.url);
  const auto here = std::ranges::find(forms, task.at);
  if (here == forms.end() || here + 1 == forms.end()) return false;
  task.at = *(here + 1);
  task.moved_to = task.at.without_fragment();
  ++task.hops;
  frontier_.put_back(std::move(task));
  return true;
}

void Round::settle_without_page(Task task, VisitState state, int status, std::string note) {
  const bool has_failed = state == VisitState::kRetry || state == VisitState::kGone;
  if (has_failed && (try_where_it_moved(task) || try_other_form(task))) return;
  if (task.parts)
    return send(end_parts(std::move(task), status, note, state == VisitState::kRetry));
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
  if (Tenure* const tenure = tenure_of(task)) ++tenure->in_hand;
  if (task.is_source()) turns_[task.site].begin_source();
}

void Round::send(PageOutcome outcome) {
  outcome.record.url_id = outcome.task.url_id;
  outcome.record.site = sites_[outcome.task.site].row;
  hand_on(outcome.task);
  WriterItem item;
  item.page = std::move(outcome);
  if (!to_writer_.push(std::move(item))) --outstanding_;
}

// An automatic source also reads the sitemaps that robots.txt names, or the one at the usual place.
std::vector<std::string> Round::sitemaps_for(const Task& task) const {
  if (task.found.kind != UrlKind::kHome || task.found.depth > 0) return {};
  // Of a section that somebody asked for the rest of the site is not wanted.
  if (sites_[task.site].definition->by_address && !extract::is_front_page(task.at)) return {};
  const robots::RobotsPolicy* policy = gate_.robots_of(task.at);
  if (policy != nullptr && !policy->sitemaps().empty()) return policy->sitemaps();
  return {task.at.origin() + "/sitemap.xml"};
}

void Round::record(const Flight& flight, const fetch::FetchResult& result,
                   const polite::Permit& permit) {
  if (result.address.empty() && result.status == 0 && result.error &&
      result.error->code == ErrorCode::kDenied)
    return;
  report_.request(flight.site, result.wire_bytes);
  WriterItem item;
  store::FetchRecord& fetch = item.fetch.emplace();
  fetch.site = sites_[flight.site].row;
  if (flight.task) fetch.url_id = flight.task->url_id;
  fetch.host = permit.url().origin();
  fetch.url = permit.url().without_fragment();
  const bool is_robots = permit.purpose() == polite::Purpose::kRobots;
  fetch.purpose = is_robots                  ? "robots"
                  : !flight.task             ? "tdmrep"
                  : flight.task->is_source() ? "source"
                                             : "article";
  fetch.started = result.started;
  fetch.elapsed = result.elapsed;
  fetch.pause = permit.purpose() == polite::Purpose::kPage ? flight.pause : milliseconds(0);
  fetch.status = result.status;
  fetch.bytes = result.wire_bytes;
  fetch.conditional = flight.conditional;
  fetch.address = result.address;
  if (result.error) fetch.error = result.error->message;
  static_cast<void>(to_writer_.push(std::move(item)));  // refused only when the round is over
}

}  // namespace tearsheet::crawl
