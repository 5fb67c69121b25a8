// Directives of a page: <meta name=robots> and the X-Robots-Tag header, as search engines document
// them.
#include <algorithm>

#include "base/ascii.h"
#include "robots/robots.h"

namespace tearsheet::robots {
namespace {

void take(PageDirectives& directives, std::string_view word) {
  const auto is = [word](std::string_view name) { return equals_ignoring_case(word, name); };
  if (is("noindex")) directives.noindex = true;
  if (is("nofollow")) directives.nofollow = true;
  if (is("noarchive") || is("nocache")) directives.noarchive = true;
  if (is("noai")) directives.noai = true;
  if (is("noimageai")) directives.noimageai = true;
  if (is("none")) directives.noindex = directives.nofollow = true;
}

// Whether what stands before a colon names an agent rather than a directive with a value or the
// hour of a date.
bool is_agent(std::string_view name) {
  if (name.empty() || !is_alpha(name.front())) return false;
  for (const char c : name) {
    if (!is_alpha(c) && !is_digit(c) && c != '-' && c != '_' && c != '.') return false;
  }
  return !equals_ignoring_case(name, "unavailable_after") &&
         !equals_ignoring_case(name.substr(0, 4), "max-");
}

}  // namespace

void PageDirectives::merge(const PageDirectives& other) {
  noindex = noindex || other.noindex;
  nofollow = nofollow || other.nofollow;
  noarchive = noarchive || other.noarchive;
  noai = noai || other.noai;
  noimageai = noimageai || other.noimageai;
}

PageDirectives parse_meta_robots(std::string_view content) {
  PageDirectives directives;
  // Commas are the rule; pages also write spaces and semicolons.
  while (!content.empty()) {
    const auto separator =
        std::ranges::find_if(content, [](char c) { return c == ',' || c == ';' || is_space(c); });
    const auto end = static_cast<std::size_t>(separator - content.begin());
    take(directives, content.substr(0, end));
    content.remove_prefix(std::min(end + 1, content.size()));
  }
  return directives;
}

PageDirectives parse_x_robots_tag(std::string_view value, std::string_view agent) {
  PageDirectives directives;
  bool is_ours = true;
  while (!value.empty()) {
    const std::size_t end = std::min(value.find(','), value.size());
    std::string_view part = trimmed(value.substr(0, end));
    value.remove_prefix(std::min(end + 1, value.size()));
    const std::size_t colon = part.find(':');
    if (colon != std::string_view::npos) {
      const std::string_view name = trimmed(part.substr(0, colon));
      if (!is_agent(name)) continue;
      is_ours =
          equals_ignoring_case(name, agent) || equals_ignoring_case(name, "robots") || name == "*";
      part = part.substr(colon + 1);
    }
    if (is_ours) directives.merge(parse_meta_robots(part));
  }
  return directives;
}

}  // namespace tearsheet::robots
