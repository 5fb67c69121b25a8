// Folding code point by code point: a whole-text normaliser costs more than all the rest.
#include "dedup/words.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "base/ascii.h"
#include "base/utf8.h"
#include "text/text.h"

namespace tearsheet::dedup {
namespace {

enum class Class : std::uint8_t { kBreak, kLetter, kDigit, kCharacter, kSkip };
struct Folded {
  Class kind = Class::kBreak;
  char32_t code = 0;
};

bool is_hangul_syllable(UChar32 c) {
  return c >= 0xAC00 && c <= 0xD7A3;
}

/// The first code point of the compatibility decomposition: "é" gives "e", "Ａ" gives "A".
UChar32 base_of(UChar32 c) {
  if (is_hangul_syllable(c)) return c;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  icu::UnicodeString parts;
  if (U_FAILURE(status) || !nfkd->getDecomposition(c, parts)) return c;
  return parts.char32At(0);
}

Folded fold_with_icu(UChar32 c) {
  // Apostrophes, joiners, soft hyphens: "the minister's" has one form with and without.
  if (c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0x200C || c == 0x200D || c == 0xAD) {
    return {Class::kSkip, 0};
  }
  const auto type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK) {
    return {Class::kSkip, 0};
  }
  if (type == U_DECIMAL_DIGIT_NUMBER) {
    return {Class::kDigit, static_cast<char32_t>('0' + u_charDigitValue(c))};
  }
  if (!u_isalpha(c)) return {Class::kBreak, 0};
  const UChar32 folded = u_foldCase(base_of(c), U_FOLD_CASE_DEFAULT);
  return {text::is_script_without_spaces(static_cast<char32_t>(folded)) ? Class::kCharacter
                                                                        : Class::kLetter,
          static_cast<char32_t>(folded)};
}

// The alphabets of most pages, folded once; behind it ICU is asked each time but for the two
// scripts that fill pages.
constexpr char32_t kTableEnd = 0x3100;
const std::array<Folded, kTableEnd>& fold_table() {
  static const auto table = [] {
    auto made = std::make_unique<std::array<Folded, kTableEnd>>();
    for (char32_t c = 0; c < kTableEnd; ++c) {
      (*made)[c] = c == '\'' ? Folded{Class::kSkip, 0} : fold_with_icu(static_cast<UChar32>(c));
    }
    return made;
  }();
  return *table;
}

Folded fold(char32_t c, const std::array<Folded, kTableEnd>& table) {
  if (c < kTableEnd) return table[c];
  if (c >= 0x4E00 && c <= 0x9FA5) return {Class::kCharacter, c};  // unified ideographs: as they are
  if (is_hangul_syllable(static_cast<UChar32>(c))) return {Class::kLetter, c};
  return fold_with_icu(static_cast<UChar32>(c));
}

/// The byte that windows-1252 shows as `c` (WHATWG Encoding, index-windows-1252), if there is one.
std::optional<unsigned char> windows_1252_byte(char32_t c) {
  static constexpr auto kHigh = std::to_array<char16_t>(
      {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
       0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
       0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178});
  if (c < 0x80) return std::nullopt;  // most that follow an accented letter
  if (c >= 0xA0 && c <= 0xFF) return static_cast<unsigned char>(c);
  for (std::size_t i = 0; i < kHigh.size(); ++i) {
    if (kHigh[i] == c) return static_cast<unsigned char>(0x80 + i);
  }
  return std::nullopt;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}
  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  /// The next ASCII character, or 0 where there is another.
  [[nodiscard]] char ascii() const {
    return static_cast<signed char>(text_[at_]) > 0 ? text_[at_] : '\0';
  }
  void skip_ascii() { ++at_; }
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  /// `rest`: an end of the text.
  void skip_to(std::string_view rest) { at_ = text_.size() - rest.size(); }
  /// The next code point, repaired where it is UTF-8 in the clothes of windows-1252.
  char32_t next() {
    const char32_t c = decode(at_);
    if (c < 0xC2 || c > 0xF4) return c;
    const std::size_t length = length_by_lead(static_cast<char>(c));
    std::size_t at = at_;
    char32_t repaired = length == 2 ? c & 0x1F : length == 3 ? c & 0x0F : c & 0x07;
    for (std::size_t i = 1; i < length; ++i) {
      if (at >= text_.size()) return c;
      const char32_t follower = decode(at);
      // Five bytes are nothing in windows-1252 and often became U+FFFD; they are tails of quotes.
      if (follower == 0xFFFD && length == 3 && i == 2) return at_ = at, U' ';
      const auto byte = windows_1252_byte(follower);
      if (!byte || *byte < 0x80 || *byte > 0xBF) return c;
      repaired = repaired << 6 | (*byte & 0x3FU);
    }
    at_ = at;
    return repaired;
  }

