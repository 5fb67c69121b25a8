#include "extract/json_repair.h"

#include <vector>

#include "extract/ascii.h"

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
      } else if (skips("<![CDATA[") || skips("]]>") || skips("<!--") || skips("-->")) {
        continue;
      } else if (c == '/' && comment()) {
        continue;
      } else if (c == '{' || c == '[') {
        open_.push_back(c);
        ++(c == '{' ? braces_ : brackets_);
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
    return std::move(out_);
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

  void drop_trailing_comma() {
    while (!out_.empty() && (is_space(out_.back()) || out_.back() == ',')) out_.pop_back();
  }

  void close(char c) {
    drop_trailing_comma();
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
    if (c != ',') return false;
    ++i;
    while (i < text_.size() && is_space(text_[i])) ++i;
    if (i == text_.size()) return true;
    const char next = text_[i];
    return next == '"' || next == '{' || next == '[' || next == '}' || next == ']' || next == '-' ||
           is_digit(next) || next == '/' || text_.substr(i, 4) == "true" ||
           text_.substr(i, 5) == "false" || text_.substr(i, 4) == "null";
  }

  void string() {
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
        const char h = lower(text_[i]);
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
};

}  // namespace

std::string repair_json(std::string_view text) {
  return Repair(text).run();
}

}  // namespace tearsheet::extract
