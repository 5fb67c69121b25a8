#include "robots/rule_set.h"

#include <algorithm>
#include <cstring>

#include "base/ascii.h"

namespace tearsheet::robots {
namespace {

// RFC 3986 2.3: an escape of one of these says nothing.
constexpr bool is_unreserved(char c) {
  return is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

// What the URL standard escapes in no part of a URL, and RFC 3986 calls reserved.
bool stands_bare(char c) {
  return is_unreserved(c) ||
         std::string_view("!&'()+,/:;=?@[]#|").find(c) != std::string_view::npos;
}

// The value of the escape at `text[at]`, or -1.
int escape_at(std::string_view text, std::size_t at) {
  if (text[at] != '%' || at + 2 >= text.size()) return -1;
  const int high = hex_value(text[at + 1]);
  const int low = hex_value(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

void append_escape(std::string& out, unsigned char byte) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  out += '%';
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

void append_normalised(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (const int value = escape_at(text, i); value >= 0) {
      const char c = static_cast<char>(value);
      if (is_unreserved(c)) {
        out += c;
      } else {
        append_escape(out, static_cast<unsigned char>(value));
      }
      i += 2;
    } else if (stands_bare(text[i]) || text[i] == '%') {
      out += text[i];
    } else {
      append_escape(out, static_cast<unsigned char>(text[i]));
    }
  }
}

// Where `needle` stands in `text` at or after `from`. memmem is linear (two-way search),
// string_view::find is not.
std::size_t find(std::string_view text, std::string_view needle, std::size_t from) {
  if (needle.size() > text.size() - from) return std::string_view::npos;
  const void* found = memmem(text.data() + from, text.size() - from, needle.data(), needle.size());
  if (found == nullptr) return std::string_view::npos;
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace

std::string normalised_path(std::string_view path_and_query) {
  std::string out;
  out.reserve(path_and_query.size() + 8);
  append_normalised(out, path_and_query);
  return out;
}

void RuleSet::add(std::string_view pattern, bool allow) {
  Rule rule{};
  rule.allow = allow;
  rule.anchored = pattern.ends_with('$');
  if (rule.anchored) pattern.remove_suffix(1);
  rule.begin = static_cast<std::uint32_t>(text_.size());
  bool has_star = false;
  std::uint32_t lengthened = 0;  // by escaping a bare '$', which is one octet to the owner
  while (!pattern.empty()) {
    const std::size_t end = std::min(pattern.find_first_of("*$"), pattern.size());
    append_normalised(text_, pattern.substr(0, end));
    if (!has_star) rule.literal = static_cast<std::uint32_t>(text_.size()) - rule.begin;
    if (end < pattern.size() && pattern[end] == '*') {
      has_star = true;
      text_ += '*';
    } else if (end < pattern.size()) {
      text_ += "%24";
      lengthened += 2;
      if (!has_star) rule.literal += 3;
    }
    pattern.remove_prefix(std::min(end + 1, pattern.size()));
  }
  rule.length = static_cast<std::uint32_t>(text_.size()) - rule.begin;
  rule.octets = rule.length - lengthened + (rule.anchored ? 1 : 0);
  rules_.push_back(rule);
}

std::string_view RuleSet::pattern(const Rule& rule) const {
  return std::string_view(text_).substr(rule.begin, rule.length);
}
std::string_view RuleSet::literal(const Rule& rule) const {
  return std::string_view(text_).substr(rule.begin, rule.literal);
}

// Sorted by literal, the literals that begin a path are all on one chain of parents: that of the
// last literal that is not greater than the path. (What stands between a prefix of the path and the
// path shares the prefix.)
void RuleSet::seal() {
  std::ranges::stable_sort(rules_, {}, [this](const Rule& rule) { return literal(rule); });
  std::uint32_t last = kNone;
  for (Rule& rule : rules_) {
    while (last != kNone && !literal(rule).starts_with(literal(rules_[last])))
      last = rules_[last].parent;
    rule.parent = last;
    last = static_cast<std::uint32_t>(&rule - rules_.data());
  }
  text_.shrink_to_fit();
  rules_.shrink_to_fit();
}

// Greedy: the first place where a piece fits leaves the most room for the next, so there is nothing
// to go back to.
bool RuleSet::matches(const Rule& rule, std::string_view path) const {
  std::string_view rest = pattern(rule).substr(rule.literal);  // empty, or begins with '*'
  std::size_t at = rule.literal;
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find('*'), rest.size());
    const std::string_view piece = rest.substr(0, end);
    rest.remove_prefix(end);
    if (rest.empty() && rule.anchored) {
      return path.size() - at >= piece.size() && path.ends_with(piece);
    }
    const std::size_t found = find(path, piece, at);
    if (found == std::string_view::npos) return false;
    at = found + piece.size();
  }
  return !rule.anchored || at == path.size();
}

bool RuleSet::allows(std::string_view path_and_query) const {
  if (rules_.empty()) return true;
  const std::string path = normalised_path(path_and_query);
  const std::string_view view = path;
  const auto after = std::ranges::upper_bound(rules_, view, {},
                                              [this](const Rule& rule) { return literal(rule); });
  auto index =
      static_cast<std::uint32_t>(after - rules_.begin()) - 1;  // kNone where there is none before
  const Rule* best = nullptr;
  for (; index != kNone; index = rules_[index].parent) {
    const Rule& rule = rules_[index];
    const bool is_better = best == nullptr || rule.octets > best->octets ||
                           (rule.octets == best->octets && rule.allow && !best->allow);
    if (is_better && view.starts_with(literal(rule)) && matches(rule, view)) best = &rule;
  }
  return best == nullptr || best->allow;
}

}  // namespace tearsheet::robots
