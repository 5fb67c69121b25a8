#include "extract/embedded/states.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "extract/embedded/literal.h"
#include "extract/embedded/next_stream.h"

namespace tearsheet::extract {
namespace {

constexpr std::size_t kShortestState = 200;  // bytes; shorter literals hold no article
constexpr std::size_t kLongestName = 60;     // bytes of a variable's name
constexpr std::size_t kMaxParameters = 20'000;

class StateReader {
 public:
  Values run(std::span<const html::DataScript> scripts) {
    std::size_t left = kMaxStateBytes;
    for (const html::DataScript& script : scripts) {
      if (script.type.starts_with("application/ld+json")) continue;
      if (script.content.size() < kShortestState && !is_stream(script.content)) continue;
      if (script.content.size() > left) continue;
      left -= script.content.size();
      if (script.type == "text/javascript") {
        code(script.content);
      } else {
        data(script);
      }
    }
    stream_.finish(budget_, values_);
    values_.link();
    return std::move(values_);
  }

 private:
  static bool is_stream(std::string_view code) {
    return code.find("__next_f") != std::string_view::npos;
  }

  void data(const html::DataScript& script) {
    std::string_view text = script.content;
    const auto begin = text.find_first_of("{[");
    if (begin == std::string_view::npos) return;
    const auto root = static_cast<std::uint32_t>(values_.all.size());
    if (!read_literal(text, begin, {}, budget_, values_)) return;
    StateRoot made{root, script.id.empty() ? "script[type=json]" : std::string(script.id), false};
    made.is_flat = is_flat(root);
    values_.roots.push_back(std::move(made));
  }

  /// An array whose first item is one that holds nothing but places: [{"data": 1}, ...] or
  /// [["Reactive", 1], ...].
  [[nodiscard]] bool is_flat(std::uint32_t root) const {
    const auto& all = values_.all;
    if (all[root].kind != ValueKind::kArray || all[root].end < root + 4) return false;
    const std::uint32_t first = root + 1;
    if (!values_.is_container(first) || all[first].end == first + 1) return false;
    const bool is_wrapper = all[first].kind == ValueKind::kArray;
    std::size_t places = 0;
    for (std::uint32_t i = first + 1; i < all[first].end; i = all[i].end) {
      if (values_.is_container(i)) return false;
      if (all[i].kind == ValueKind::kString && !is_wrapper) return false;
      places += all[i].kind == ValueKind::kInteger ? 1 : 0;
    }
    return places > 0;
  }

  /// Literals that are assigned, or given to a function.
  void code(std::string_view text) {
    for (std::size_t at = 0; at < text.size() && budget_.bytes > 0;) {
      at = text.find_first_of("{[\"'`", at);
      if (at == std::string_view::npos) break;
      if (const auto call = function_around(text, at); call) {
        at = *call;
        continue;
      }
      at = literal(text, at, {});
    }
  }

  /// Behind what begins at `at`.
  std::size_t literal(std::string_view text, std::size_t at, const Names& names) {
    const bool is_string = text[at] != '{' && text[at] != '[';
    std::size_t before = at;
    while (before > 0 && is_space(text[before - 1])) --before;
    const char opener = before > 0 ? text[before - 1] : ';';
    const bool is_value = opener == '=' || opener == '(' || opener == ',' ||
                          text.substr(0, before).ends_with("return");
    if (!is_value) return at + 1;
    if (is_string && !may_hold_json(text.substr(at + 1, 8))) return at + 1;
    if (text[at] == '[' && NextStream::takes(text.substr(0, before))) return stream_.add(text, at);
    const auto root = static_cast<std::uint32_t>(values_.all.size());
    const auto end = read_literal(text, at, names, budget_, values_);
    if (!end) return at + 1;
    if (*end - at >= kShortestState && values_.is_container(root)) {
      values_.roots.push_back({root, name_before(text.substr(0, before)), false});
      values_.roots.back().is_flat = is_flat(root);
      return *end;
    }
    values_.all.resize(root);
    return *end;
  }

  static bool may_hold_json(std::string_view text) {
    while (!text.empty() && (is_space(text.front()) || text.front() == '\\')) text.remove_prefix(1);
    for (const std::string_view mark : {"{", "[", "%7B", "%5B", "x7b", "u007b", "x7B", "u007B"}) {
      if (text.starts_with(mark)) return true;
    }
    return false;
  }

