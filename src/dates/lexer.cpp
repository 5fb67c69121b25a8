#include "dates/lexer.h"

#include "dates/cursor.h"

namespace tearsheet::dates {
namespace {

/// Value of a Chinese numeral: digits, then 10, 20, 30 as tens; -1: none.
int chinese_value(char32_t c) {
  switch (c) {
    case U'〇':
    case U'零':
      return 0;
    case U'一':
      return 1;
    case U'二':
    case U'两':
      return 2;
    case U'三':
      return 3;
    case U'四':
      return 4;
    case U'五':
      return 5;
    case U'六':
      return 6;
    case U'七':
      return 7;
    case U'八':
      return 8;
    case U'九':
      return 9;
    case U'十':
      return 10;
    case U'廿':
      return 20;
    case U'卅':
      return 30;
    default:
      return -1;
  }
}

struct Numeral {
  int value = 0;
  std::size_t size = 0;
};

/// "二〇二五", "十四", "二十五", "百" not: years are written digit by digit, days and months below
/// a hundred.
Numeral scan_chinese(std::string_view text, std::size_t at) {
  Numeral result;
  int digits = 0;
  bool tens = false;
  for (;;) {
    const CodePoint point = code_point_at(text, at + result.size);
    const int value = point.size == 0 ? -1 : chinese_value(point.value);
    if (value < 0) break;
    if (value >= 10) {
      if (tens || digits > 1) return {};
      result.value = value > 10 ? value : digits == 1 ? result.value * 10 : 10;
      tens = true;
    } else if (tens) {
      if (result.value % 10 != 0) return {};
      result.value += value;
    } else {
      if (++digits > 4) return {};
      result.value = result.value * 10 + value;
    }
    result.size += point.size;
  }
  // 元年: the first year of an era.
  if (result.size == 0 && text.substr(at).starts_with("元年"))
    return {1, std::string_view("元").size()};
  return result;
}

class Splitter {
 public:
  Splitter(Lexemes& out, std::size_t language)
      : out_(out), text_(out.folded.text), language_(language) {}

  void run() {
    while (at_ < text_.size() && out_.items.size() < kMaxLexemes) {
      const CodePoint point = code_point_at(text_, at_);
      if (point.value == ' ') {
        space_ = true;
        ++at_;
      } else if (point.value < 0x80 && is_digit(static_cast<char>(point.value))) {
        add_number();
      } else if (is_word_character(point.value)) {
        add_word(point);
      } else {
        push(Lexeme::Kind::kSign, point.size).sign =
            point.value < 0x80 ? static_cast<char>(point.value) : '\1';
      }
    }
  }

 private:
  Lexeme& push(Lexeme::Kind kind, std::size_t size) {
    Lexeme item;
    item.kind = kind;
    item.space_before = space_;
    item.begin = static_cast<std::uint16_t>(at_);
    item.end = static_cast<std::uint16_t>(at_ + size);
    at_ += size;
    space_ = false;
    return out_.items.emplace_back(item);
  }

  /// Digits of a time that is glued to its date: "14.11.202513:05", "2025-11-1413:05"; 0: none.
  [[nodiscard]] std::size_t glued_time(std::size_t size) const {
    const auto digit = [&](std::size_t i) { return text_[at_ + i]; };
    const std::string_view rest = text_.substr(at_ + size);
    const bool is_clock = rest.size() >= 3 && rest[0] == ':' && is_digit(rest[1]) &&
                          is_digit(rest[2]) && (rest.size() == 3 || !is_digit(rest[3]));
    if (!is_clock) return 0;
    const bool is_year = digit(0) == '2' || (digit(0) == '1' && digit(1) == '9');
    if ((size == 5 || size == 6) && is_year) return size - 4;
    // Two digits behind year, sign, month, sign.
    const auto& items = out_.items;
    const std::size_t count = items.size();
    if (size != 4 || count < 4 || items[count - 1].kind != Lexeme::Kind::kSign ||
        items[count - 3].kind != Lexeme::Kind::kSign)
      return 0;
    const bool is_month =
        items[count - 2].kind == Lexeme::Kind::kNumber && items[count - 2].digits <= 2;
    return is_month && items[count - 4].digits == 4 && !space_ ? 2 : 0;
  }

  void add_number() {
    std::size_t size = 0;
    while (at_ + size < text_.size() && is_digit(text_[at_ + size])) ++size;
    const std::size_t time = size >= 4 ? glued_time(size) : 0;
    add_digits(size - time);
    if (time == 0) return;
    space_ = true;
    add_digits(time);
  }

  void add_digits(std::size_t most) {
    std::size_t size = 0;
    int value = 0;
    for (; size < most; ++size) {
      value = size < 9 ? value * 10 + (text_[at_ + size] - '0') : -1;
    }
    Lexeme& item = push(Lexeme::Kind::kNumber, size);
    item.value = value;
    item.digits = static_cast<std::uint8_t>(size < 255 ? size : 255);
  }

  void add_word(const CodePoint& first) {
    const WordIndex index = WordIndex::instance();
    const auto match = index.find_longest(text_.substr(at_), language_);
    const Numeral numeral = is_unspaced(first.value) ? scan_chinese(text_, at_) : Numeral{};
    if (numeral.size > 0 && numeral.size >= match.size) {
      push(Lexeme::Kind::kNumber, numeral.size).value = numeral.value;
      return;
    }
    if (match.size > 0) {
      push(Lexeme::Kind::kWord, match.size).senses = match.senses;
      return;
    }
    const std::size_t size = word_size(first);
    auto guess = index.guess(text_.substr(at_, size));
    Lexeme& item = push(Lexeme::Kind::kWord, size);
    if (guess.empty()) return;
    out_.guesses.push_back(std::move(guess));
    item.senses = out_.guesses.back();
  }

  /// A word up to its end; a single character where words touch each other.
  [[nodiscard]] std::size_t word_size(const CodePoint& first) const {
    if (is_unspaced(first.value)) return first.size;
    std::size_t size = first.size;
    for (;;) {
      const CodePoint next = code_point_at(text_, at_ + size);
      const bool inner_apostrophe =
          next.value == '\'' && is_word_character(code_point_at(text_, at_ + size + 1).value);
      if (next.size == 0 || (!is_word_character(next.value) && !inner_apostrophe) ||
          is_unspaced(next.value))
        break;
      size += next.size;
    }
    return size;
  }

  Lexemes& out_;
  std::string_view text_;
  std::size_t language_;
  std::size_t at_ = 0;
  bool space_ = false;
};

}  // namespace

Lexemes split(std::string_view original, std::size_t language) {
  Lexemes result;
  result.original = original;
  result.folded = fold(original);
  result.items.reserve(16);
  Splitter(result, language).run();
  return result;
}

}  // namespace tearsheet::dates
