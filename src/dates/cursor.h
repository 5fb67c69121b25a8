// Reading ASCII forms from left to right.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/ascii.h"

namespace tearsheet::dates {

/// A view of the text and a place in it; lives no longer than the text.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  /// '\0' past the end.
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] std::size_t position() const { return at_; }
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  void move_to(std::size_t position) { at_ = position; }
  void skip(std::size_t count) { at_ += count; }

  bool take(char c) {
    if (peek() != c || at_end()) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view word) {
    if (rest().substr(0, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  bool skip_spaces() {
    const std::size_t before = at_;
    while (is_space(peek())) ++at_;
    return at_ != before;
  }
  [[nodiscard]] std::size_t count_digits() const {
    std::size_t count = 0;
    while (is_digit(peek(count))) ++count;
    return count;
  }
  /// Exactly `count` digits (at most 9).
  std::optional<int> take_digits(std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_digit(peek(i))) return std::nullopt;
      value = value * 10 + (peek(i) - '0');
    }
    at_ += count;
    return value;
  }
  /// A whole number of `least` to `most` digits (at most 9); a longer one is none.
  std::optional<int> take_number(std::size_t least, std::size_t most) {
    const std::size_t count = count_digits();
    if (count < least || count > most) return std::nullopt;
    return take_digits(count);
  }
  /// ASCII letters; may be empty.
  std::string_view take_letters() {
    const std::size_t begin = at_;
    while (is_alpha(peek())) ++at_;
    return text_.substr(begin, at_ - begin);
  }
  /// The decimals of a second (after the point), as milliseconds; any number of digits.
  std::optional<int> take_milliseconds() {
    if (!is_digit(peek())) return std::nullopt;
    int value = 0;
    int scale = 100;
    for (; is_digit(peek()); ++at_, scale /= 10) value += (peek() - '0') * scale;
    return value;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace tearsheet::dates
