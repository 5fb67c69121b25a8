#include "extract/listing/sections.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "extract/extract.h"
#include "extract/listing/listing_auto.h"
#include "extract/listing/listing_card.h"
#include "extract/page/bounds.h"
#include "extract/page/hints.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

constexpr std::size_t kMaxLinks = 5000;
constexpr int kMaxClimb = 40;
constexpr float kLongestName = 30;  // letters of a section's name
// So many short links side by side are a menu without saying so.
constexpr std::size_t kFewestInMenu = 4;
constexpr std::size_t kFewestAhead = 2;
constexpr std::size_t kLongestMenu = 1000;  // bytes
constexpr float kBetweenEntries = 4;        // letters: " | "
constexpr Hints kMenus = hints_among({Hint::kNav, Hint::kHeader});
constexpr Hints kOthers =
    hints_among({Hint::kRelated, Hint::kShare, Hint::kComment, Hint::kAuthor});
// What entries of a menu are called, too: "item", "category", "label".
constexpr Hints kEntries = hints_among({Hint::kTags, Hint::kMeta, Hint::kTeaser});

// In paths: what belongs to the reader's account or to the publisher, and never lists articles.
constexpr std::array kServices = {
    "login",
    "signin",
    "sign-in",
    "signup",
    "register",
    "account",
    "logout",
    "subscribe",
    "subscription",
    "newsletter",
    "privacy",
    "terms",
    "contact",
    "imprint",
    "impressum",
    "datenschutz",
    "kontakt",
    "cookie",
    "advertis",
    "about",
    "search",
    "suche",
    "buscar",
    "recherche",
    "help",
    "faq",
    "sitemap",
    "rss",
    "feed",
    "abo",
    "abonn",
    "shop",
    "cart",
    "donate",
    "jobs",
    "careers",
    "mentions-legales",
    "confidential",
    "legal",
    "contacto",
    "aviso",
    "privacidad",
    "contatti",
    "anmelden",
    "agb",
    "epaper",
    "e-paper",
    "wp-admin",
    "cgu",
};
constexpr std::array kFiles = {".pdf", ".jpg", ".jpeg", ".png", ".gif", ".xml", ".rss",
                               ".zip", ".mp3", ".mp4",  ".css", ".js",  ".atom"};

enum class Place : std::uint8_t { kMenu, kElsewhere, kEntry, kNowhere };

/// Where a link stands, by what is around it.
Place place_of(Node link) {
  bool is_in_menu = false, is_entry = false;
  int climb = 0;
  for (Node up = link.parent(); !up.is_null() && ++climb < kMaxClimb; up = up.parent()) {
    const Tag tag = up.tag();
    if (tag == Tag::kBody) break;
    const Hints hints = hints_of(up);
    if (tag == Tag::kFooter || tag == Tag::kArticle || hints.has(Hint::kFooter) ||
        hints.any_of(kOthers))
      return Place::kNowhere;
    const std::string_view role = up.attribute("role").value_or("");
    if (tag == Tag::kNav || tag == Tag::kMenu || tag == Tag::kHeader || role == "navigation" ||
        hints.any_of(kMenus)) {
      is_in_menu = true;
    } else if (hints.any_of(kEntries)) {
      // A card may hold a menu's look-alike, a menu no card.
      if (is_in_menu) return Place::kNowhere;
      is_entry = true;
    }
  }
  if (is_in_menu) return Place::kMenu;
  return is_entry ? Place::kEntry : Place::kElsewhere;
}

/// A word at the beginning of a segment of the path: "/about-us", not "/roundabout".
bool is_service(const url::Url& url) {
  const std::string path = to_lower(url.path());
  const auto begins_one = [&](std::string_view word) {
    for (std::size_t at = path.find(word); at != std::string::npos; at = path.find(word, at + 1)) {
      if (at > 0 && path[at - 1] == '/') return true;
    }
    return false;
  };
  return std::any_of(kServices.begin(), kServices.end(), begins_one) ||
         std::any_of(kFiles.begin(), kFiles.end(),
                     [&](const char* ending) { return path.ends_with(ending); });
}

