// What a robots.txt says about the use of pages: no leave to fetch, and no ban. Kept as it is told;
// what it means is for src/preferences to say.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "robots/rule_set.h"

namespace tearsheet::robots {

class UsageRules {
 public:
  static constexpr std::size_t kMaxLines = 1000;  ///< Of each kind; further ones are left out.

  /// A line as written, without its comment, and what it says: a dictionary, signals, an address.
  struct Line {
    std::string text, value;
  };

  /// Content-Usage lines of the group: of those whose path matches, all with the longest path
  /// (draft-ietf-aipref-attach). One without a path is for the whole site. Linear in the rules.
  [[nodiscard]] std::vector<const Line*> usage_of(std::string_view path_and_query) const;
  /// Content-Signal lines of the group (contentsignals.org) for this path; few have one.
  [[nodiscard]] std::vector<const Line*> signals_of(std::string_view path_and_query) const;
  /// License lines (RSL 1.0): they stand outside of groups, for every agent.
  [[nodiscard]] const std::vector<Line>& licenses() const { return licenses_; }
  [[nodiscard]] bool empty() const {
    return usage_.empty() && signals_.empty() && licenses_.empty();
  }

  void add_usage(std::string_view text, std::string_view value) { add(usage_, text, value); }
  void add_signal(std::string_view text, std::string_view value) { add(signals_, text, value); }
  void add_license(std::string_view text, std::string_view value);
  void take_licenses(UsageRules& other) { licenses_ = std::move(other.licenses_); }

 private:
  struct Rule {
    RuleSet path;            // one rule, that denies what it matches
    std::size_t octets = 0;  // of the path
    Line line;
  };
  static void add(std::vector<Rule>& rules, std::string_view text, std::string_view value);

  std::vector<Rule> usage_, signals_;
  std::vector<Line> licenses_;
};

}  // namespace tearsheet::robots
