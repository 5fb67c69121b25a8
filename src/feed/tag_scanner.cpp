#include "feed/tag_scanner.h"

#include <algorithm>

#include "base/ascii.h"

namespace tearsheet::feed {
namespace {

bool is_name_start(char c) {
  return is_alpha(c) || c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

bool ends_name(char c) {
  return is_html_space(c) || c == '>' || c == '/' || c == '=' || c == '<';
}

// Where a quoted value that begins at `at` ends: on its quote. A '<' in a value is not XML, and
// when what follows the quote does not look like the inside of a tag either, the quote was never
// closed: the value ends at the next space or '>' then.
std::size_t end_of_quoted(std::string_view text, std::size_t at, char quote) {
  const auto close = text.find(quote, at);
  if (close == std::string_view::npos) return close;
  if (text.substr(at, close - at).find('<') == std::string_view::npos) return close;
  const char next = close + 1 < text.size() ? text[close + 1] : '>';
  if (is_html_space(next) || next == '>' || next == '/' || next == '?') return close;
  return std::min(text.find_first_of(" \t\r\n>", at), close);
}

TagScan unfinished(std::string_view text) {
  return text.size() >= kMaxTagBytes ? TagScan::kTooLong : TagScan::kIncomplete;
}

}  // namespace

TagScan scan_tag(std::string_view text, RawTag& tag) {
  tag.attributes.clear();
  tag.is_empty = false;
  std::size_t at = 1;
  tag.is_end = at < text.size() && text[at] == '/';
  if (tag.is_end) ++at;
  if (at >= text.size()) return TagScan::kIncomplete;
  if (!is_name_start(text[at])) return TagScan::kText;
  const std::size_t name_begin = at;
  while (at < text.size() && !ends_name(text[at])) ++at;
  tag.name = text.substr(name_begin, at - name_begin);
  while (true) {
    while (at < text.size() && (is_html_space(text[at]) || text[at] == '=')) ++at;
    if (at >= text.size()) return unfinished(text);
    if (text[at] == '>') {
      tag.size = at + 1;
      return TagScan::kTag;
    }
    if (text[at] == '<') {  // "<a <b>": the first tag was never closed
      tag.size = at;
      return TagScan::kTag;
    }
    if (text[at] == '/') {
      tag.is_empty = at + 1 < text.size() && text[at + 1] == '>';
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && !ends_name(text[at])) ++at;
    RawAttribute attribute{text.substr(begin, at - begin), {}};
    while (at < text.size() && is_html_space(text[at])) ++at;
    if (at < text.size() && text[at] == '=') {
      ++at;
      while (at < text.size() && is_html_space(text[at])) ++at;
      if (at >= text.size()) return unfinished(text);
      if (text[at] == '"' || text[at] == '\'') {
        const auto end = end_of_quoted(text, at + 1, text[at]);
        if (end == std::string_view::npos) return unfinished(text);
        attribute.value = text.substr(at + 1, end - at - 1);
        at = text[end] == '>' ? end : end + 1;
      } else {
        const std::size_t value_begin = at;
        while (at < text.size() && !is_html_space(text[at]) && text[at] != '>') ++at;
        if (at < text.size() && text[at] == '>' && text[at - 1] == '/' && at - 1 > value_begin)
          --at;
        attribute.value = text.substr(value_begin, at - value_begin);
      }
    }
    if (tag.attributes.size() < kMaxAttributes) tag.attributes.push_back(attribute);
  }
}

}  // namespace tearsheet::feed
