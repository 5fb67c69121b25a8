#include "extract/page/json_repair.h"

#include <vector>

#include "base/ascii.h"

namespace tearsheet::extract {
namespace {

class Repair {
 public:
  explicit Repair(std::string_view text) : text_(text) { out_.reserve(text.size() + 16); }

  std::string run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        string();
      } else if (is_alpha(c)) {
        word();
      } else if (skips("\xEF\xBB\xBF") || skips("<![CDATA[") || skips("]]>") || skips("<!--") ||
                 skips("-->")) {
        continue;
      } else if (c == '/' && comment()) {
        continue;
      } else if (c == '{' || c == '[') {
        open(c);
        ++at_;
      } else if (c == ',') {
        null_if_missing();
        out_ += c;
        ++at_;
      } else if (c == '}' || c == ']') {
        close(c);
        ++at_;
      } else {
        if (c != ';' && (static_cast<unsigned char>(c) >= 0x20 || is_space(c))) out_ += c;
        ++at_;
      }
    }
    drop_trailing_comma();
    while (!open_.empty()) {
      out_ += open_.back() == '{' ? '}' : ']';
      open_.pop_back();
    }
    return roots_ > 1 ? '[' + out_ + ']' : std::move(out_);
  }

 private:
  bool skips(std::string_view mark) {
    if (text_.substr(at_, mark.size()) != mark) return false;
    at_ += mark.size();
    return true;
  }

  bool comment() {
    const auto two = text_.substr(at_, 2);
    if (two == "//") {
      const auto end = text_.find('\n', at_);
      at_ = end == std::string_view::npos ? text_.size() : end;
      return true;
    }
    if (two == "/*") {
      const auto end = text_.find("*/", at_ + 2);
      at_ = end == std::string_view::npos ? text_.size() : end + 2;
      return true;
    }
    return false;
  }

  /// Several values one after the other are a list of them.
  void open(char c) {
    if (open_.empty() && ++roots_ > 1) out_ += ',';
    open_.push_back(c);
    ++(c == '{' ? braces_ : brackets_);
    out_ += c;
  }

  /// A bare word: a literal of JSON, a name without quotes, or what a script left (undefined, NaN).
  void word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (is_alnum(text_[at_]) || text_[at_] == '_')) ++at_;
    const auto name = text_.substr(begin, at_ - begin);
    std::size_t next = at_;
    while (next < text_.size() && is_space(text_[next])) ++next;
    if (next < text_.size() && text_[next] == ':') {
      out_ += '"';
      out_ += name;
      out_ += '"';
    } else if (name == "true" || name == "false" || name == "null" || is_in_number()) {
      out_ += name;
    } else {
      out_ += "null";
    }
  }
  /// The exponent of "1e5".
  [[nodiscard]] bool is_in_number() const { return !out_.empty() && is_digit(out_.back()); }

  /// "a": , and "a": } leave the value out.
  void null_if_missing() {
    std::size_t end = out_.size();
    while (end > 0 && is_space(out_[end - 1])) --end;
    if (end > 0 && out_[end - 1] == ':') out_ += "null";
  }

  void drop_trailing_comma() {
    while (!out_.empty() && (is_space(out_.back()) || out_.back() == ',')) out_.pop_back();
  }

  void close(char c) {
    drop_trailing_comma();
    null_if_missing();
    const char opener = c == '}' ? '{' : '[';
    if (open_.empty()) return;  // one too many
    if (open_.back() != opener) {
      // A bracket was forgotten: close what is open up to the one that fits, or drop this one if
      // none does.
      if ((opener == '{' ? braces_ : brackets_) == 0) return;
      while (open_.back() != opener) {
        out_ += open_.back() == '{' ? '}' : ']';
        pop();
      }
    }
    pop();
    out_ += c;
  }

  void pop() {
    --(open_.back() == '{' ? braces_ : brackets_);
    open_.pop_back();
  }

  /// A quote ends a string only where the grammar could go on: before , : } ] or the end.
  [[nodiscard]] bool ends_string(std::size_t quote) const {
    std::size_t i = quote + 1;
    while (i < text_.size() && is_space(text_[i])) ++i;
    if (i == text_.size()) return true;
    const char c = text_[i];
    if (c == ':' || c == '}' || c == ']') return true;
    if (c == '"') return lacks_comma(quote, i);
    if (c != ',') return false;
    ++i;
    while (i < text_.size() && is_space(text_[i])) ++i;
    if (i == text_.size()) return true;
    const char next = text_[i];
    return next == '"' || next == '{' || next == '[' || next == '}' || next == ']' || next == '-' ||
           is_digit(next) || next == '/' || text_.substr(i, 4) == "true" ||
           text_.substr(i, 5) == "false" || text_.substr(i, 4) == "null";
  }

  /// Whether a comma was forgotten between a value's end and the name on the next line.
  [[nodiscard]] bool lacks_comma(std::size_t quote, std::size_t next) const {
    if (text_.substr(quote, next - quote).find('\n') == std::string_view::npos) return false;
    constexpr std::size_t kMaxName = 60;
    const auto rest = text_.substr(next + 1, kMaxName);
    auto end = rest.find_first_of("\"\n");
    if (end == std::string_view::npos || rest[end] != '"') return false;
    ++end;
    while (end < rest.size() && is_space(rest[end])) ++end;
    return end < rest.size() && rest[end] == ':';
  }

  /// A comma where the string that begins here stands right behind another value.
  void comma_if_missing() {
    std::size_t end = out_.size();
    while (end > 0 && is_space(out_[end - 1])) --end;
    if (end > 0 && (out_[end - 1] == '"' || out_[end - 1] == '}' || out_[end - 1] == ']'))
      out_ += ',';
  }

  void string() {
    comma_if_missing();
    out_ += '"';
    ++at_;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        if (ends_string(at_)) {
          ++at_;
          break;
        }
        out_ += "\\\"";
        ++at_;
      } else if (c == '\\') {
        escape();
      } else {
        if (c == '\n') {
          out_ += "\\n";
        } else if (static_cast<unsigned char>(c) < 0x20) {
          out_ += ' ';
        } else {
          out_ += c;
        }
        ++at_;
      }
    }
    out_ += '"';
  }

  void escape() {
    const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    static constexpr std::string_view kSimple = "\"\\/bfnrt";
    if (next == 'u') {
      bool hex = at_ + 5 < text_.size();
      for (std::size_t i = at_ + 2; hex && i < at_ + 6; ++i) {
        const char h = to_lower(text_[i]);
        hex = is_digit(h) || (h >= 'a' && h <= 'f');
      }
      if (hex) {
        out_ += text_.substr(at_, 6);
        at_ += 6;
      } else {
        at_ += 2;
      }
    } else if (next != '\0' && kSimple.find(next) != std::string_view::npos) {
      out_ += '\\';
      out_ += next;
      at_ += 2;
    } else {
      ++at_;  // "\'" and the like: the backslash means nothing
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
  std::vector<char> open_;
  std::size_t braces_ = 0, brackets_ = 0;  // in open_
  std::size_t roots_ = 0;                  // values at the outermost level
};

}  // namespace

std::string repair_json(std::string_view text) {
  return Repair(text).run();
}

}  // namespace tearsheet::extract
