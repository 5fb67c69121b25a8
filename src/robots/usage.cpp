#include "robots/usage.h"

#include <algorithm>

#include "base/ascii.h"

namespace tearsheet::robots {

void UsageRules::add(std::vector<Rule>& rules, std::string_view text, std::string_view value) {
  if (value.empty() || rules.size() >= kMaxLines) return;
  std::string_view path = "/";
  if (value.front() == '/' || value.front() == '*') {
    const auto space =
        static_cast<std::size_t>(std::ranges::find_if(value, is_space) - value.begin());
    path = value.substr(0, space);
    value = trimmed(value.substr(space));
  }
  Rule& rule = rules.emplace_back();
  rule.path.add(path, false);
  rule.path.seal();
  rule.octets = normalised_path(path).size();
  rule.line = {std::string(text), std::string(value)};
}

void UsageRules::add_license(std::string_view text, std::string_view value) {
  if (value.empty() || licenses_.size() >= kMaxLines) return;
  licenses_.push_back({std::string(text), std::string(value)});
}

std::vector<const UsageRules::Line*> UsageRules::usage_of(std::string_view path) const {
  std::vector<const Line*> longest;
  std::size_t octets = 0;
  for (const Rule& rule : usage_) {
    if (rule.octets < octets || rule.path.allows(path)) continue;
    if (rule.octets > octets) longest.clear();
    octets = rule.octets;
    longest.push_back(&rule.line);
  }
  return longest;
}

std::vector<const UsageRules::Line*> UsageRules::signals_of(std::string_view path) const {
  std::vector<const Line*> all;
  for (const Rule& rule : signals_) {
    if (!rule.path.allows(path)) all.push_back(&rule.line);
  }
  return all;
}

}  // namespace tearsheet::robots
