#include "cli/limits.h"

#include <algorithm>

namespace tearsheet::cli {
namespace {

constexpr std::int64_t kMostMegabytes = 500, kMostRedirects = 50;

std::size_t to_bytes(std::int64_t megabytes) {
  return static_cast<std::size_t>(std::clamp<std::int64_t>(megabytes, 1, kMostMegabytes)) *
         1'000'000;
}

}  // namespace

void Limits::declare(Arguments& arguments) {
  arguments.option("--delay", delay, "TIME",
                   "between an answer and the next request to its host, where its site file and "
                   "robots.txt ask for no longer one (default: 5s, at least 1s)");
  arguments.option(
      "--max-crawl-delay", max_crawl_delay, "TIME",
      "a Crawl-delay up to that is waited for; above it a site gets fewer pages, never "
      "a shorter pause (default, and at least: 30s)");
  arguments.option("--timeout", timeout, "TIME", "for one transfer (default: 30s)");
  arguments.option("--connect-timeout", connect, "TIME",
                   "for name, connection and TLS (default: 10s)");
  arguments.option("--max-redirects", redirects, "N", "hops of one chain (default: 10)");
  arguments.option("--max-page-mb", page_megabytes, "N", "of a page, unpacked (default: 10)");
  arguments.option("--max-feed-mb", feed_megabytes, "N",
                   "of a feed or sitemap, unpacked (default: 50)");
}

void Limits::apply(fetch::FetchLimits& fetch, polite::PaceLimits& pace) const {
  if (delay) pace.default_delay = std::max(*delay, pace.min_public_delay);
  if (max_crawl_delay) pace.max_crawl_delay = std::max(*max_crawl_delay, pace.max_crawl_delay);
  if (timeout) {
    fetch.total = *timeout;
    fetch.connect = std::min(fetch.connect, *timeout);
    pace.request_allowance = std::max(pace.request_allowance, *timeout);
  }
  if (connect) fetch.connect = std::min(*connect, fetch.total);
  if (redirects) fetch.max_redirects = static_cast<int>(std::min(*redirects, kMostRedirects));
  if (page_megabytes) fetch.max_page = to_bytes(*page_megabytes);
  if (feed_megabytes) fetch.max_feed = to_bytes(*feed_megabytes);
}

}  // namespace tearsheet::cli
