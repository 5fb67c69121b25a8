// Counting and cutting words.
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "text/text.h"
#include "text/utf8.h"
#include "text/words.h"

namespace tearsheet::text {

// Scripts that are written without spaces between words (UAX #29, section 4).
bool is_script_without_spaces(char32_t c) {
  if (c < 0x0E00) return false;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_BOPOMOFO:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
    case USCRIPT_TIBETAN:
    case USCRIPT_YI:
      return true;
    default:
      return false;
  }
}

bool is_letter_or_digit(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return u_isalnum(static_cast<UChar32>(c)) != 0;
}

// Part of the word it stands in, but none by itself: accents, vowel signs, joiners, the
// apostrophes.
bool is_inside_word(char32_t c) {
  if (c < 0x80) return c == '\'';
  if (c == 0x2019 || c == 0x200C || c == 0x200D || c == 0xAD) return true;
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK || type == U_ENCLOSING_MARK;
}

std::string fold_words(std::string_view utf8) {
  const std::string folded = fold(utf8);
  std::string out;
  out.reserve(folded.size());
  bool in_word = false;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(folded, at);
    if (is_letter_or_digit(c)) {
      const bool alone = is_script_without_spaces(c);
      if ((alone || !in_word) && !out.empty()) out += ' ';
      out.append(folded, begin, at - begin);
      in_word = !alone;
    } else if (!is_inside_word(c)) {
      in_word = false;
    } else if (c >= 0x300 && c != 0x2019 && c != 0x200C && c != 0x200D && !out.empty()) {
      out.append(folded, begin, at - begin);  // a vowel sign; apostrophes and joiners go
    }
  }
  return out;
}

bool is_paired(char32_t c) {
  if (c < 0x0E00) return false;
  const bool is_hangul =
      (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3130 && c <= 0x318F);
  // The script of the iteration and the prolonged sound mark is "common".
  return is_hangul || c == 0x3005 || c == 0x3007 || c == 0x30FC || is_script_without_spaces(c);
}

std::size_t count_words(std::string_view utf8) {
  std::size_t words = 0;
  bool in_word = false;
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    if (is_letter_or_digit(c)) {
      if (is_script_without_spaces(c)) {
        ++words;
        in_word = false;
      } else {
        if (!in_word) ++words;
        in_word = true;
      }
    } else if (!is_inside_word(c)) {
      in_word = false;
    }
  }
  return words;
}

std::string_view truncate(std::string_view utf8, std::size_t max_chars) {
  if (utf8.size() <= max_chars) return utf8;
  std::size_t chars = 0;
  std::size_t word_end = 0;  // behind the last word that fits whole
  bool in_word = false;
  for (std::size_t at = 0; at < utf8.size(); ++chars) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(utf8, at);
    const bool is_space = c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000;
    if (is_space && in_word) word_end = begin;
    in_word = !is_space;
    if (chars == max_chars) {
      if (is_space) return utf8.substr(0, word_end);
      // A word as long as the limit, or a script without spaces: cut between characters.
      if (word_end == 0 || is_script_without_spaces(c)) return utf8.substr(0, begin);
      return utf8.substr(0, word_end);
    }
  }
  return utf8;
}

}  // namespace tearsheet::text