 private:
  /// Malformed bytes give U+FFFD, one each, but surrogates and overlong forms stay: not base/utf8.h,
  /// for stored fingerprints are made of this.
  char32_t decode(std::size_t& at) const {
    const auto lead = static_cast<unsigned char>(text_[at++]);
    if (lead < 0x80) return lead;
    if (lead >= 0xC2 && lead < 0xE0 && at < text_.size()) {
      const auto follower = static_cast<unsigned char>(text_[at]);
      if ((follower & 0xC0U) != 0x80) return 0xFFFD;
      ++at;
      return (lead & 0x1FU) << 6 | (follower & 0x3FU);
    }
    const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
    if (more == 0 || lead > 0xF4 || text_.size() - at < more) return 0xFFFD;
    char32_t c = lead & (0x3FU >> more);
    for (std::size_t i = 0; i < more; ++i) {
      const auto byte = static_cast<unsigned char>(text_[at + i]);
      if ((byte & 0xC0U) != 0x80) return 0xFFFD;
      c = c << 6 | (byte & 0x3FU);
    }
    at += more;
    return c <= 0x10FFFF ? c : 0xFFFD;
  }
  std::string_view text_;
  std::size_t at_ = 0;
};

constexpr std::uint64_t kSeed = 0x9E37'79B9'7F4A'7C15;
constexpr std::uint64_t kPrime = 0x0000'0100'0000'01B3;

// Of each byte: the letter of ASCII in lower case, or 0.
constexpr auto kLetters = [] {
  std::array<std::uint8_t, 256> letters{};
  for (unsigned char c = 'a'; c <= 'z'; ++c) letters[c] = letters[c - 0x20U] = c;
  return letters;
}();

class Writer {
 public:
  /// Of its own it has what stays in registers.
  explicit Writer(std::vector<Word>& words) : words_(words) {}
  void put(Folded folded) {
    if (folded.kind == Class::kSkip) return;
    if (folded.kind != open_ || folded.kind == Class::kCharacter) close();
    if (folded.kind == Class::kBreak) return;
    open_ = folded.kind;
    hash_ = (hash_ ^ folded.code) * kPrime;
    if (folded.kind == Class::kCharacter) close();
  }
  /// The ASCII letters that `text` begins with, one at least: most of a word in one step. Gives
  /// what is behind them.
  std::string_view put_letters(std::string_view text) {
    if (open_ != Class::kLetter) close();
    open_ = Class::kLetter;
    std::uint64_t hash = hash_;
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
      const std::uint8_t letter = kLetters[static_cast<unsigned char>(text[at])];
      if (letter == 0) break;
      hash = (hash ^ letter) * kPrime;
    }
    hash_ = hash;
    return text.substr(at);
  }
  /// A point or comma between two digits: part of the number. The comma groups thousands (or is
  /// the decimal sign of others, which then is lost alike in every copy).
  bool put_separator(char sign) {
    if (open_ != Class::kDigit) return false;
    if (sign == '.') hash_ = (hash_ ^ '.') * kPrime;
    return true;
  }
  void close() {
    if (open_ == Class::kBreak) return;
    // FNV-1a leaves its high bits weak on short words; the multiply-shift spreads them.
    std::uint64_t h = hash_ * kSeed;
    h ^= h >> 32;
    words_.push_back({h, open_ == Class::kDigit       ? WordKind::kNumber
                         : open_ == Class::kCharacter ? WordKind::kCharacter
                                                      : WordKind::kWord});
    open_ = Class::kBreak;
    hash_ = kSeed;
  }

 private:
  std::vector<Word>& words_;
  Class open_ = Class::kBreak;
  std::uint64_t hash_ = kSeed;
};

}  // namespace

std::vector<Word> to_words(std::string_view utf8) {
  const auto& table = fold_table();
  std::vector<Word> words;
  words.reserve(utf8.size() / 5);
  Writer writer(words);
  Reader reader(utf8);
  while (!reader.at_end()) {
    const char c = reader.ascii();
    if (kLetters[static_cast<unsigned char>(c)] != 0) {
      reader.skip_to(writer.put_letters(reader.rest()));
    } else if (c != '\0') {
      reader.skip_ascii();
      const bool joins = (c == '.' || c == ',') && !reader.at_end() && is_digit(reader.ascii());
      if (!joins || !writer.put_separator(c)) writer.put(table[static_cast<unsigned char>(c)]);
    } else {
      writer.put(fold(reader.next(), table));
    }
  }
  writer.close();
  return words;
}

}  // namespace tearsheet::dedup
