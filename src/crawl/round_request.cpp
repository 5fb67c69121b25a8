// From frontier to network: who may go now, and what becomes of those who may not.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "crawl/round.h"
#include "crawl/share.h"

namespace tearsheet::crawl {
namespace {

using store::UrlKind;
using store::VisitState;

// A host of ours that is busy with a request we do not know of (another port of it) is asked again
// so soon.
constexpr std::chrono::milliseconds kBusyPause{20};

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

// Those of the address that gave them, at whatever hop of the chain it stands: another one may
// answer 304 to anything.
fetch::Validators validators_for(const Task& task) {
  if (task.parts || !task.before || task.before->state != VisitState::kStored) return {};
  const std::string& giver = task.before->answered_by;
  const bool is_its = giver.empty() ? task.hops == 0 : task.at.without_fragment() == giver;
  return is_its ? fetch::Validators{task.before->etag, task.before->last_modified}
                : fetch::Validators{};
}

}  // namespace

void Round::start_transfers() {
  const SteadyTime now = clock_.steady();
  while (may_start()) {
    auto taken = frontier_.take(now);
    if (!taken) return;
    // A task that needs no request leaves its host as it was.
    if (!start_one(taken->first, std::move(taken->second))) frontier_.back(taken->first, now);
  }
}

bool Round::start_one(Frontier::HostId host, Task task) {
  stamp(task);
  SiteTurn& turn = turns_[task.site];
  const bool may_wait = !task.is_source() || is_of_archive(task);
  if (may_wait && turn.is_reading_sources() && task.hops == 0) {
    frontier_.put_back(std::move(task));
    turn.hold(host);
    return true;
  }
  const bool is_first = task.attempts == 0 && task.hops == 0;
  if (is_first && !task.parts && settle_unasked(task)) return false;
  if (share_ != nullptr && !may_ask(host, task, clock_.steady())) return true;
  // Once a day, before a host's article, what the host says about the use of its texts.
  const bool is_text = !task.is_source() && !task.parts;
  const auto tdm_file = is_text ? tdm_files_.wanted_for(task.at) : std::nullopt;
  const bool is_hop = task.hops > 0 && !tdm_file;
  polite::Answer answer =
      gate_.ask(tdm_file ? *tdm_file : task.at,
                is_hop ? polite::Purpose::kRedirectHop : polite::Purpose::kPage);
  const std::size_t site = task.site;
  if (auto* permit = std::get_if<polite::Permit>(&answer)) {
    if (tdm_file) {
      frontier_.put_back(std::move(task));
      launch(std::move(*permit), std::nullopt, host, site);
      return true;
    }
    if (is_first) turn.count_page(is_of_archive(task));
    launch(std::move(*permit), std::move(task), host, site);
    return true;
  }
  if (auto* robots = std::get_if<polite::NeedRobots>(&answer)) {
    frontier_.put_back(std::move(task));
    launch(std::move(robots->permit), std::nullopt, host, site,
           {std::move(robots->validators.etag), std::move(robots->validators.last_modified)});
    return true;
  }
  const auto* const denied = std::get_if<polite::Denied>(&answer);
  if (tdm_file && denied != nullptr && denied->is_verdict) {
    take_tdm_file(*tdm_file, {});  // nothing is said there to us
    frontier_.put_back(std::move(task));
    return false;
  }
  return refuse(host, std::move(task), answer);
}

// Tasks that are not asked for at all in this run.
bool Round::settle_unasked(Task& task) {
  if (task.is_recheck &&
      (trapped_.contains(task.shape) || (task.is_again() && !turns_[task.site].may_recheck()))) {
    close(task);
    return true;
  }
  if (trapped_.contains(task.shape) && !task.is_source()) {
    settle_without_page(std::move(task), VisitState::kNotArticle, 0,
                        "left alone: pages of this form were no articles");
    return true;
  }
  const SiteTurn& turn = turns_[task.site];
  const int budget = gate_.page_budget(task.at, turn.max_pages());
  const bool has_share = !is_of_archive(task) || !turn.has_read_archive(budget);
  if (turn.pages() < budget && has_share) return false;
  leave(task);
  if (!task.is_recheck) report_.out_of_pages(task.site);
  return true;
}

bool Round::refuse(Frontier::HostId host, Task task, const polite::Answer& answer) {
  if (const auto* denied = std::get_if<polite::Denied>(&answer)) {
    if (denied->is_verdict) {
      settle_without_page(std::move(task), VisitState::kDenied, 0, denied->why);
    } else {
      // The page stays due, and so does everything else of this host.
      leave_host(host, std::move(task), failure_of(host, denied->why));
    }
    return false;
  }
  if (const auto* deferred = std::get_if<polite::Deferred>(&answer)) {
    report_.note(task.site, fmt::format("{} is left alone until {}: {}", task.at.authority(),
                                        to_iso8601(deferred->until), deferred->why));
    // How long it is put off changes from run to run, what ails it does not: troubles are counted
    // by their words.
    leave_host(host, std::move(task), failure_of(host, kPutOff));
    return false;
  }
  const auto* wait = std::get_if<polite::Wait>(&answer);
  const SteadyTime until = wait != nullptr ? wait->until : clock_.steady() + kBusyPause;
  frontier_.put_back(std::move(task));
  frontier_.back(host, until);
  return true;
}

void Round::launch(polite::Permit permit, std::optional<Task> task, Frontier::HostId host,
                   std::size_t site, fetch::Validators validators) {
  fetch::FetchRequest request;
  request.validators = std::move(validators);
  request.id = next_flight_++;
  // A file of the host's is as small as robots.txt.
  request.kind = task ? body_kind(*task) : fetch::BodyKind::kRobots;
  const site::SiteDefinition& definition = *sites_[site].definition;
  request.timeout = definition.politeness.timeout;
  if (share_ != nullptr) {
    const std::string& domain = domain_of(host);
    const std::chrono::milliseconds pause = gate_.delay_of(permit.url());
    share_->note_pause(domain, pause);
    request.timeout = time_for(site);
    request.start_before = share_->latest_start(domain, *request.timeout);
    if (const auto tenure = tenures_.find(domain); tenure != tenures_.end())
      ++tenure->second.in_hand;
  }
  if (task) {
    if (const auto late = late_hints_.extract(task->found.key))
      merge(late.mapped(), task->found.hint);
    if (definition.owns_host(permit.url().host()))
      request.authorization = turns_[site].authorization();
    request.validators = validators_for(*task);
  }
  if (is_watched_) board_.asked(site, permit.url().href(), clock_.steady());
  flights_.emplace(request.id, Flight{std::move(task), host, site, gate_.delay_of(permit.url()),
                                      !request.validators.empty()});
  fetcher_.start(std::move(permit), std::move(request));
}

// What ailed it last in this run.
std::string Round::failure_of(Frontier::HostId host, std::string_view otherwise) const {
  const auto failure = last_failure_.find(host);
  return failure == last_failure_.end() ? std::string(otherwise) : failure->second;
}

// Nothing of a host can be had in this run: its sources failed, and so did what was tried; its
// other articles wait.
void Round::leave_host(Frontier::HostId host, Task task, std::string why) {
  std::vector<Task> all = frontier_.drop(host);
  all.push_back(std::move(task));
  for (Task& each : all) {
    stamp(each);
    if (each.is_source() || each.attempts > 0) {
      settle_without_page(std::move(each), VisitState::kRetry, 0, why);
    } else {
      leave(each);
    }
  }
}

// For a later run. A re-check that does not come off is nothing that is missing.
void Round::leave(const Task& task) {
  close(task);
  if (!task.is_recheck) report_.leave(task.site);
}

}  // namespace tearsheet::crawl
