// The feeds and sitemaps that a page announces.
#include <algorithm>
#include <utility>

#include "base/ascii.h"
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

bool is_feed_type(std::string_view type) {
  const std::string lowered = to_lower(trimmed(type.substr(0, type.find(';'))));
  return lowered == "application/rss+xml" || lowered == "application/atom+xml" ||
         lowered == "application/feed+json" || lowered == "application/rdf+xml";
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

}  // namespace

std::vector<url::Url> discover_feeds(const html::Document& page, const url::Url& page_url) {
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
      const std::string rel = ' ' + to_lower(node.attribute("rel").value_or("")) + ' ';
      const auto type = node.attribute("type").value_or("");
      const auto title = node.attribute("title").value_or("");
      if (rel.find(" sitemap ") != std::string::npos) {
        add(*href, 2);
      } else if ((rel.find(" alternate ") != std::string::npos ||
                  rel.find(" feed ") != std::string::npos) &&
                 (is_feed_type(type) || rel.find(" feed ") != std::string::npos)) {
        const auto url = url::Url::parse(trimmed(*href), base.empty() ? nullptr : &base);
        add(*href, url && is_comment_feed(*url, title) ? 1 : 5);
      }
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
