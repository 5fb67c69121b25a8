#include "feed/vocabulary.h"

#include <string>

#include "base/ascii.h"

namespace tearsheet::feed {
namespace {

struct Row {
  std::string_view key;
  Vocabulary vocabulary;
};

// Without scheme and final '/' or '#', lower case.
constexpr Row kUris[] = {
    {"www.w3.org/2005/atom", Vocabulary::kAtom},
    {"purl.org/atom/ns", Vocabulary::kAtom},
    {"purl.org/net/atom", Vocabulary::kAtom},
    {"purl.org/echo", Vocabulary::kAtom},
    {"purl.org/pie", Vocabulary::kAtom},
    {"purl.org/rss/1.0", Vocabulary::kCore},
    {"my.netscape.com/rdf/simple/0.9", Vocabulary::kCore},
    {"channel.netscape.com/rdf/simple/0.9", Vocabulary::kCore},
    {"my.netscape.com/publish/formats/rss-0.91.dtd", Vocabulary::kCore},
    {"blogs.law.harvard.edu/tech/rss", Vocabulary::kCore},
    {"cyber.law.harvard.edu/rss/rss.html", Vocabulary::kCore},
    {"www.rssboard.org/rss-specification", Vocabulary::kCore},
    {"www.w3.org/1999/02/22-rdf-syntax-ns", Vocabulary::kRdf},
    {"www.w3.org/xml/1998/namespace", Vocabulary::kXml},
    {"www.w3.org/1999/xhtml", Vocabulary::kXhtml},
    {"www.w3.org/tr/xhtml1", Vocabulary::kXhtml},
    {"www.w3.org/tr/rec-html40", Vocabulary::kXhtml},
    {"purl.org/dc/elements/1.1", Vocabulary::kDublinCore},
    {"purl.org/dc/elements/1.0", Vocabulary::kDublinCore},
    {"purl.org/dc/terms", Vocabulary::kDublinCoreTerms},
    {"purl.org/rss/1.0/modules/content", Vocabulary::kContent},
    {"search.yahoo.com/mrss", Vocabulary::kMedia},
    {"www.rssboard.org/media-rss", Vocabulary::kMedia},
    {"video.search.yahoo.com/mrss", Vocabulary::kMedia},
    {"www.google.com/schemas/play-podcasts/1.0", Vocabulary::kItunes},
    {"purl.org/rss/1.0/modules/syndication", Vocabulary::kSyndication},
    {"news.yandex.ru", Vocabulary::kYandex},
    {"purl.org/rss/1.0/modules/prism", Vocabulary::kPrism},
};

// Of any version.
constexpr Row kUriBeginnings[] = {
    {"www.sitemaps.org/schemas/sitemap/", Vocabulary::kCore},
    {"www.google.com/schemas/sitemap/", Vocabulary::kCore},
    {"www.google.com/schemas/sitemap-news/", Vocabulary::kNews},
    {"prismstandard.org/namespaces/", Vocabulary::kPrism},
    {"www.itunes.com/dtds/podcast", Vocabulary::kItunes},
    {"backend.userland.com/rss", Vocabulary::kCore},
};

constexpr Row kPrefixes[] = {
    {"atom", Vocabulary::kAtom},
    {"atom03", Vocabulary::kAtom},
    {"atom10", Vocabulary::kAtom},
    {"a10", Vocabulary::kAtom},
    {"rss", Vocabulary::kCore},
    {"rdf", Vocabulary::kRdf},
    {"xml", Vocabulary::kXml},
    {"xhtml", Vocabulary::kXhtml},
    {"html", Vocabulary::kXhtml},
    {"dc", Vocabulary::kDublinCore},
    {"dcterms", Vocabulary::kDublinCoreTerms},
    {"dcterm", Vocabulary::kDublinCoreTerms},
    {"content", Vocabulary::kContent},
    {"media", Vocabulary::kMedia},
    {"mrss", Vocabulary::kMedia},
    {"itunes", Vocabulary::kItunes},
    {"googleplay", Vocabulary::kItunes},
    {"sy", Vocabulary::kSyndication},
    {"syn", Vocabulary::kSyndication},
    {"news", Vocabulary::kNews},
    {"n", Vocabulary::kNews},
    {"yandex", Vocabulary::kYandex},
    {"prism", Vocabulary::kPrism},
};

std::string normalised(std::string_view uri) {
  const auto first = uri.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  uri.remove_prefix(first);
  while (!uri.empty() && std::string_view(" \t\r\n/#").find(uri.back()) != std::string_view::npos)
    uri.remove_suffix(1);
  std::string key;
  for (const char c : uri) key.push_back(to_lower(c));
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (key.starts_with(scheme)) key.erase(0, scheme.size());
  }
  return key;
}

}  // namespace

Vocabulary vocabulary_of_uri(std::string_view uri) {
  const auto key = normalised(uri);
  if (key.empty()) return Vocabulary::kCore;  // xmlns="" takes the default away
  for (const auto& row : kUris) {
    if (row.key == key) return row.vocabulary;
  }
  for (const auto& row : kUriBeginnings) {
    if (key.starts_with(row.key)) return row.vocabulary;
  }
  return Vocabulary::kOther;
}

Vocabulary vocabulary_of_prefix(std::string_view prefix) {
  for (const auto& row : kPrefixes) {
    if (row.key == prefix) return row.vocabulary;
  }
  return Vocabulary::kOther;
}

}  // namespace tearsheet::feed
