#include "extract/structure/footnote_marks.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "extract/page/bounds.h"

namespace tearsheet::extract {
namespace {

/// "[1]", "1.", "(1)", "1" -> "1"; "*", "†" stay; empty: no mark.
std::string label_in(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text.size() > kLongestMark) return {};
  std::string out;
  for (const char c : text) {
    if (is_space(c) || c == '[' || c == ']' || c == '(' || c == ')' || c == '.' || c == ':')
      continue;
    out += c;
  }
  if (out.empty() || out.size() > 6) return {};
  const bool is_number = std::all_of(out.begin(), out.end(), [](char c) { return is_digit(c); });
  if (is_number) return out.size() <= 3 ? out : std::string();
  if (out.size() == 1 && is_alpha(out[0])) return out;
  static constexpr std::array<std::string_view, 6> kSigns = {"*", "†", "‡", "§", "¶", "#"};
  for (const auto sign : kSigns) {
    if (std::string_view(out).starts_with(sign)) return out;
  }
  return {};
}

/// What stands in the line as a note: the word of those who write such themes.
bool is_note_word(std::string_view word) {
  static constexpr std::array<std::string_view, 9> kWords = {
      "sidenote",        "side-note",     "marginnote",    "margin-note",    "footnote",
      "footnotecontent", "footnote-text", "footnote-body", "inline-footnote"};
  const std::string lower = to_lower(word);
  return std::find(kWords.begin(), kWords.end(), lower) != kWords.end();
}

}  // namespace

bool is_number_label(std::string_view label) {
  return !label.empty() && is_digit(label.front());
}

std::string label_of(html::Node element) {
  return label_in(html::visible_text(element, 4 * kLongestMark));
}

bool has_note_word(html::Node element) {
  const std::string_view classes = class_of(element);
  if (classes.find("note") == std::string_view::npos &&
      classes.find("Note") == std::string_view::npos)
    return false;
  for (std::size_t i = 0; i < classes.size();) {
    while (i < classes.size() && is_space(classes[i])) ++i;
    const std::size_t begin = i;
    while (i < classes.size() && !is_space(classes[i])) ++i;
    if (is_note_word(classes.substr(begin, i - begin))) return true;
  }
  return false;
}

}  // namespace tearsheet::extract
