#include "reading/address.h"

#include <xxhash.h>

#include <algorithm>
#include <string>
#include <vector>

namespace tearsheet::reading {

store::UrlHash hash_of(const url::Url& url, store::UrlKind kind, const url::KeyRules& rules) {
  const std::string text = url::dedup_key(url, rules).text;
  return XXH3_64bits_withSeed(text.data(), text.size(), kind == store::UrlKind::kArticle ? 0 : 1);
}

store::UrlHash article_key(const url::Url& url) {
  return hash_of(url, store::UrlKind::kArticle, {});
}

bool is_sane(const url::Url& url) {
  if (url.href().size() > kMaxUrlBytes || !url.username().empty() || !url.password().empty())
    return false;
  std::vector<std::string_view> segments;
  std::string_view rest = url.path();
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find('/'), rest.size());
    if (end > 0) segments.push_back(rest.substr(0, end));
    rest.remove_prefix(end);
  }
  if (segments.size() > kMaxPathDepth) return false;
  return std::none_of(segments.begin(), segments.end(), [&](std::string_view segment) {
    return std::count(segments.begin(), segments.end(), segment) > kMaxSegmentRepeats;
  });
}

bool is_wanted(const url::Url& url, const url::Url& from, const site::SiteDefinition& site) {
  if (!is_sane(url)) return false;
  if (site.by_address ? !site.owns(url, from) : !site.is_article(url)) return false;
  if (site.same_host && url.host() != from.host()) return false;
  // Without patterns the home page would count: no article stands there.
  return !site.article_urls.empty() || url.path_and_query() != "/";
}

}  // namespace tearsheet::reading
