#include "select/css_nth.h"

#include <string_view>

#include "base/ascii.h"

namespace tearsheet::select {
namespace {

constexpr int kMaxOffset = 1'000'000'000;

/// "-123" behind the n of "n-123", which the tokenizer takes for one name.
std::optional<int> read_dash_digits(std::string_view text) {
  if (text.size() < 2 || text[0] != '-') return std::nullopt;
  int value = 0;
  for (const char c : text.substr(1)) {
    if (!is_digit(c)) return std::nullopt;
    value = value > kMaxOffset / 10 ? kMaxOffset : value * 10 + (c - '0');
  }
  return -value;
}

bool is_integer(const Token& token) {
  return token.kind == TokenKind::kNumber && token.is_integer;
}

class Reader {
 public:
  Reader(std::span<const Token> tokens, std::size_t& at) : tokens_(tokens), at_(at) {}

  std::optional<AnPlusB> read() {
    const Token& token = tokens_[at_];
    if (is_integer(token)) {
      ++at_;
      return AnPlusB{0, token.number};
    }
    if (token.kind == TokenKind::kDimension && token.is_integer) {
      ++at_;
      return read_n(token.number, to_lower(token.text));
    }
    // "+n" is two tokens, and nothing may stand between them.
    const bool has_plus = token.is_delimiter('+');
    const Token& name = has_plus ? tokens_[at_ + 1] : token;
    if (name.kind != TokenKind::kIdent) return std::nullopt;
    at_ += has_plus ? 2 : 1;
    const std::string text = to_lower(name.text);
    if (!has_plus && text == "odd") return AnPlusB{2, 1};
    if (!has_plus && text == "even") return AnPlusB{2, 0};
    if (!has_plus && text.starts_with('-')) return read_n(-1, std::string_view(text).substr(1));
    return read_n(1, text);
  }

 private:
  /// Behind the step: "n", "n-", "n-3", then perhaps an offset.
  std::optional<AnPlusB> read_n(int step, std::string_view unit) {
    if (unit.empty() || unit[0] != 'n') return std::nullopt;
    unit.remove_prefix(1);
    if (unit == "-") {
      skip_space();
      return read_signless(step, -1);
    }
    if (!unit.empty()) {
      const auto offset = read_dash_digits(unit);
      return offset ? std::optional(AnPlusB{step, *offset}) : std::nullopt;
    }
    const std::size_t before = at_;
    skip_space();
    const Token& token = tokens_[at_];
    if (is_integer(token) && token.has_sign) {
      ++at_;
      return AnPlusB{step, token.number};
    }
    if (token.is_delimiter('+') || token.is_delimiter('-')) {
      ++at_;
      skip_space();
      return read_signless(step, token.is_delimiter('-') ? -1 : 1);
    }
    at_ = before;
    return AnPlusB{step, 0};
  }
  std::optional<AnPlusB> read_signless(int step, int sign) {
    const Token& token = tokens_[at_];
    if (!is_integer(token) || token.has_sign) return std::nullopt;
    ++at_;
    return AnPlusB{step, sign * token.number};
  }
  void skip_space() {
    while (tokens_[at_].kind == TokenKind::kSpace) ++at_;
  }

  std::span<const Token> tokens_;
  std::size_t& at_;
};

}  // namespace

std::optional<AnPlusB> parse_an_plus_b(std::span<const Token> tokens, std::size_t& at) {
  return Reader(tokens, at).read();
}

}  // namespace tearsheet::select
