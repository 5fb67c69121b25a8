#include "crawl/address.h"

#include <xxhash.h>

#include <algorithm>
#include <string>
#include <vector>

#include "crawl/crawl.h"

namespace tearsheet::crawl {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// A word stays; numbers, ids and slugs are each one sign, so that pages of one template look alike.
std::string shape_of_segment(std::string_view segment) {
  std::string_view extension;
  if (const std::size_t dot = segment.rfind('.');
      dot != std::string_view::npos && segment.size() - dot <= 6) {
    extension = segment.substr(dot);
    segment = segment.substr(0, dot);
  }
  const bool digits = std::any_of(segment.begin(), segment.end(), is_digit);
  const bool letters = std::any_of(segment.begin(), segment.end(), is_letter);
  const bool dashed = segment.find_first_of("-_%") != std::string_view::npos;
  std::string shape;
  if (digits && !letters) {
    shape = "9";
  } else if (digits || dashed || segment.size() > 24) {
    shape = "*";
  } else {
    shape = segment;
  }
  return shape.append(extension);
}

}  // namespace

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
  if (!is_sane(url) || !site.is_article(url)) return false;
  if (site.same_host && url.host() != from.host()) return false;
  // Without patterns the home page would count: no article stands there.
  return !site.article_urls.empty() || url.path_and_query() != "/";
}

std::uint64_t shape_of(const url::Url& url) {
  std::string shape(url.host());
  std::string_view rest = url.path();
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find('/'), rest.size());
    (shape += '/') += shape_of_segment(rest.substr(0, end));
    rest.remove_prefix(end);
  }
  std::string_view query = url.query();
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    (shape += '?') += parameter.substr(0, parameter.find('='));
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return XXH3_64bits(shape.data(), shape.size());
}

}  // namespace tearsheet::crawl
