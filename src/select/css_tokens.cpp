#include "select/css_tokens.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/utf8.h"
#include "select/words.h"

namespace tearsheet::select {
namespace {

constexpr int kMaxNumber =
    1'000'000'000;  // no page has that many siblings; keeps An+B inside 64 bits

bool is_name_start(char c) {
  return is_alpha(c) || c == '_' || c == '\0' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_name(char c) {
  return is_name_start(c) || is_digit(c) || c == '-';
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view source) : source_(source) {}

  Result<std::vector<Token>> run() {
    while (true) {
      if (!skip_comments()) return fail(ErrorCode::kInvalid, "this comment has no end", column());
      Token token;
      token.begin = static_cast<std::uint32_t>(at_);
      if (at_ == source_.size()) {
        token.end = token.begin;
        tokens_.push_back(std::move(token));
        return std::move(tokens_);
      }
      if (!read(token)) return fail(ErrorCode::kInvalid, "this string has no end", token.column());
      token.end = static_cast<std::uint32_t>(at_);
      tokens_.push_back(std::move(token));
    }
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\x01';  // U+0001 starts nothing
  }
  [[nodiscard]] bool has(std::size_t ahead) const { return at_ + ahead < source_.size(); }
  [[nodiscard]] int column() const { return static_cast<int>(at_) + 1; }

  bool skip_comments() {
    while (peek() == '/' && peek(1) == '*') {
      const std::size_t end = source_.find("*/", at_ + 2);
      if (end == std::string_view::npos) return false;
      at_ = end + 2;
    }
    return true;
  }

  [[nodiscard]] bool is_escape(std::size_t ahead) const {  // 4.3.8
    return peek(ahead) == '\\' && has(ahead + 1) && !is_line_end(peek(ahead + 1));
  }
  [[nodiscard]] bool starts_name(std::size_t ahead) const {  // 4.3.9
    if (peek(ahead) == '-') {
      return is_name_start(peek(ahead + 1)) || peek(ahead + 1) == '-' || is_escape(ahead + 1);
    }
    return is_name_start(peek(ahead)) || is_escape(ahead);
  }
  [[nodiscard]] bool starts_number() const {  // 4.3.10
    const std::size_t sign = peek() == '+' || peek() == '-' ? 1 : 0;
    return is_digit(peek(sign)) || (peek(sign) == '.' && is_digit(peek(sign + 1)));
  }

  void read_escape(std::string& out) {  // 4.3.7, behind the backslash
    if (!is_hex_digit(peek())) {
      append(out);
      return;
    }
    std::uint32_t point = 0;
    for (int digits = 0; digits < 6 && is_hex_digit(peek()); ++digits)
      point = point * 16 + static_cast<std::uint32_t>(hex_value(source_[at_++]));
    if (peek() == '\r' && peek(1) == '\n') ++at_;
    if (is_html_space(peek())) ++at_;
    const bool is_bad = point == 0 || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF);
    append_utf8(out, is_bad ? 0xFFFD : point);
  }
  void append(std::string& out) {  // one byte as it is; U+0000 reads as U+FFFD (3.3)
    const char c = source_[at_++];
    if (c == '\0') {
      append_utf8(out, 0xFFFD);
    } else {
      out.push_back(c);
    }
  }
  std::string read_name() {
    std::string name;
    while (true) {
      if (has(0) && is_name(peek())) {
        append(name);
      } else if (is_escape(0)) {
        ++at_;
        read_escape(name);
      } else {
        return name;
      }
    }
  }

  bool read_string(Token& token) {  // 4.3.5
    const char quote = source_[at_++];
    token.kind = TokenKind::kString;
    while (has(0)) {
      const char c = peek();
      if (c == quote) {
        ++at_;
        return true;
      }
      if (is_line_end(c)) return false;
      if (c != '\\') {
        append(token.text);
        continue;
      }
      ++at_;
      if (!has(0)) return false;
      if (peek() == '\r' && peek(1) == '\n') {
        at_ += 2;
      } else if (is_line_end(peek())) {
        ++at_;
      } else {
        read_escape(token.text);
      }
    }
    return false;
  }

  void read_number(Token& token) {  // 4.3.12
    token.kind = TokenKind::kNumber;
    token.is_integer = true;
    const bool is_negative = peek() == '-';
    if (peek() == '+' || peek() == '-') {
      token.has_sign = true;
      ++at_;
    }
    int value = 0;
    while (is_digit(peek())) {
      value =
          std::min(kMaxNumber, value > kMaxNumber / 10 ? kMaxNumber : value * 10 + (peek() - '0'));
      ++at_;
    }
    if (peek() == '.' && is_digit(peek(1))) {
      token.is_integer = false;
      ++at_;
      while (is_digit(peek())) ++at_;
    }
    const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if ((peek() == 'e' || peek() == 'E') && is_digit(peek(1 + sign))) {
      token.is_integer = false;
      at_ += 1 + sign;
      while (is_digit(peek())) ++at_;
    }
    token.number = is_negative ? -value : value;
    if (starts_name(0)) {
      token.kind = TokenKind::kDimension;
      token.text = read_name();
    } else if (peek() == '%') {
      token.kind = TokenKind::kPercentage;
      ++at_;
    }
  }

  bool read(Token& token) {
    const char c = peek();
    if (is_html_space(c)) {
      token.kind = TokenKind::kSpace;
      while (is_html_space(peek())) ++at_;
      return true;
    }
    if (c == '"' || c == '\'') return read_string(token);
    if (c == '#' && has(1) && (is_name(peek(1)) || is_escape(1))) {
      ++at_;
      token.kind = TokenKind::kHash;
      token.is_identifier = starts_name(0);
      token.text = read_name();
      return true;
    }
    if (starts_number()) {
      read_number(token);
      return true;
    }
    if (starts_name(0) && source_.substr(at_, 3) != "-->") {
      token.text = read_name();
      token.kind = TokenKind::kIdent;
      if (peek() == '(') {
        ++at_;
        token.kind = TokenKind::kFunction;
      }
      return true;
    }
    read_single(token, c);
    return true;
  }

  void read_single(Token& token, char c) {
    ++at_;
    switch (c) {
      case ':':
        token.kind = TokenKind::kColon;
        return;
      case ',':
        token.kind = TokenKind::kComma;
        return;
      case '[':
        token.kind = TokenKind::kOpenSquare;
        return;
      case ']':
        token.kind = TokenKind::kCloseSquare;
        return;
      case '(':
        token.kind = TokenKind::kOpenRound;
        return;
      case ')':
        token.kind = TokenKind::kCloseRound;
        return;
      default:
        token.kind = TokenKind::kDelimiter;
        token.text.assign(1, c);
    }
  }

  std::string_view source_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

Result<std::vector<Token>> tokenize(std::string_view source) {
  return Tokenizer(source).run();
}

}  // namespace tearsheet::select
