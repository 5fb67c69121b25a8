#include "extract/page/home_links.h"

#include <algorithm>

#include "base/ascii.h"
#include "extract/page/bounds.h"
#include "extract/page/site_name.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;

constexpr std::size_t kLongestName = 60;       // bytes of a site's name
constexpr std::size_t kLongestHref = 300;      // bytes of a front page's address
constexpr std::size_t kMostBesideTheLink = 8;  // bytes of a logo outside its link: "beta", "®"
constexpr std::uint32_t kMostNodes = 40;       // of a logo, its picture among them

/// "/", "/en", "/index.php", "/pt-br/home.html": the path of a front page.
bool is_front(std::string_view path) {
  if (path.starts_with('/')) path.remove_prefix(1);
  if (path.ends_with('/')) path.remove_suffix(1);
  const bool is_language = path.size() == 2
                               ? is_alpha(path[0]) && is_alpha(path[1])
                               : path.size() == 5 && (path[2] == '-' || path[2] == '_') &&
                                     is_alpha(path[0]) && is_alpha(path[1]) && is_alpha(path[4]);
  if (path.empty() || is_language) return true;
  const auto stem = path.substr(0, path.find('.'));
  const bool is_file = stem.size() < path.size() && path.size() - stem.size() <= 6;
  return path == "home" ||
         (is_file && (stem == "index" || stem == "home" || stem == "default" || stem == "main"));
}

/// Its text, else what it or a picture in it says to those who see none.
std::string name_of(Node link) {
  std::string name = text::clean_line(html::visible_text(link, kLongestName + 1));
  const auto take = [&](std::string_view value) {
    if (name.empty()) name = clean_value(beginning(value, kLongestName + 1));
  };
  take(link.attribute("aria-label").value_or(""));
  const std::uint32_t end = std::min(link.end(), link.index() + kMostNodes);
  for (std::uint32_t i = link.index() + 1; i < end && name.empty(); ++i) {
    const Node inner = link.document().node(i);
    if (!inner.is_element()) continue;
    if (inner.tag() == html::Tag::kImg) take(inner.attribute("alt").value_or(""));
    if (inner.name() == "title") take(html::text_content(inner));
  }
  take(link.attribute("title").value_or(""));
  return name.size() <= kLongestName ? name : std::string();
}

/// Whether `title` is the name, or has it before its first or behind its last separator.
bool is_piece_of(const std::string& name, std::string_view title) {
  const std::string key = title_key(name);
  if (key.size() < 2) return false;
  if (title_key(title) == key) return true;
  for (const std::string_view mark : {": ", "："}) {
    if (title.starts_with(name) && title.substr(name.size()).starts_with(mark)) return true;
  }
  return title_key(first_piece(title)) == key || title_key(last_piece(title)) == key;
}

/// By its class or id: "logo", "site-title".
bool is_marked_as_logo(Node element) {
  if (element.is_null() || !element.is_element()) return false;
  for (const auto value : {class_of(element), element.id().substr(0, kLongestClass)}) {
    for (const std::string_view word : {"site-title", "sitetitle", "site_title", "site-name",
                                        "sitename", "site_name", "blog-title", "blog_title"}) {
      if (contains_ignoring_case(value, word)) return true;
    }
    if (equals_ignoring_case(value, "logo") || equals_ignoring_case(value, "masthead")) return true;
  }
  return false;
}

}  // namespace

bool leads_home(std::string_view href, const url::Url& page) {
  href = trimmed(href);
  if (href.empty() || href.size() > kLongestHref) return false;
  if (page.empty()) return href == "/";
  if (is_front(page.path())) return false;
  const auto url = url::Url::parse(href, &page);
  return url && url->query().empty() && is_front(url->path()) &&
         url::registrable_domain(url->host()) == url::registrable_domain(page.host());
}

bool is_logo(Node heading, const url::Url& page) {
  if (is_marked_as_logo(heading) || is_marked_as_logo(heading.parent())) return true;
  int steps = 0;
  for (Node up = heading.parent(); !up.is_null() && ++steps <= 4; up = up.parent()) {
    if (up.is_element() && up.tag() == html::Tag::kA)
      return leads_home(up.attribute("href").value_or(""), page);
  }
  if (heading.end() - heading.index() > kMostNodes) return false;
  for (std::uint32_t i = heading.index() + 1; i < heading.end(); ++i) {
    const Node inner = heading.document().node(i);
    if (!inner.is_element() || inner.tag() != html::Tag::kA) continue;
    if (!leads_home(inner.attribute("href").value_or(""), page)) return false;
    const std::string whole = title_key(html::visible_text(heading, kLongestTitle));
    return whole.size() <=
           title_key(html::visible_text(inner, kLongestTitle)).size() + kMostBesideTheLink;
  }
  return false;
}

std::string name_in_home_links(const Facts& facts, const url::Url& page) {
  if (facts.title.empty()) return {};
  for (const Node link : facts.root_links) {
    if (!leads_home(link.attribute("href").value_or(""), page)) continue;
    std::string name = name_of(link);
    if (is_piece_of(name, facts.title)) return name;
  }
  return {};
}

bool links_to_itself(Node text, const url::Url& page) {
  if (page.empty()) return false;
  for (Node up = text; !up.is_null(); up = up.parent()) {
    if (!up.is_element() || up.tag() != html::Tag::kA) continue;
    const auto href = up.attribute("href").value_or("").substr(0, kLongestAddress);
    const auto link = url::Url::parse(href, &page);
    return link && link->path() == page.path() && link->query() == page.query();
  }
  return false;
}

}  // namespace tearsheet::extract
