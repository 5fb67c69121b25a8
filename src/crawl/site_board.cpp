#include "crawl/site_board.h"

namespace tearsheet::crawl {
namespace {

constexpr std::chrono::milliseconds kInterval{200};
// A polite crawl asks a host every five seconds: its site is at work in between as well.
constexpr std::chrono::seconds kActive{12};

}  // namespace

void SiteBoard::asked(std::size_t site, std::string url, SteadyTime now) {
  lines_[site] = {std::move(url), now};
}

std::vector<SiteProgress> SiteBoard::take(const RoundReport& report, SteadyTime now) {
  std::vector<SiteProgress> active;
  if (now - shown_ < kInterval) return active;
  shown_ = now;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (lines_[i].url.empty() || now - lines_[i].at > kActive) continue;
    active.push_back({report.site(i).key, report.site(i).tally, lines_[i].url});
  }
  return active;
}

}  // namespace tearsheet::crawl
