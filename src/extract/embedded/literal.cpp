#include "extract/embedded/literal.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/time_limit.h"
#include "base/utf8.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

constexpr int kMaxNested = 3;                   // JSON in a string in JSON ...
constexpr std::size_t kShortestNested = 60;     // bytes of a string that may hold JSON
constexpr std::uint32_t kLargest = 10'000'000;  // integers that may be a place in an array

bool is_quote(char c) {
  return c == '"' || c == '\'' || c == '`';
}
bool is_name_byte(char c) {
  return is_alnum(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

/// Behind the string literal at `at`; npos where it has no end.
std::size_t behind_string(std::string_view code, std::size_t at) {
  const char quote = code[at];
  for (std::size_t i = at + 1; i < code.size(); ++i) {
    if (code[i] == '\\') {
      ++i;
    } else if (code[i] == quote) {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

std::size_t skip_blank(std::string_view code, std::size_t at) {
  while (at < code.size()) {
    if (is_space(code[at])) {
      ++at;
    } else if (code.substr(at, 2) == "/*") {
      const auto end = code.find("*/", at + 2);
      at = end == std::string_view::npos ? code.size() : end + 2;
    } else if (code.substr(at, 2) == "//") {
      const auto end = code.find('\n', at);
      at = end == std::string_view::npos ? code.size() : end;
    } else {
      break;
    }
  }
  return at;
}

std::optional<std::uint32_t> hex_at(std::string_view text, std::size_t at, std::size_t digits) {
  if (at + digits > text.size()) return std::nullopt;
  std::uint32_t value = 0;
  for (std::size_t i = at; i < at + digits; ++i) {
    if (!is_hex_digit(text[i])) return std::nullopt;
    value = value * 16 + static_cast<std::uint32_t>(hex_value(text[i]));
  }
  return value;
}

/// The characters between the quotes of a string literal (ECMA-262, 12.9.4).
std::string unescaped(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\\' || i + 1 == raw.size()) {
      out += raw[i];
      continue;
    }
    const char c = raw[++i];
    if (c == 'n' || c == 'r') {
      out += '\n';
    } else if (c == 't' || c == 'v' || c == 'f' || c == 'b' || c == '0') {
      out += ' ';
    } else if (c == 'x') {
      const auto code = hex_at(raw, i + 1, 2);
      if (code) append_utf8(out, *code), i += 2;
    } else if (c == 'u' && i + 1 < raw.size() && raw[i + 1] == '{') {
      const auto close = raw.find('}', i);
      const auto code = close == std::string_view::npos || close - i > 8
                            ? std::nullopt
                            : hex_at(raw, i + 2, close - i - 2);
      if (code) append_utf8(out, *code), i = close;
    } else if (c == 'u') {
      auto code = hex_at(raw, i + 1, 4);
      if (!code) continue;
      i += 4;
      if (*code >= 0xD800 && *code < 0xDC00 && raw.substr(i + 1, 2) == "\\u") {
        const auto low = hex_at(raw, i + 3, 4);
        if (low && *low >= 0xDC00 && *low < 0xE000) {
          code = 0x10000 + ((*code - 0xD800) << 10U) + (*low - 0xDC00);
          i += 6;
        }
      }
      append_utf8(out, *code >= 0xD800 && *code < 0xE000 ? kReplacement : char32_t{*code});
    } else if (c != '\n') {
      out += c;
    }
  }
  return out;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto code = text[i] == '%' ? hex_at(text, i + 1, 2) : std::nullopt;
    out += code ? static_cast<char>(*code) : text[i];
    if (code) i += 2;
  }
  return text::is_valid_utf8(out) ? out : std::string();
}

bool begins_json(std::string_view text) {
  text = trimmed(text);
  if (text.size() < kShortestNested || (text.front() != '{' && text.front() != '[')) return false;
  const char next = text[skip_blank(text, 1) < text.size() ? skip_blank(text, 1) : 0];
  return next == '"' || next == '{' || next == '[';
}

class Reader {
 public:
  Reader(std::string_view code, const Names& names, LiteralBudget& budget, Values& out, int nested)
      : code_(code), names_(names), budget_(budget), out_(out), nested_(nested) {}

  std::optional<std::size_t> read(std::size_t at, std::string_view key, std::uint32_t parent) {
    const std::size_t before = out_.all.size();
    at_ = at;
    const bool is_read = value(key, parent) && run();
    const std::size_t spent = at_ - at;
    TimeLimit::spend(spent);
    budget_.bytes -= std::min(budget_.bytes, spent + 16);
    if (is_read) return at_;
    out_.all.resize(before);
    return std::nullopt;
  }

 private:
  bool run() {
    while (!open_.empty()) {
      if (at_ > code_.size() || out_.all.size() >= kMaxStateValues) return false;
      blank();
      if (at_ >= code_.size()) return false;
      const char c = code_[at_];
      const std::uint32_t container = open_.back();
      if (c == ',') {
        ++at_;
      } else if (c == '}' || c == ']') {
        if ((c == '}') != (out_.all[container].kind == ValueKind::kObject)) return false;
        ++at_;
        out_.all[container].end = size();
        open_.pop_back();
        if (!open_.empty()) behind_value();
      } else if (out_.all[container].kind == ValueKind::kObject) {
        if (!member(container)) return false;
      } else if (!value({}, container)) {
        return false;
      }
    }
    return true;
  }

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(out_.all.size()); }
  void blank() { at_ = skip_blank(code_, at_); }

  bool member(std::uint32_t object) {
    std::string_view key;
    if (is_quote(code_[at_])) {
      std::size_t end = 0;
      auto text = read_string(code_, at_, end);
      if (!text) return without_end();
      const std::string_view raw = code_.substr(at_ + 1, end - at_ - 2);
      key = raw == *text ? raw : out_.keep(std::move(*text));
      at_ = end;
    } else if (code_.substr(at_, 3) == "...") {
      at_ = skip_expression(code_, at_ + 3);
      return true;
    } else {
      const std::size_t begin = at_;
      while (at_ < code_.size() && is_name_byte(code_[at_])) ++at_;
      if (at_ == begin) return false;
      key = code_.substr(begin, at_ - begin);
    }
    blank();
    if (at_ >= code_.size()) return false;
    if (code_[at_] == ':') {
      ++at_;
      blank();
      return at_ < code_.size() && value(key, object);
    }
    // {name} is {name: name}; {name() {...}} is a function.
    if (code_[at_] == ',' || code_[at_] == '}') return add_name(key, key, object);
    if (code_[at_] == '(' && !is_first(object)) {
      at_ = skip_expression(code_, at_);
      return true;
    }
    return false;
  }
  // The rest was looked at, and counts.
  bool without_end() {
    at_ = code_.size();
    return false;
  }
  [[nodiscard]] bool is_first(std::uint32_t object) const { return object + 1 == size(); }

  Value& add(ValueKind kind, std::string_view key, std::uint32_t parent) {
    Value made;
    made.kind = kind;
    made.key = key;
    made.parent = parent == Values::kMissing ? size() : parent;
    made.end = size() + 1;
    return out_.all.emplace_back(made);
  }

  bool add_name(std::string_view name, std::string_view key, std::uint32_t parent) {
    const auto found = names_.find(name);
    if (found == names_.end()) {
      add(ValueKind::kOther, key, parent);
      return true;
    }
    const Value known = out_.all[found->second];
    Value& made = add(known.kind, key, parent);
    made.text = known.text;
    made.number = known.number;
    // What a name stands for is an object once, and not copied.
    if (made.kind == ValueKind::kArray || made.kind == ValueKind::kObject)
      made.kind = ValueKind::kOther;
    return true;
  }

  bool value(std::string_view key, std::uint32_t parent) {
    const char c = code_[at_];
    if (c == '{' || c == '[') {
      if (open_.size() >= kMaxStateDepth) {
        at_ = skip_expression(code_, at_);
        add(ValueKind::kOther, key, parent);
        return true;
      }
      open_.push_back(size());
      add(c == '{' ? ValueKind::kObject : ValueKind::kArray, key, parent);
      ++at_;
      return true;
    }
    if (is_quote(c)) {
      if (!string(key, parent)) return false;
    } else if (is_digit(c)) {
      number(key, parent);
    } else if (is_name_byte(c)) {
      const std::size_t begin = at_;
      while (at_ < code_.size() && is_name_byte(code_[at_])) ++at_;
      add_name(code_.substr(begin, at_ - begin), key, parent);
    } else if (c == '-' || c == '!' || c == '(' || c == '+' || c == '/') {
      add(ValueKind::kOther, key, parent);
      at_ = skip_expression(code_, at_);
    } else {
      return false;
    }
    behind_value();
    return true;
  }

  // What goes on behind a value is an expression: "a" + b, f(x), x ? y : z.
  void behind_value() {
    blank();
    if (at_ >= code_.size() || open_.empty()) return;
    const char c = code_[at_];
    if (c != ',' && c != '}' && c != ']') at_ = skip_expression(code_, at_);
  }

  void number(std::string_view key, std::uint32_t parent) {
    std::uint32_t digits = 0;
    const std::size_t begin = at_;
    while (at_ < code_.size() && is_digit(code_[at_])) {
      digits = std::min(digits * 10 + static_cast<std::uint32_t>(code_[at_] - '0'), kLargest);
      ++at_;
    }
    const bool goes_on = at_ < code_.size() && (code_[at_] == '.' || is_name_byte(code_[at_]));
    while (at_ < code_.size() && (code_[at_] == '.' || is_name_byte(code_[at_]))) ++at_;
    Value& made =
        add(goes_on || at_ - begin > 8 ? ValueKind::kOther : ValueKind::kInteger, key, parent);
    made.number = digits;
  }

  bool string(std::string_view key, std::uint32_t parent) {
    std::size_t end = 0;
    auto text = read_string(code_, at_, end);
    if (!text) return without_end();
    const std::string_view raw = code_.substr(at_ + 1, end - at_ - 2);
    at_ = end;
    const bool is_raw = raw == *text;
    if (nested_ < kMaxNested) {
      if (text->starts_with("%7B%22") || text->starts_with("%5B%7B"))
        if (std::string decoded = percent_decoded(*text); !decoded.empty())
          return nest(std::move(decoded), key, parent);
      if (begins_json(*text)) return nest(std::move(*text), key, parent);
    }
    Value& made = add(ValueKind::kString, key, parent);
    made.text = is_raw ? raw : out_.keep(std::move(*text));
    return true;
  }

  bool nest(std::string text, std::string_view key, std::uint32_t parent) {
    const std::string_view kept = out_.keep(std::move(text));
    const std::size_t begin = kept.find_first_of("{[");
    const std::uint32_t before = size();
    const auto end =
        budget_.bytes == 0
            ? std::nullopt
            : Reader(kept, Names(), budget_, out_, nested_ + 1).read(begin, key, parent);
    if (end && skip_blank(kept, *end) >= kept.size()) return true;
    out_.all.resize(before);  // text that only begins like JSON
    add(ValueKind::kString, key, parent).text = kept;
    return true;
  }

  std::string_view code_;
  const Names& names_;
  LiteralBudget& budget_;
  Values& out_;
  int nested_;
  std::size_t at_ = 0;
  std::vector<std::uint32_t> open_;
};

}  // namespace

std::optional<std::string> read_string(std::string_view code, std::size_t at, std::size_t& end) {
  end = behind_string(code, at);
  if (end == std::string_view::npos) return std::nullopt;
  return unescaped(code.substr(at + 1, end - at - 2));
}

std::size_t skip_expression(std::string_view code, std::size_t at) {
  std::size_t depth = 0;
  while (at < code.size()) {
    const char c = code[at];
    if (is_quote(c)) {
      const std::size_t end = behind_string(code, at);
      if (end == std::string_view::npos) return code.size();
      at = end;
      continue;
    }
    if (c == '{' || c == '[' || c == '(') ++depth;
    if (c == '}' || c == ']' || c == ')') {
      if (depth == 0) return at;
      --depth;
    }
    if (c == ',' && depth == 0) return at;
    ++at;
  }
  return at;
}

std::optional<std::size_t> read_literal(std::string_view code, std::size_t at, const Names& names,
                                        LiteralBudget& budget, Values& out) {
  if (at >= code.size() || budget.bytes == 0) return std::nullopt;
  return Reader(code, names, budget, out, 0).read(at, {}, Values::kMissing);
}

}  // namespace tearsheet::extract
