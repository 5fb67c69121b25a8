// Robots Exclusion Protocol: parsing and matching (RFC 9309), and the page-level directives.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "url/url.h"

namespace tearsheet::robots {

/// What one robots.txt says to one product token. Const after parse(); any thread.
class RobotsPolicy {
 public:
  static constexpr std::size_t kMaxBytes = 512 * 1024;

  /// Any bytes are input; there is no error (RFC 9309 2.2). `agent` is a product token ("tearsheet").
  static RobotsPolicy parse(std::string_view bytes, std::string_view agent);
  static RobotsPolicy allow_all();  ///< For 4xx (RFC 9309 2.3.1.3).
  static RobotsPolicy deny_all();   ///< For 5xx and unreachable hosts (RFC 9309 2.3.1.4).

  /// Longest match; /robots.txt itself is always allowed. Linear in path times wildcards.
  [[nodiscard]] bool allows(const url::Url& url) const;
  [[nodiscard]] bool allows_path(std::string_view path_and_query) const;
  [[nodiscard]] std::optional<std::chrono::milliseconds> crawl_delay() const { return crawl_delay_; }
  [[nodiscard]] const std::vector<std::string>& sitemaps() const { return sitemaps_; }

 private:
  struct Rule {
    std::string pattern;  // normalised as RFC 9309 2.2.2 compares
    bool allow;
  };
  std::vector<Rule> rules_;
  std::optional<std::chrono::milliseconds> crawl_delay_;
  std::vector<std::string> sitemaps_;
};

/// <meta name=robots content=...> and X-Robots-Tag, for all agents and for ours.
struct PageDirectives {
  bool noindex = false, nofollow = false, noarchive = false;
  void merge(const PageDirectives& other);
};
[[nodiscard]] PageDirectives parse_meta_robots(std::string_view content);
/// One X-Robots-Tag header value, with or without an agent before a colon.
[[nodiscard]] PageDirectives parse_x_robots_tag(std::string_view value, std::string_view agent);

}  // namespace tearsheet::robots