/// A story's, by its path alone: sections may have numbers in their queries.
bool leads_to_story(const url::Url& url) {
  auto bare = url::Url::parse(url.origin() + std::string(url.path()));
  return bare && looks_like_story(*bare);
}

/// The list or table around a link, where pages without classes have their menus.
std::uint32_t list_around(Node link) {
  for (Node node = link.parent(); !node.is_null() && node.tag() != Tag::kBody;
       node = node.parent()) {
    const Tag tag = node.tag();
    if (tag == Tag::kUl || tag == Tag::kOl || tag == Tag::kTable || tag == Tag::kDiv ||
        tag == Tag::kP)
      return node.index();
  }
  return 0;
}

/// Links of one menu hang in elements of the same tags and classes.
std::uint64_t group_of(Node link) {
  std::uint64_t group = 17;
  int levels = 0;
  for (Node node = link.parent(); !node.is_null() && levels < 3 && node.tag() != Tag::kBody;
       node = node.parent(), ++levels) {
    group = (group ^ static_cast<std::uint64_t>(node.tag())) * 0x9E3779B97F4A7C15ULL;
    group = (group ^ std::hash<std::string_view>{}(class_of(node))) * 0xFF51AFD7ED558CCDULL;
  }
  return group;
}

class Finder {
 public:
  Finder(const html::Document& page, const url::Url& url) : page_(page), url_(url) {}

  std::vector<url::Url> run() {
    collect();
    std::vector<url::Url> found;
    std::unordered_set<std::string> known{url_.without_fragment()};
    const auto take = [&](const Link& link) {
      if (found.size() < kMaxSections && known.insert(link.url.without_fragment()).second)
        found.push_back(link.url);
    };
    for (const Link& link : links_) {
      if (link.place == Place::kMenu) take(link);
    }
    for (const Link& link : links_) {
      if (link.place == Place::kMenu) continue;
      const bool is_above = has_stories_ && is_bare(link.list) &&
                            (is_ahead(groups_, link.group) || is_ahead(lists_, link.list));
      if (is_above || (link.place == Place::kElsewhere &&
                       (is_menu(groups_, link.group) || is_menu(lists_, link.list))))
        take(link);
    }
    return found;
  }

 private:
  struct Link {
    url::Url url;
    Place place;
    std::uint64_t group;
    std::uint32_t list;
  };
  struct Group {
    std::size_t sections = 0, others = 0, stories = 0;
    bool is_ahead = false;  ///< Begins before the first link to a story.
  };
  template <class Key>
  using Groups = std::unordered_map<Key, Group>;

  void collect() {
    const std::string domain = url::registrable_domain(url_.host());
    const std::string scope(scope_of(url_));
    const Node body = page_.body();
    std::size_t seen = 0;
    bool is_ahead = true;
    for (std::uint32_t i = body.index(); i < body.end() && seen < kMaxLinks; ++i) {
      const Node node = page_.node(i);
      if (!node.is_element() || node.tag() != Tag::kA) continue;
      const std::string_view href = trimmed(node.attribute("href").value_or(""));
      if (href.empty() || href.front() == '#') continue;
      ++seen;
      auto url = url::Url::parse(href, &url_);
      if (!url || url->href().size() > kLongestAddress) continue;
      const std::uint64_t group = group_of(node);
      const std::uint32_t list = list_around(node);
      if (!is_section(node, *url, domain, scope)) {
        const bool is_story = leads_to_story(*url) || (looks_like_story(*url) && is_long(node));
        for (Group* const one : {&groups_[group], &lists_[list]}) {
          ++one->others;
          one->stories += is_story ? 1U : 0U;
        }
        is_ahead = is_ahead && !is_story;
        has_stories_ = has_stories_ || is_story;
        continue;
      }
      const Place place = place_of(node);
      if (place == Place::kNowhere) continue;
      for (Group* const one : {&groups_[group], &lists_[list]}) {
        one->is_ahead = one->is_ahead || (one->sections == 0 && is_ahead);
        ++one->sections;
      }
      links_.push_back({std::move(*url), place, group, list});
    }
  }

