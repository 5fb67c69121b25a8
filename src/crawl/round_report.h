// What a round will say of itself: counts, and each kind of trouble once.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/log.h"
#include "crawl/crawl.h"
#include "crawl/equal_verdicts.h"
#include "crawl/plan/outcome.h"

namespace tearsheet::crawl {

/// Why nothing is asked of a host that an earlier run put off. For how long changes from run to
/// run, and is no kind of trouble.
inline constexpr std::string_view kPutOff = "put off by an earlier run";

/// Owned by the network thread.
class RoundReport {
 public:
  using Count = std::int64_t store::Tally::*;

  RoundReport(const std::vector<SiteEntry>& sites, Log& log);

  /// What the writer made of a page.
  void receive(const Receipt& receipt);
  void request(std::size_t site, std::size_t wire_bytes);
  void add(std::size_t site, Count count, std::int64_t by = 1);
  /// An address that waits for the next run.
  void leave(std::size_t site, std::size_t count = 1) {
    add(site, &store::Tally::left_over, static_cast<std::int64_t>(count));
  }
  /// Counted by site and words; the first address is kept as the example.
  void trouble(std::size_t site, const std::string& what, const std::string& example,
               std::int64_t count = 1);
  /// A remark in a line of its own; the first one of a site is kept for `status`.
  void note(std::size_t site, std::string_view text);

  void begin_source(std::size_t site) { ++report_.sites[site].sources; }
  void fail_source(std::size_t site);
  /// A source failed in an earlier run and was not asked in this one: the trouble goes on.
  void lasting_trouble(std::size_t site, const std::string& what, const std::string& example);
  void out_of_pages(std::size_t site) { report_.sites[site].out_of_pages = true; }
  void out_of_time(bool is_something_left) { report_.out_of_time = is_something_left; }
  void stopped() { report_.stopped = true; }
  [[nodiscard]] bool is_stopped() const { return report_.stopped; }

  [[nodiscard]] const store::Tally& all() const { return report_.all; }
  [[nodiscard]] const SiteReport& site(std::size_t site) const { return report_.sites[site]; }
  /// The whole, once; the worst trouble first.
  [[nodiscard]] CrawlReport take();

 private:
  void count_page(const Receipt& receipt);
  void advise(std::size_t site, const std::string& advice);

  Log& log_;
  std::map<std::pair<std::size_t, std::string>, Problem> problems_;  // by site and words
  std::vector<EqualVerdicts> verdicts_;                              // by site
  CrawlReport report_;
};

}  // namespace tearsheet::crawl