  /// "window.__STATE__ = JSON.parse(" -> "window.__STATE__".
  static std::string name_before(std::string_view text) {
    constexpr std::size_t kNear = 3 * kLongestName;
    text.remove_prefix(text.size() - std::min(text.size(), kNear));
    const auto equals = text.rfind('=');
    if (equals != std::string_view::npos && text.size() - equals < kLongestName)
      text = text.substr(0, equals);
    while (!text.empty() && (is_space(text.back()) || text.back() == '(' || text.back() == ','))
      text.remove_suffix(1);
    std::size_t begin = text.size();
    while (begin > 0 && text.size() - begin < kLongestName &&
           (is_alnum(text[begin - 1]) ||
            std::string_view("_$.[]\"'").find(text[begin - 1]) != std::string_view::npos)) {
      --begin;
    }
    return begin == text.size() ? "script" : std::string(text.substr(begin));
  }

  static bool is_parameter_byte(char c) {
    return is_alnum(c) || c == '_' || c == '$' || c == ',' || is_space(c);
  }

  /// (function(a,b){return {title:a}}("Title",2)): where `at` is the brace of such a function, the
  /// literal it returns is read with what its parameters stand for.
  std::optional<std::size_t> function_around(std::string_view text, std::size_t at) {
    if (text[at] != '{' || at < 12) return std::nullopt;
    std::size_t close = at;
    while (close > 0 && is_space(text[close - 1])) --close;
    if (close > 2 && text.substr(close - 2, 2) == "=>") close -= 2;
    while (close > 0 && is_space(text[close - 1])) --close;
    if (close == 0 || text[close - 1] != ')') return std::nullopt;
    std::size_t open = close - 1;
    while (open > 0 && is_parameter_byte(text[open - 1])) --open;
    if (open + 1 >= close || --open == 0 || text[open] != '(') return std::nullopt;
    const std::string_view head = text.substr(0, open);
    if (!head.ends_with("(function") && !head.ends_with("((") && !head.ends_with("=function") &&
        !head.ends_with("!function"))
      return std::nullopt;
    // Whoever calls itself gives the arguments behind the body.
    const std::size_t end = behind_body(text, at + 1);
    if (end >= text.size() || text[end] != '}') return std::nullopt;
    std::size_t call = end + 1;
    while (call < text.size() && (is_space(text[call]) || text[call] == ')')) ++call;
    if (call >= text.size() || text[call] != '(') return std::nullopt;
    const auto start = text.substr(at + 1, end - at - 1).find("return");
    if (start == std::string_view::npos) return std::nullopt;
    const Names names = bind(text.substr(open + 1, close - open - 2), text, call);
    std::size_t value = at + 1 + start + 6;
    while (value < text.size() && is_space(text[value])) ++value;
    if (value >= text.size() || (text[value] != '{' && text[value] != '[')) return std::nullopt;
    const auto root = static_cast<std::uint32_t>(values_.all.size());
    if (!read_literal(text, value, names, budget_, values_)) return std::nullopt;
    values_.roots.push_back({root, name_before(head.substr(0, head.rfind('('))), false});
    return std::max(end, call + 1);
  }

  /// The end of a body: its closing brace, whatever stands between.
  std::size_t behind_body(std::string_view text, std::size_t at) {
    const std::size_t begin = at;
    while (at < text.size()) {
      at = skip_expression(text, at);
      if (at >= text.size() || text[at] != ',') break;
      ++at;
    }
    budget_.bytes -= std::min(budget_.bytes, at - begin);
    return at;
  }

  Names bind(std::string_view parameters, std::string_view text, std::size_t call) {
    Names names;
    std::size_t argument = call + 1;
    for (std::size_t count = 0; count < kMaxParameters && !parameters.empty(); ++count) {
      const auto comma = std::min(parameters.find(','), parameters.size());
      const std::string_view name = trimmed(parameters.substr(0, comma));
      parameters.remove_prefix(std::min(comma + 1, parameters.size()));
      while (argument < text.size() && is_space(text[argument])) ++argument;
      if (argument >= text.size() || text[argument] == ')') break;
      const std::size_t end = skip_expression(text, argument);
      const auto value = static_cast<std::uint32_t>(values_.all.size());
      const bool may_be_read =
          std::string_view("\"'`").find(text[argument]) != std::string_view::npos;
      if (may_be_read && read_literal(text, argument, {}, budget_, values_))
        names.emplace(name, value);
      argument = end + 1;
      if (end >= text.size() || text[end] != ',') break;
    }
    return names;
  }

  LiteralBudget budget_;
  Values values_;
  NextStream stream_;
};

}  // namespace

Values read_states(std::span<const html::DataScript> scripts) {
  return StateReader().run(scripts);
}

}  // namespace tearsheet::extract