  [[nodiscard]] bool is_section(Node link, const url::Url& url, const std::string& domain,
                                const std::string& scope) const {
    if (!is_same_but_www(url.host())) return is_sister(url, domain) && is_named(link);
    if (url.port() != url_.port() && !is_name(url.host())) return false;
    if (url.path_and_query() == "/" || !url.path().starts_with(scope)) return false;
    return is_named(link) && !leads_to_story(url) && !is_service(url);
  }

  /// The front page of another host of the site: "sport.lamp.example".
  [[nodiscard]] bool is_sister(const url::Url& url, const std::string& domain) const {
    return is_name(url.host()) && url.path_and_query() == "/" && scope_of(url_) == "/" &&
           url::registrable_domain(url.host()) == domain;
  }

  [[nodiscard]] bool is_same_but_www(std::string_view host) const {
    const auto bare = [](std::string_view name) {
      return name.starts_with("www.") ? name.substr(4) : name;
    };
    return bare(host) == bare(url_.host());
  }

  /// No number: every port of 127.0.0.1 has the same registrable domain.
  static bool is_name(std::string_view host) { return !host.empty() && is_alpha(host.back()); }

  static bool is_long(Node link) {
    return weighed_size(text::clean_line(html::visible_text(link, kLongestLinkText))) >
           kLongestName;
  }

  static bool is_named(Node link) {
    const std::string_view rel = link.attribute("rel").value_or("");
    if (rel.find("nofollow") != std::string_view::npos || link.attribute("hreflang") ||
        link.attribute("download"))
      return false;
    const std::string text = text::clean_line(html::visible_text(link, kLongestLinkText));
    const float size = weighed_size(text);
    return size >= 2 && size <= kLongestName;
  }

  template <class Key>
  [[nodiscard]] static bool is_menu(const Groups<Key>& groups, Key key) {
    const auto found = groups.find(key);
    if (found == groups.end()) return false;
    const Group& group = found->second;
    return group.sections >= kFewestInMenu && group.others * 2 <= group.sections;
  }

  /// A small site's menu: above all stories, without one, perhaps with the front page or a service.
  template <class Key>
  [[nodiscard]] static bool is_ahead(const Groups<Key>& groups, Key key) {
    const auto found = groups.find(key);
    return found != groups.end() && found->second.is_ahead && found->second.stories == 0 &&
           found->second.sections + found->second.others >= kFewestAhead;
  }

  /// Hardly any text but that of links: no paragraph with links in it.
  [[nodiscard]] bool is_bare(std::uint32_t list) const {
    const Node around = page_.node(list);
    float text = weighed_size(html::visible_text(around, kLongestMenu + 1)), links = 0;
    if (text > static_cast<float>(kLongestMenu)) return false;
    for (std::uint32_t i = list; i < around.end(); ++i) {
      const Node node = page_.node(i);
      if (!node.is_element() || node.tag() != Tag::kA) continue;
      text -= weighed_size(html::visible_text(node, kLongestLinkText));
      ++links;
    }
    return text <= kBetweenEntries * links;
  }

  const html::Document& page_;
  const url::Url& url_;
  bool has_stories_ = false;
  std::vector<Link> links_;
  Groups<std::uint64_t> groups_;
  Groups<std::uint32_t> lists_;
};

bool is_language(std::string_view segment) {
  const bool is_long = segment.size() == 5 && (segment[2] == '-' || segment[2] == '_');
  return (segment.size() == 2 || is_long) && is_alpha(segment[0]) && is_alpha(segment[1]);
}

}  // namespace

bool is_front_page(const url::Url& url) {
  if (url.has_query()) return false;
  std::string_view path = url.path();
  if (path.starts_with('/')) path.remove_prefix(1);
  if (path.ends_with('/')) path.remove_suffix(1);
  for (const std::string_view name : {"index.", "home.", "default."}) {
    if (path.starts_with(name) && path.find('/') == std::string_view::npos) return true;
  }
  return path.empty() || path == "home" || is_language(path);
}

std::string_view scope_of(const url::Url& url) {
  const std::string_view path = url.path();
  if (is_front_page(url)) return path.substr(0, 1);
  return path.substr(0, path.rfind('/') + 1);
}

std::vector<url::Url> discover_sections(const html::Document& page, const url::Url& url) {
  return Finder(page, url).run();
}

}  // namespace tearsheet::extract
