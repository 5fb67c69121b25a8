#include "learn/gather/sections.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "learn/rules/links.h"
#include "text/text.h"

namespace tearsheet::learn {
namespace {

using html::Node;
using html::Tag;

constexpr std::size_t kLongestName = 40;  // bytes of a section's name
constexpr std::size_t kMostSegments = 3;
constexpr std::size_t kMaxSections = 60;

// Parts of addresses that lead to no list of articles, in English or of common systems.
constexpr std::array<std::string_view, 26> kElsewhere = {
    "about",   "account",   "advertise", "advertising", "calendar",  "contact",   "contacts",
    "cookies", "donate",    "faq",       "forum",       "help",      "impressum", "imprint",
    "jobs",    "legal",     "login",     "privacy",     "register",  "search",    "shop",
    "sitemap", "subscribe", "terms",     "user",        "newsletter"};

std::size_t segments_of(std::string_view path) {
  std::size_t count = 0;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) count += path[i] == '/' ? 1U : 0U;
  return count;
}

bool leads_elsewhere(const url::Url& url) {
  const std::string path = to_lower(url.path());
  return std::ranges::any_of(kElsewhere, [&](std::string_view word) {
    const std::size_t at = path.find("/" + std::string(word));
    if (at == std::string::npos) return false;
    const std::size_t behind = at + 1 + word.size();
    return behind == path.size() || !is_alpha(path[behind]);
  });
}

bool is_in_navigation(Node node) {
  int climb = 0;
  for (Node up = node.parent(); up && up.is_element() && climb < 12; up = up.parent(), ++climb) {
    if (up.tag() == Tag::kNav || up.tag() == Tag::kHeader) return true;
    if (up.tag() == Tag::kFooter || up.tag() == Tag::kArticle) return false;
    for (const std::string_view name : {up.id(), up.attribute("class").value_or("")}) {
      if (contains_ignoring_case(name, "nav") || contains_ignoring_case(name, "menu")) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<url::Url> section_links(const html::Document& home, const url::Url& url,
                                    const Statements& known) {
  struct Link {
    url::Url url;
    int worth;
  };
  std::set<std::string> folders;  // that articles stand in
  for (const Statement& one : known.articles) {
    const std::string_view path = one.url.path();
    const std::size_t slash = path.find('/', 1);
    if (slash != std::string_view::npos) folders.emplace(path.substr(0, slash));
  }
  std::vector<Link> links;
  std::set<std::string> seen = {url::dedup_key(url).text};
  for (PageLink& link : links_of(home, url)) {
    if (links.size() == kMaxSections) break;
    if (link.url.origin() != url.origin() || link.url.path().size() < 2) continue;
    if (segments_of(link.url.path()) > kMostSegments || known.of(link.url) != nullptr) continue;
    if (looks_like_article(link.url) || leads_elsewhere(link.url)) continue;
    const std::string name = text::clean_line(html::visible_text(link.node, 2 * kLongestName));
    if (name.empty() || name.size() > kLongestName) continue;
    if (!seen.insert(link.key).second) continue;
    const std::string_view path = link.url.path();
    const std::size_t slash = std::min(path.find('/', 1), path.size());
    int worth = is_in_navigation(link.node) ? 2 : 0;
    worth += folders.contains(std::string(path.substr(0, slash))) ? 2 : 0;
    worth -= segments_of(path) > 1 ? 1 : 0;
    links.push_back({std::move(link.url), worth});
  }
  std::ranges::stable_sort(links, [](const Link& a, const Link& b) { return a.worth > b.worth; });
  std::vector<url::Url> out;
  for (Link& link : links) out.push_back(std::move(link.url));
  return out;
}

}  // namespace tearsheet::learn
