// What must hold for every robots.txt; run by the fuzz target and, over its seeds, by the unit
// tests.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "robots/robots.h"

namespace tearsheet::robots {

inline void require(bool holds) {
  if (!holds) std::abort();
}

/// `input` is a path, a line end, and the file; the file's first bytes also serve as directives of
/// a page.
inline void check_robots_properties(std::string_view input) {
  const std::size_t line_end = std::min(input.find('\n'), input.size());
  const std::string path = std::string("/").append(input.substr(0, line_end));
  const std::string_view file = input.substr(std::min(line_end + 1, input.size()));
  const auto policy = RobotsPolicy::parse(file, "tearsheet");

  require(policy.allows_path("/robots.txt"));
  require(!policy.crawl_delay() || (policy.crawl_delay()->count() >= 0 &&
                                    *policy.crawl_delay() <= RobotsPolicy::kMaxCrawlDelay));
  require(policy.sitemaps().size() <= RobotsPolicy::kMaxSitemaps);
  // The path as written and as a URL has it are one to the rules.
  if (const auto url = url::Url::parse(std::string("https://example.org").append(path));
      url && url->path_and_query() == path) {
    require(policy.allows(*url) == policy.allows_path(path));
  }
  // A comment before the file changes nothing (a byte order mark must be first, and so must what
  // tells a packed file).
  if (file.size() < RobotsPolicy::kMaxBytes / 2 && !file.empty() && !file.starts_with("\x1f\x8b") &&
      static_cast<unsigned char>(file.front()) < 0x80) {
    const auto commented =
        RobotsPolicy::parse(std::string("# User-agent: *\r").append(file), "tearsheet");
    require(commented.allows_path(path) == policy.allows_path(path));
    require(commented.crawl_delay() == policy.crawl_delay());
    require(commented.sitemaps() == policy.sitemaps());
  }
  PageDirectives directives = parse_meta_robots(file.substr(0, 1000));
  const PageDirectives tag = parse_x_robots_tag(file.substr(0, 1000), "tearsheet");
  directives.merge(tag);
  require((directives.noindex || !tag.noindex) && (directives.nofollow || !tag.nofollow));
}

}  // namespace tearsheet::robots
