// The rules of one group, stored compactly and matched without looking at all of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tearsheet::robots {

/// Path and pattern in the form that RFC 9309 2.2.2 compares: unreserved characters bare, all other
/// escapes in upper case, what cannot stand in a URL escaped. '*' and '$' are always escaped in a
/// path, and in a pattern where they mean nothing.
[[nodiscard]] std::string normalised_path(std::string_view path_and_query);

/// Build with add(), then seal(); const from then on.
class RuleSet {
 public:
  void add(std::string_view pattern, bool allow);
  void seal();
  [[nodiscard]] bool empty() const { return rules_.empty(); }

  /// The longest rule that matches decides; none: allowed.
  [[nodiscard]] bool allows(std::string_view path_and_query) const;

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  struct Rule {
    std::uint32_t begin, length;  // of the pattern in text_, without the final '$'
    std::uint32_t literal;        // length of what stands before the first '*'
    std::uint32_t octets;         // what counts as the length of the match
    std::uint32_t parent;         // the nearest rule before it whose literal begins this one's
    bool allow, anchored;         // anchored: the pattern ended in '$'
  };
  [[nodiscard]] std::string_view pattern(const Rule& rule) const;
  [[nodiscard]] std::string_view literal(const Rule& rule) const;
  [[nodiscard]] bool matches(const Rule& rule, std::string_view path) const;

  std::string text_;
  std::vector<Rule> rules_;  // sorted by literal
};

}  // namespace tearsheet::robots
