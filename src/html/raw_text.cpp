#include "html/raw_text.h"

#include <algorithm>

namespace tearsheet::html {
namespace {

constexpr auto kNone = std::string_view::npos;

bool is_name_end(char c) {
  return c == '>' || c == '/' || c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
}

// `name`, in any case, at `at`, and behind it the end of a tag name.
bool has_name_at(std::string_view html, std::size_t at, std::string_view name) {
  if (html.size() - std::min(html.size(), at) <= name.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if ((html[at + i] | 0x20) != name[i]) return false;
  }
  return is_name_end(html[at + name.size()]);
}

bool is_end_tag_at(std::string_view html, std::size_t at, std::string_view name) {
  return at + 1 < html.size() && html[at + 1] == '/' && has_name_at(html, at + 2, name);
}

// Behind an escaped part that begins behind its "<!--": where script data goes on. `end_tag` is set
// to the '<' of a
// </script> that ends the script inside the escaped part.
std::size_t skip_escaped(std::string_view html, std::size_t at, std::size_t& end_tag) {
  bool is_double = false;
  unsigned dashes = 2;  // those of "<!--" count: "<!-->" ends at once
  for (; at < html.size(); ++at) {
    const char c = html[at];
    if (c == '-') {
      ++dashes;
      continue;
    }
    if (c == '>' && dashes >= 2) return at + 1;
    dashes = 0;
    if (c != '<') continue;
    if (is_double) {
      if (is_end_tag_at(html, at, "script")) is_double = false;
    } else if (is_end_tag_at(html, at, "script")) {
      end_tag = at;
      return at;
    } else if (has_name_at(html, at + 1, "script")) {
      is_double = true;
    }
  }
  return kNone;
}

}  // namespace

std::size_t find_raw_text_end(std::string_view html, std::size_t begin, std::string_view name) {
  for (std::size_t at = html.find('<', begin); at != kNone; at = html.find('<', at + 1)) {
    if (is_end_tag_at(html, at, name)) return at;
  }
  return kNone;
}

std::size_t find_script_end(std::string_view html, std::size_t begin) {
  for (std::size_t at = html.find('<', begin); at != kNone; at = html.find('<', at)) {
    if (is_end_tag_at(html, at, "script")) return at;
    if (!html.substr(at).starts_with("<!--")) {
      ++at;
      continue;
    }
    std::size_t end_tag = kNone;
    at = skip_escaped(html, at + 4, end_tag);
    if (end_tag != kNone || at == kNone) return end_tag;
  }
  return kNone;
}

std::size_t find_comment_end(std::string_view html, std::size_t begin) {
  const std::string_view rest = html.substr(begin);
  if (rest.starts_with(">")) return begin + 1;
  if (rest.starts_with("->")) return begin + 2;
  for (std::size_t at = html.find('>', begin); at != kNone; at = html.find('>', at + 1)) {
    const std::string_view body = html.substr(begin, at - begin);
    if (body.ends_with("--") || body.ends_with("--!")) return at + 1;
  }
  return kNone;
}

}  // namespace tearsheet::html
