// ASCII and nothing else: the formats of the web compare letters without regard to case and without
// a locale. What counts as white space differs by format, and each says which it means.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace tearsheet {

[[nodiscard]] constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
[[nodiscard]] constexpr bool is_alpha(char c) {
  return (c >= 'a' && c <= 'z') || is_upper(c);
}
[[nodiscard]] constexpr bool is_alnum(char c) {
  return is_alpha(c) || is_digit(c);
}
/// A letter or digit, or part of a character beyond ASCII.
[[nodiscard]] constexpr bool is_word_byte(char c) {
  return is_alnum(c) || static_cast<unsigned char>(c) >= 0x80;
}
/// Space, \t, \n, \v, \f, \r.
[[nodiscard]] constexpr bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
/// HTML and CSS: without \v.
[[nodiscard]] constexpr bool is_html_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}
/// XML: without \v and \f.
[[nodiscard]] constexpr bool is_xml_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}
[[nodiscard]] constexpr char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
}
[[nodiscard]] inline std::string to_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = to_lower(c);
  return lower;
}
/// 0 to 15, or -1.
[[nodiscard]] constexpr int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = to_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}
[[nodiscard]] constexpr bool is_hex_digit(char c) {
  return hex_value(c) >= 0;
}
[[nodiscard]] constexpr bool equals_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (to_lower(a[i]) != to_lower(b[i])) return false;
  }
  return true;
}
[[nodiscard]] constexpr bool starts_with_ignoring_case(std::string_view text,
                                                       std::string_view prefix) {
  return equals_ignoring_case(text.substr(0, prefix.size()), prefix);
}
[[nodiscard]] constexpr bool contains_ignoring_case(std::string_view text,
                                                    std::string_view lower_case_part) {
  return std::search(text.begin(), text.end(), lower_case_part.begin(), lower_case_part.end(),
                     [](char x, char y) { return to_lower(x) == y; }) != text.end();
}

/// A set of bytes: asked, and looked for in a text, at a table look-up a byte.
class ByteSet {
 public:
  constexpr explicit ByteSet(std::string_view bytes) {
    for (const char c : bytes) has_[static_cast<unsigned char>(c)] = true;
  }
  [[nodiscard]] constexpr bool has(char c) const { return has_[static_cast<unsigned char>(c)]; }
  /// Where the first of them stands from `at` on; the text's size: none does.
  [[nodiscard]] constexpr std::size_t find_in(std::string_view text, std::size_t at = 0) const {
    while (at < text.size() && !has(text[at])) ++at;
    return at;
  }

 private:
  std::array<bool, 256> has_{};
};

/// Without what `is_outer` at both ends; a view of the same text.
template <class IsOuter>
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text, const IsOuter& is_outer) {
  while (!text.empty() && is_outer(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_outer(text.back())) text.remove_suffix(1);
  return text;
}
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text) {
  return trimmed(text, [](char c) { return is_space(c); });
}
[[nodiscard]] constexpr std::string_view trimmed_html(std::string_view text) {
  return trimmed(text, [](char c) { return is_html_space(c); });
}
[[nodiscard]] constexpr std::string_view trimmed_xml(std::string_view text) {
  return trimmed(text, [](char c) { return is_xml_space(c); });
}

}  // namespace tearsheet
