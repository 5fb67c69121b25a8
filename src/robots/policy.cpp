// From the bytes of a robots.txt to what it says to one agent.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/ascii.h"
#include "robots/lines.h"
#include "robots/robots.h"

namespace tearsheet::robots {
namespace {

// RFC 9309 2.2.1: a product token has letters, '-' and '_'; what follows it ("foo/1.2", "foo bar")
// says nothing.
std::string_view product_token(std::string_view value) {
  std::size_t end = 0;
  while (end < value.size() && (is_alpha(value[end]) || value[end] == '-' || value[end] == '_'))
    ++end;
  return value.substr(0, end);
}

bool means_everybody(std::string_view value) {
  return value.starts_with('*') && (value.size() == 1 || value[1] == ' ' || value[1] == '\t');
}

// "10", "0.5"; nothing where it is no decimal number.
std::optional<std::chrono::milliseconds> parse_delay(std::string_view value) {
  if (value.empty() || (!is_digit(value.front()) && value.front() != '.')) return std::nullopt;
  double seconds = 0;
  const auto [end, error] =
      std::from_chars(value.data(), value.data() + value.size(), seconds, std::chars_format::fixed);
  if (end != value.data() + value.size()) return std::nullopt;
  constexpr double kMost = std::chrono::duration<double>(RobotsPolicy::kMaxCrawlDelay).count();
  if (error == std::errc::result_out_of_range || seconds > kMost)
    return RobotsPolicy::kMaxCrawlDelay;
  if (error != std::errc()) return std::nullopt;
  return std::chrono::milliseconds(std::llround(seconds * 1000));
}

// The rules and the delay of one agent, or of everybody.
struct Group {
  bool named = false;       // some user-agent line names it
  bool open = false;        // the group being read is for it
  bool open_delay = false;  // a delay read now is for it
  bool open_usage = false;  // so is what is said of the use
  RuleSet rules;
  std::optional<std::chrono::milliseconds> delay;
  UsageRules usage;
};

}  // namespace

/// Follows the groups of the file. Groups of one agent are merged (RFC 9309 2.2.1); only rules end
/// a row of user-agent lines, other records do not (2.2.4). A delay belongs to the user-agent lines
/// right before it, and so does what is said about the use: such a line is a rule for those who know
/// it (draft-ietf-aipref-attach), and none for all others, who go by the rules that they know.
class PolicyBuilder {
 public:
  explicit PolicyBuilder(std::string_view agent) : agent_(agent) {}

  void take(const Line& line) {
    switch (line.key) {
      case Key::kUserAgent:
        return take_agent(line.value);
      case Key::kAllow:
        return take_rule(line.value, true);
      case Key::kDisallow:
        return take_rule(line.value, false);
      case Key::kCrawlDelay:
        return take_delay(line.value);
      case Key::kSitemap:
        return take_sitemap(line.value);
      case Key::kContentUsage:
        return take_usage([&](UsageRules& usage) { usage.add_usage(line.text, line.value); });
      case Key::kContentSignal:
        return take_usage([&](UsageRules& usage) { usage.add_signal(line.text, line.value); });
      case Key::kLicense:
        return everybody_.usage.add_license(line.text, line.value);
      case Key::kOther:
        return;
    }
  }

  RobotsPolicy finish() {
    Group& group = own_.named ? own_ : everybody_;
    group.rules.seal();
    policy_.rules_ = std::move(group.rules);
    policy_.crawl_delay_ = group.delay;
    if (own_.named) own_.usage.take_licenses(everybody_.usage);
    policy_.usage_ = std::make_shared<const UsageRules>(std::move(group.usage));
    return std::move(policy_);
  }

  static RobotsPolicy deny_all() {
    RobotsPolicy policy;
    policy.rules_.add("/", false);
    policy.rules_.seal();
    return policy;
  }

 private:
  void take_agent(std::string_view value) {
    if (after_rule_) own_.open = everybody_.open = after_rule_ = false;
    if (after_member_) own_.open_delay = everybody_.open_delay = after_member_ = false;
    if (after_usage_) own_.open_usage = everybody_.open_usage = after_usage_ = false;
    if (means_everybody(value)) {
      everybody_.named = everybody_.open = everybody_.open_delay = everybody_.open_usage = true;
    } else if (const auto token = product_token(value);
               !token.empty() && equals_ignoring_case(token, agent_)) {
      own_.named = own_.open = own_.open_delay = own_.open_usage = true;
    }
  }

  void take_rule(std::string_view value, bool allow) {
    after_rule_ = after_member_ = after_usage_ = true;
    if (value.empty()) return;
    for (Group* group : {&own_, &everybody_}) {
      if (!group->open) continue;
      group->rules.add(value, allow);
      // An allowed index page allows its directory too, as the owner sees them as one page.
      const std::size_t slash = value.rfind('/');
      if (allow && slash != std::string_view::npos &&
          value.substr(slash).starts_with("/index.htm")) {
        group->rules.add(std::string(value.substr(0, slash + 1)) + '$', true);
      }
    }
  }

  void take_delay(std::string_view value) {
    after_member_ = after_usage_ = true;
    const auto delay = parse_delay(value);
    if (!delay) return;
    for (Group* group : {&own_, &everybody_}) {
      if (group->open_delay) group->delay = std::max(group->delay.value_or(*delay), *delay);
    }
  }

  void take_usage(const auto& add) {
    after_usage_ = true;
    for (Group* group : {&own_, &everybody_}) {
      if (group->open_usage) add(group->usage);
    }
  }

  void take_sitemap(std::string_view value) {
    auto& sitemaps = policy_.sitemaps_;
    if (value.empty() || sitemaps.size() >= RobotsPolicy::kMaxSitemaps) return;
    if (std::ranges::find(sitemaps, value) == sitemaps.end()) sitemaps.emplace_back(value);
  }

  std::string_view agent_;
  Group own_, everybody_;
  bool after_rule_ = false;
  bool after_member_ = false;
  bool after_usage_ = false;
  RobotsPolicy policy_;
};

RobotsPolicy RobotsPolicy::parse(std::string_view bytes, std::string_view agent) {
  PolicyBuilder builder(agent);
  for_each_line(bytes, [&](const Line& line) { builder.take(line); });
  return builder.finish();
}

RobotsPolicy RobotsPolicy::allow_all() {
  return {};
}

RobotsPolicy RobotsPolicy::deny_all() {
  return PolicyBuilder::deny_all();
}

bool RobotsPolicy::allows(const url::Url& url) const {
  return url.path() == "/robots.txt" || rules_.allows(url.path_and_query());
}

bool RobotsPolicy::allows_path(std::string_view path_and_query) const {
  return path_and_query.substr(0, path_and_query.find('?')) == "/robots.txt" ||
         rules_.allows(path_and_query);
}

}  // namespace tearsheet::robots
