#include <fmt/format.h>

#include "cli/batch.h"
#include "cli/manual/tables.h"
#include "crawl/assets.h"
#include "crawl/crawl.h"
#include "extract/extract.h"
#include "feed/feed.h"
#include "feed/opml.h"
#include "fetch/fetch.h"
#include "html/html.h"
#include "polite/polite.h"
#include "robots/robots.h"
#include "serve/serve.h"
#include "telling/telling.h"
#include "warc/warc.h"

namespace tearsheet::cli::manual {
namespace {

std::string bytes(std::uint64_t count) {
  constexpr std::uint64_t kKilobyte = 1000, kMegabyte = 1'000'000;
  if (count >= kMegabyte && count % kMegabyte == 0) return fmt::format("{} MB", count / kMegabyte);
  if (count >= kKilobyte && count % kKilobyte == 0) return fmt::format("{} kB", count / kKilobyte);
  return fmt::format("{} bytes", count);
}

std::string number(std::uint64_t count) {
  std::string text = fmt::format("{}", count);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

template <class Duration>
std::string time(Duration duration) {
  const auto all = std::chrono::duration_cast<std::chrono::milliseconds>(duration);
  const auto hours = std::chrono::floor<std::chrono::hours>(all);
  if (hours == all && hours.count() > 0) return fmt::format("{} h", hours.count());
  return fmt::format("{} s", std::chrono::duration<double>(all).count());
}

LimitGroup manners() {
  const polite::PaceLimits pace;
  const crawl::CrawlOptions crawl;
  return {
      "Manners",
      {{"connections to one host", "1", "", "no host sees two requests at once"},
       {"pause between an answer and the next request to its host", time(pace.default_delay),
        "--delay; politeness.delay",
        "above Scrapy (0), as Media Cloud; Crawl-delay of robots.txt holds where it is longer"},
       {"shortest such pause on public addresses", time(pace.min_public_delay), "",
        "a site file may not go below it"},
       {"Crawl-delay that is waited for", time(pace.max_crawl_delay), "--max-crawl-delay",
        "above it a site gets fewer pages, never a shorter pause"},
       {"robots.txt that is read", bytes(robots::RobotsPolicy::kMaxBytes), "", "RFC 9309"},
       {"age of a robots.txt", time(pace.robots_max_age), "", "RFC 9309"},
       {"redirects of robots.txt", number(static_cast<std::uint64_t>(pace.max_robots_redirects)),
        "", "RFC 9309"},
       {"first pause after a failure", time(pace.first_backoff), "", "it doubles"},
       {"Retry-After that is waited for in a run", time(pace.defer_above), "",
        "for a longer one the host is left to a later run"},
       {"Retry-After that is obeyed", time(pace.max_retry_after), "", ""},
       {"failures in a row that end a host's run",
        number(static_cast<std::uint64_t>(pace.error_budget)), "", ""},
       {"pages of a site in a run", number(static_cast<std::uint64_t>(crawl.default_max_pages)),
        "--max-pages; politeness.max_pages", ""},
       {"pages of one listing in a run", number(static_cast<std::uint64_t>(crawl.max_pagination)),
        "source.max_depth", "deeper ones wait for the next run"}}};
}

LimitGroup transfers() {
  const fetch::FetchLimits fetch;
  const crawl::CrawlOptions crawl;
  const crawl::AssetLimits assets;
  return {
      "Transfers",
      {{"name, connection and TLS", time(fetch.connect), "--connect-timeout", ""},
       {"one transfer", time(fetch.total), "--timeout; politeness.timeout", ""},
       {"slowest transfer",
        fmt::format("{} a second over {}", bytes(static_cast<std::uint64_t>(fetch.low_speed_bytes)),
                    time(fetch.low_speed_time)),
        "", "a host that trickles keeps no connection"},
       {"a page, unpacked", bytes(fetch.max_page), "--max-page-mb",
        "counted after decompression; larger ones are refused, never cut"},
       {"a feed or sitemap, unpacked", bytes(fetch.max_feed), "--max-feed-mb", "sitemaps.org"},
       {"a picture or style (--with-assets), unpacked", bytes(fetch.max_asset), "", ""},
       {"pictures and styles of a run", number(static_cast<std::uint64_t>(assets.max_count)),
        "--max-assets", "those behind them are the next run's"},
       {"of them together", bytes(static_cast<std::uint64_t>(assets.max_bytes)), "--max-assets-mb",
        ""},
       {"pictures and styles of a page",
        fmt::format("{}, {}", number(static_cast<std::uint64_t>(assets.max_count_of_page)),
                    bytes(static_cast<std::uint64_t>(assets.max_bytes_of_page))),
        "", ""},
       {"headers of an answer", bytes(fetch.max_header_bytes), "", ""},
       {"header lines of an answer", number(fetch.max_header_count), "", ""},
       {"address of a redirect", bytes(fetch.max_location), "", ""},
       {"hops of one redirect chain", number(static_cast<std::uint64_t>(fetch.max_redirects)),
        "--max-redirects", ""},
       {"transfers at once, over all hosts",
        number(static_cast<std::uint64_t>(crawl.max_transfers)), "", ""}}};
}

LimitGroup pages() {
  const html::ParseLimits parse;
  const extract::PageContext extraction;
  return {
      "Pages",
      {{"HTML that is parsed", bytes(parse.max_bytes), "", ""},
       {"depth of the tree", number(parse.max_depth), "", "browsers close deeper elements too"},
       {"attributes of a tag", number(parse.max_attributes), "", "further ones are left out"},
       {"time of a parse", time(parse.max_time), "", ""},
       {"memory of a tree", bytes(parse.max_arena_bytes), "", ""},
       {"time of an extraction", time(extraction.max_time), "", "real pages take milliseconds"}}};
}

LimitGroup lists() {
  const feed::FeedOptions feed;
  const feed::OpmlLimits opml;
  const warc::Limits warc;
  return {"Feeds, sitemaps, archives, lines",
          {{"entries of a feed", number(feed.max_entries), "", "further ones are left out"},
           {"addresses of a sitemap", number(feed.max_urls), "", "sitemaps.org"},
           {"depth of XML", number(feed.max_depth), "", "no DTD, no external entity"},
           {"sitemaps that a robots.txt names", number(robots::RobotsPolicy::kMaxSitemaps), "", ""},
           {"an OPML file", bytes(opml.max_bytes), "", ""},
           {"addresses of an OPML file", number(opml.max_addresses), "", ""},
           {"header lines of a WARC record", number(warc.max_fields), "", ""},
           {"unpacked bytes for one packed byte of a WARC file", number(warc.max_ratio), "",
            "more is a bomb"},
           {"a line of --batch", bytes(kMaxBatchLine), "", ""}}};
}

LimitGroup telling() {
  return {"Telling and serving",
          {{"a command of --exec, for one article", time(telling::kCommandTime), "",
            "then it is ended with all that it started"},
           {"an answer to a webhook", time(telling::kWebhookTime), "", ""},
           {"telling one receiver in a run", time(telling::kTimeOfARun), "",
            "the rest is due next run"},
           {"requests that serve answers at once", number(serve::kThreads), "", ""},
           {"a connection to serve that says nothing", time(serve::kPatience), "", ""},
           {"rows of a page of a list, entries of a feed",
            number(static_cast<std::uint64_t>(serve::kRows)), "", ""},
           {"stories of a list that is leafed through",
            number(static_cast<std::uint64_t>(serve::kDeepest)), "", ""}}};
}

}  // namespace

std::vector<LimitGroup> limit_groups() {
  return {manners(), transfers(), pages(), lists(), telling()};
}

}  // namespace tearsheet::cli::manual
