// Robots Exclusion Protocol: parsing and matching (RFC 9309), and the page-level directives.
//
// Where the RFC is silent, files are read as the largest crawlers read them (docs/robots.md): a
// missing colon, a misspelt "disallow", a byte order mark or UTF-16 do not free a crawler from what
// the owner meant.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "robots/rule_set.h"
#include "robots/usage.h"
#include "url/url.h"

namespace tearsheet::robots {

/// What one robots.txt says to one product token. Const after parse(); any thread.
class RobotsPolicy {
 public:
  static constexpr std::size_t kMaxBytes =
      512 * 1024;  ///< What is after it is not read (RFC 9309 2.5).
  static constexpr std::size_t kMaxSitemaps = 1000;        ///< Further ones are left out.
  static constexpr std::chrono::hours kMaxCrawlDelay{24};  ///< A longer delay counts as this.

  /// Any bytes are input; there is no error (RFC 9309 2.2). `agent` is a product token
  /// ("tearsheet").
  static RobotsPolicy parse(std::string_view bytes, std::string_view agent);
  static RobotsPolicy allow_all();  ///< For 4xx (RFC 9309 2.3.1.3).
  static RobotsPolicy deny_all();   ///< For 5xx and unreachable hosts (RFC 9309 2.3.1.4).

  /// Longest match, allow wins a tie; /robots.txt itself is always allowed. Linear in the path for
  /// each rule that begins as the path does.
  [[nodiscard]] bool allows(const url::Url& url) const;
  [[nodiscard]] bool allows_path(std::string_view path_and_query) const;
  /// The longest of the delays for this agent, else that for all agents if the agent has no group
  /// of its own.
  [[nodiscard]] std::optional<std::chrono::milliseconds> crawl_delay() const {
    return crawl_delay_;
  }
  /// As written, in file order, without repeats; may be relative to the robots.txt.
  [[nodiscard]] const std::vector<std::string>& sitemaps() const { return sitemaps_; }
  /// What it says about the use of what is fetched, to this agent.
  [[nodiscard]] const UsageRules& usage() const { return *usage_; }
  /// The same for whoever reads pages while the policy may be replaced by a newer one.
  [[nodiscard]] std::shared_ptr<const UsageRules> shared_usage() const { return usage_; }

 private:
  friend class PolicyBuilder;

  RuleSet rules_;
  std::optional<std::chrono::milliseconds> crawl_delay_;
  std::vector<std::string> sitemaps_;
  std::shared_ptr<const UsageRules> usage_ = std::make_shared<const UsageRules>();
};

/// <meta name=robots content=...> and X-Robots-Tag, for all agents and for ours. Other directives
/// (unavailable_after, nosnippet, max-snippet ...) speak to search results and are passed over.
struct PageDirectives {
  bool noindex = false, nofollow = false, noarchive = false;
  bool noai = false, noimageai = false;
  void merge(const PageDirectives& other);
};
/// For the caller to choose the element: its name is "robots" or the product token.
[[nodiscard]] PageDirectives parse_meta_robots(std::string_view content);
/// One X-Robots-Tag header value. "name: noindex" counts for the agent of that name only, up to the
/// next name.
[[nodiscard]] PageDirectives parse_x_robots_tag(std::string_view value, std::string_view agent);

}  // namespace tearsheet::robots
