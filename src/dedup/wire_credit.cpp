#include "dedup/dedup.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "text/text.h"

namespace tearsheet::dedup {
namespace {

// Datelines and closing credits stand so near the ends of a text.
constexpr std::size_t kEnds = 200;
// A closing credit is no sentence: "(Reuters)", "dpa/abc", "Source: AFP".
constexpr std::size_t kMaxCreditLine = 60, kMaxBesideName = 24;
// "AP" and "AA" are initials of people too.
constexpr std::size_t kMaxInitials = 4;

bool is_word(char c) {
  return is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// Where `name` stands as a word of its own from `from` on, or npos.
std::size_t find_word(std::string_view text, std::string_view name, std::size_t from = 0) {
  for (std::size_t at = text.find(name, from); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end]))) {
      return at;
    }
  }
  return std::string_view::npos;
}

bool is_sign(char c) {
  return !is_word(c) && c != ' ' && c != '.';
}

/// Between signs or ends: "Ann Smith, AP", not "AP Smith".
bool stands_alone(std::string_view text, std::size_t at, std::size_t size) {
  const auto before = text.substr(0, at).find_last_not_of(' ');
  const auto behind = text.find_first_not_of(' ', at + size);
  return (before == std::string_view::npos || is_sign(text[before])) &&
         (behind == std::string_view::npos || is_sign(text[behind]));
}

bool names_in_byline(std::string_view byline, std::string_view name) {
  for (std::size_t at = find_word(byline, name); at != std::string_view::npos;
       at = find_word(byline, name, at + 1)) {
    if (name.size() > kMaxInitials || stands_alone(byline, at, name.size())) return true;
  }
  return false;
}

/// Credits of pictures say nothing of the text.
bool is_of_a_picture(std::string_view line) {
  const std::string lower = to_lower(line);
  for (const char* const word :
       {"photo", "foto", "image", "picture", "bild", "video", "фото", "写真", "图片", "사진"}) {
    if (lower.find(word) != std::string::npos) return true;
  }
  return false;
}

/// Bracketed: "(Reuters)", "(AP Photo/...)" is not; "【共同】" and "（時事）" are.
bool is_in_brackets(std::string_view text, std::string_view name) {
  struct Pair {
    std::string_view open, close;
  };
  static constexpr Pair kPairs[] = {{"(", ")"}, {"[", "]"}, {"（", "）"}, {"【", "】"},
                                    {"(", "/"}, {"/", "/"}, {"[", "/"},   {"/", ")"}};
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    const std::string_view before = text.substr(0, at), behind = text.substr(at + name.size());
    for (const auto& [open, close] : kPairs) {
      if (before.ends_with(open) && behind.starts_with(close)) return true;
    }
  }
  return false;
}

/// "Bergen (dpa) -", "BERGEN, May 3, Reuters -", "PARIS, 3 mai (AFP) —".
bool is_dateline(std::string_view line, std::string_view name) {
  const std::string_view head = line.substr(0, kEnds);
  if (is_in_brackets(head, name)) return true;
  const std::size_t at = find_word(head.substr(0, kMaxCreditLine), name);
  if (at == std::string_view::npos) return false;
  const std::string_view behind = head.substr(at + name.size());
  for (const std::string_view dash : {" - ", " – ", " — ", " -- "}) {
    if (behind.starts_with(dash)) return true;
  }
  return false;
}

/// The last line says it and hardly more, or ends with it in brackets.
bool is_closing_credit(std::string_view line, std::string_view name) {
  if (line.find(name) == std::string_view::npos || is_of_a_picture(line)) return false;
  if (line.size() <= name.size() + kMaxBesideName &&
      find_word(line, name) != std::string_view::npos) {
    return true;
  }
  const std::string_view tail = line.substr(line.size() - std::min(line.size(), kMaxCreditLine));
  return is_in_brackets(tail, name);
}

std::string_view last_line(std::string_view text) {
  const auto end = text.find_last_not_of(" \t\r\n");
  if (end == std::string_view::npos) return {};
  text = text.substr(0, end + 1);
  const auto begin = text.find_last_of('\n');
  return begin == std::string_view::npos ? text : text.substr(begin + 1);
}

}  // namespace

std::string_view wire_credit(std::string_view byline, std::string_view text) {
  const std::string_view first = text.substr(0, std::min(text.find('\n'), kEnds));
  const std::string_view last = last_line(text);
  for (const text::WireName& name : text::wire_names()) {
    if (names_in_byline(byline, name.written)) return name.service;
  }
  for (const text::WireName& name : text::wire_names()) {
    if (is_dateline(first, name.written)) return name.service;
  }
  for (const text::WireName& name : text::wire_names()) {
    if (is_closing_credit(last, name.written)) return name.service;
  }
  return {};
}

}  // namespace tearsheet::dedup
