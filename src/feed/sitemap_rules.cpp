// Sitemaps and their indexes (https://www.sitemaps.org/protocol.html), with the news extension
// (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap). Locations of
// images, videos and other languages belong to other vocabularies and are passed over.
#include "feed/rules.h"

namespace tearsheet::feed {
namespace {

using enum Field;
constexpr auto kCore = Vocabulary::kCore;
constexpr auto kNews = Vocabulary::kNews;

// clang-format off
constexpr Rule kRules[] = {
    {kCore, "urlset",       kInFeed, kFeed},
    {kCore, "sitemapindex", kInFeed, kFeed},
    {kCore, "url",          kInBoth, kEntry},
    {kCore, "sitemap",      kInBoth, kEntry},
    {kCore, "loc",          kInEntry, kLink},
    {kCore, "lastmod",      kInEntry, kUpdated},
    {kNews, "news",             kInEntry, kWrapper},
    {kNews, "publication",      kInEntry, kWrapper},
    {kNews, "language",         kInEntry, kLanguage},
    {kNews, "publication_date", kInEntry, kPublished},
    {kNews, "title",            kInEntry, kTitle, 0, TextKind::kHtml},
    {kNews, "keywords",         kInEntry, kKeywords, 0, TextKind::kHtml},
};
// clang-format on

}  // namespace

std::span<const Rule> sitemap_rules() {
  return kRules;
}

}  // namespace tearsheet::feed
