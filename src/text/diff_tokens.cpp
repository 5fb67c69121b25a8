// What the word diff compares.
#include "text/diff.h"
#include "text/text.h"
#include "text/utf8.h"
#include "text/words.h"

namespace tearsheet::text {
namespace {

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000;
}

// The end of the token that begins at `begin`.
std::size_t token_end(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  const char32_t first = next_code_point(text, end);
  const bool space = is_space(first);
  const bool word = is_letter_or_digit(first);
  if (!space && !word) return end;
  const bool single = word && is_script_without_spaces(first);
  for (std::size_t next = end; end < text.size(); end = next) {
    const char32_t c = next_code_point(text, next);
    if (space ? is_space(c) : is_inside_word(c)) continue;
    if (single || space || !is_letter_or_digit(c) || is_script_without_spaces(c)) break;
  }
  return end;
}

}  // namespace

std::vector<std::string_view> word_tokens(std::string_view utf8) {
  std::vector<std::string_view> tokens;
  for (std::size_t begin = 0; begin < utf8.size();) {
    const std::size_t end = token_end(utf8, begin);
    tokens.push_back(utf8.substr(begin, end - begin));
    begin = end;
  }
  return tokens;
}

std::vector<std::string_view> paragraph_tokens(std::string_view utf8) {
  std::vector<std::string_view> tokens;
  for (std::size_t begin = 0; begin < utf8.size();) {
    std::size_t end =
        utf8[begin] == '\n' ? utf8.find_first_not_of('\n', begin) : utf8.find('\n', begin);
    if (end == std::string_view::npos) end = utf8.size();
    tokens.push_back(utf8.substr(begin, end - begin));
    begin = end;
  }
  return tokens;
}

}  // namespace tearsheet::text
