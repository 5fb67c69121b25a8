// Which sites are at work just now, for whoever watches the round.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "crawl/crawl.h"
#include "crawl/round_report.h"

namespace tearsheet::crawl {

/// Owned by the network thread.
class SiteBoard {
 public:
  explicit SiteBoard(std::size_t sites) : lines_(sites) {}

  void asked(std::size_t site, std::string url, SteadyTime now);
  /// The sites that were asked for something in the last seconds, in their order, so that a line
  /// keeps its place. Empty until it is time again to show them.
  [[nodiscard]] std::vector<SiteProgress> take(const RoundReport& report, SteadyTime now);

 private:
  struct Line {
    std::string url;
    SteadyTime at{};
  };
  std::vector<Line> lines_;  // by site
  SteadyTime shown_{};
};

}  // namespace tearsheet::crawl
