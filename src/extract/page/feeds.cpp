// The feeds and sitemaps that a page announces.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "base/link_header.h"
#include "extract/extract.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using html::Node;
using html::Tag;

struct Found {
  url::Url url;
  int rank = 0;
};

std::string media_type(std::string_view type) {
  return to_lower(trimmed(type.substr(0, type.find(';'))));
}

// As RSS and Atom are served and named in the wild, registered or not: one word of the subtype is
// the format's name (application/rss+xml, application/x.atom+xml, text/rdf).
bool is_feed_type(std::string_view type) {
  const std::string whole = media_type(type);
  if (whole == "application/feed+json") return true;
  std::string_view rest = std::string_view(whole).substr(std::min(whole.find('/'), whole.size()));
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::string_view word = rest.substr(0, rest.find_first_of("+-._"));
    if (word == "rss" || word == "atom" || word == "rdf") return true;
    rest.remove_prefix(word.size());
  }
  return false;
}

/// Whether a visible link's address looks like a feed's: a path segment or file "feed", "rss",
/// "atom".
bool looks_like_feed(const url::Url& url) {
  const std::string path = to_lower(url.path());
  for (const std::string_view tail :
       {"/feed", "/feed/", "/rss", "/rss/", "/atom", "/atom/", ".rss", ".atom", "/rss.xml",
        "/feed.xml", "/atom.xml", "/feed.json", "/index.xml", "/index.rdf"}) {
    if (path.ends_with(tail)) return true;
  }
  return false;
}

bool is_comment_feed(const url::Url& url, std::string_view title) {
  return contains_ignoring_case(url.path(), "comment") ||
         contains_ignoring_case(title, "comment") || contains_ignoring_case(title, "kommentar") ||
         contains_ignoring_case(title, "comentario");
}

/// How well a link with a relation names a feed: 0 not at all.
int rank_of(const WebLink& link, const url::Url& url) {
  const std::string rel = ' ' + to_lower(link.rel) + ' ';
  if (rel.find(" sitemap ") != std::string::npos) return 2;
  const bool is_feed = rel.find(" feed ") != std::string::npos;
  if (!is_feed && rel.find(" alternate ") == std::string::npos) return 0;
  const std::string type = media_type(link.type);
  // Types of much else: of an alternate in XML little but feeds, in JSON mostly other things.
  const bool is_xml = type == "text/xml" || type == "application/xml";
  const bool is_json = type == "application/json" || type == "text/json";
  const bool says_so = looks_like_feed(url) || contains_ignoring_case(url.path(), "feed") ||
                       contains_ignoring_case(link.title, "feed");
  if (!is_feed && !is_feed_type(type) && !is_xml && !(is_json && says_so)) return 0;
  if (is_comment_feed(url, link.title)) return 1;
  return is_xml ? 4 : 5;
}

}  // namespace

std::vector<url::Url> discover_feeds(const html::Document& page, const url::Url& page_url,
                                     const std::vector<std::string_view>& link_headers) {
  url::Url base = page_url;
  std::vector<Found> found;
  const auto add = [&](std::string_view href, int rank) {
    href = trimmed(href);
    std::string fixed;
    if (href.starts_with("feed:")) {  // "feed:https://..." and "feed://..."
      fixed = href.substr(5);
      if (fixed.starts_with("//")) fixed = "http:" + fixed;
      href = fixed;
    }
    auto url = url::Url::parse(href, base.empty() ? nullptr : &base);
    if (!url || found.size() >= 200) return;
    found.push_back({std::move(*url), rank});
  };
  const auto add_typed = [&](const WebLink& link) {
    const auto url = url::Url::parse(link.href, base.empty() ? nullptr : &base);
    if (const int rank = rank_of(link, url ? *url : url::Url()); rank > 0) add(link.href, rank);
  };
  for (const std::string_view header : link_headers) {
    for (const WebLink& link : links_of_header(header)) add_typed(link);
  }
  bool has_base = false;
  for (std::uint32_t i = 0; i < page.size(); ++i) {
    const Node node = page.node(i);
    if (!node.is_element()) continue;
    const auto href = node.attribute("href");
    if (!href || trimmed(*href).empty()) continue;
    if (node.tag() == Tag::kBase && !has_base) {
      has_base = true;
      if (auto url = url::Url::parse(trimmed(*href), base.empty() ? nullptr : &base)) base = *url;
    } else if (node.tag() == Tag::kLink) {
      add_typed({trimmed(*href), node.attribute("rel").value_or(""),
                 node.attribute("type").value_or(""), node.attribute("title").value_or("")});
    } else if (node.tag() == Tag::kA) {
      const auto url = url::Url::parse(trimmed(*href), base.empty() ? nullptr : &base);
      const bool typed = is_feed_type(node.attribute("type").value_or(""));
      const bool scheme = trimmed(*href).starts_with("feed:");
      if (typed || scheme || (url && looks_like_feed(*url) && url->host() == page_url.host())) {
        add(*href, url && is_comment_feed(*url, {}) ? 1 : 3);
      }
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Found& a, const Found& b) { return a.rank > b.rank; });
  std::vector<url::Url> out;
  for (auto& one : found) {
    if (std::find(out.begin(), out.end(), one.url) == out.end()) out.push_back(std::move(one.url));
  }
  return out;
}

}  // namespace tearsheet::extract
