#include "crawl/round_report.h"

#include <algorithm>
#include <utility>

namespace tearsheet::crawl {

using store::Tally;
using store::VisitState;
using What = store::PutResult::What;

RoundReport::RoundReport(const std::vector<SiteEntry>& sites, Log& log) : log_(log) {
  for (const SiteEntry& site : sites) report_.sites.emplace_back().key = site.definition->id;
  verdicts_.resize(sites.size());
}

void RoundReport::add(std::size_t site, Count count, std::int64_t by) {
  report_.sites[site].tally.*count += by;
  report_.all.*count += by;
}

void RoundReport::request(std::size_t site, std::size_t wire_bytes) {
  add(site, &Tally::requests);
  add(site, &Tally::bytes, static_cast<std::int64_t>(wire_bytes));
}

void RoundReport::count_page(const Receipt& receipt) {
  const std::size_t site = receipt.site;
  switch (receipt.put.what) {
    case What::kInserted:
      add(site, &Tally::stored);
      if (receipt.put.duplicate_of != 0) add(site, &Tally::duplicates);
      if (log_.enabled(LogLevel::kInfo)) log_.info("stored " + receipt.url);
      return;
    case What::kUpdated:
    case What::kCorrected:
      return add(site, &Tally::updated);
    case What::kUnchanged:
    case What::kKept:
    case What::kAlias:
      return add(site, &Tally::unchanged);
    case What::kNothing:
      break;
  }
  if (receipt.state == VisitState::kNotArticle) add(site, &Tally::not_articles);
  if (receipt.state == VisitState::kGone && !receipt.was_source) add(site, &Tally::gone);
  if (receipt.state == VisitState::kDenied) add(site, &Tally::denied);
  if (receipt.status == 304) add(site, &Tally::unchanged);
  if (log_.enabled(LogLevel::kDebug) && !receipt.note.empty())
    log_.debug(receipt.url + ": " + receipt.note);
}

void RoundReport::receive(const Receipt& receipt) {
  count_page(receipt);
  verdicts_[receipt.site].add(receipt);
  // A page that is gone is news about the site, not a failure; unless it is one that the site file
  // names.
  const bool failed = receipt.state == VisitState::kRetry ||
                      receipt.state == VisitState::kGivenUp ||
                      (receipt.was_named_source && receipt.state != VisitState::kStored);
  if (failed) {
    if (receipt.was_named_source) {
      fail_source(receipt.site);
    } else {
      add(receipt.site, &Tally::failed);
    }
    trouble(receipt.site, receipt.note, receipt.url);
  }
  if (receipt.left_for_later > 0) {
    out_of_pages(receipt.site);
    leave(receipt.site, receipt.left_for_later);
  }
  for (const std::string& remark : receipt.remarks) note(receipt.site, remark);
  if (!receipt.advice.empty()) advise(receipt.site, receipt.advice);
}

void RoundReport::fail_source(std::size_t site) {
  ++report_.sites[site].sources_failed;
  add(site, &Tally::failed);
}

void RoundReport::lasting_trouble(std::size_t site, const std::string& what,
                                  const std::string& example) {
  begin_source(site);
  fail_source(site);
  trouble(site, what, example);
}

void RoundReport::note(std::size_t site, std::string_view text) {
  if (report_.sites[site].remark.empty()) report_.sites[site].remark = text;
  report_.notes.push_back(report_.sites[site].key + ": ");
  report_.notes.back() += text;
}

void RoundReport::advise(std::size_t site, const std::string& advice) {
  if (report_.sites[site].remark.empty()) report_.sites[site].remark = advice;
  log_.warning(report_.sites[site].key + ": " + advice);
}

void RoundReport::trouble(std::size_t site, const std::string& what, const std::string& example,
                          std::int64_t count) {
  Problem& problem = problems_[{site, what}];
  if (std::exchange(problem.count, problem.count + count) == 0) {
    problem.site = report_.sites[site].key;
    problem.what = what;
    problem.example = example;
    if (what == kPutOff) problem.runs = 0;
  }
}

CrawlReport RoundReport::take() {
  for (std::size_t site = 0; site < verdicts_.size(); ++site) {
    if (const auto told = verdicts_[site].told())
      trouble(site, told->what, told->example, static_cast<std::int64_t>(told->count));
  }
  for (auto& [key, problem] : problems_) report_.problems.push_back(std::move(problem));
  problems_.clear();
  std::stable_sort(report_.problems.begin(), report_.problems.end(),
                   [](const Problem& a, const Problem& b) { return a.count > b.count; });
  return std::move(report_);
}

}  // namespace tearsheet::crawl
