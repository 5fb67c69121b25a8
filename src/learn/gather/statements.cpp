#include "learn/gather/statements.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "feed/feed.h"

namespace tearsheet::learn {
namespace {

constexpr std::size_t kMaxArticles = 1500;
constexpr std::size_t kMaxChildren = 50;

feed::FeedOptions options_for(const Fetched& one) {
  feed::FeedOptions options;
  options.url = one.url.href();
  options.content_type = one.content_type;
  options.now = one.at;
  options.max_entries = kMaxArticles;
  return options;
}

}  // namespace

void Statements::add(url::Url url, Known known) {
  if (articles.size() >= kMaxArticles) return;
  const auto [place, fresh] = at.try_emplace(url::dedup_key(url).text, articles.size());
  if (fresh) {
    articles.push_back({std::move(url), std::move(known)});
    return;
  }
  Known& before = articles[place->second].known;
  if (before.title.empty()) before.title = std::move(known.title);
  if (!before.published) before.published = known.published;
  if (before.authors.empty()) before.authors = std::move(known.authors);
}

const Known* Statements::of(const url::Url& url) const {
  const auto found = at.find(url::dedup_key(url).text);
  return found == at.end() ? nullptr : &articles[found->second].known;
}

std::size_t read_feed(const Fetched& one, Statements& out) {
  auto feed = feed::parse_feed(one.bytes, options_for(one));
  if (!feed) return 0;
  std::size_t count = 0;
  for (feed::FeedEntry& entry : feed->entries) {
    auto url = url::Url::parse(entry.link, &one.url);
    if (!url) continue;
    ++count;
    out.add(std::move(*url),
            {std::move(entry.title), {}, entry.published, std::move(entry.authors)});
  }
  return count;
}

SitemapRead read_sitemap(const Fetched& one, Statements& out) {
  SitemapRead read;
  const auto summary =
      feed::parse_sitemap(one.bytes, options_for(one), [&](feed::SitemapUrl&& entry) {
        auto url = url::Url::parse(entry.url, &one.url);
        if (!url) return true;
        const bool is_news = !entry.news_title.empty() || entry.news_published.has_value();
        read.is_news = read.is_news || is_news;
        if (!is_news && !looks_like_article(*url)) return true;
        ++read.articles;
        out.add(std::move(*url), {std::move(entry.news_title), {}, entry.news_published, {}});
        return read.articles < kMaxArticles;
      });
  if (!summary) return read;
  for (const feed::SitemapChild& child : summary->children) {
    if (read.children.size() == kMaxChildren) break;
    if (auto url = url::Url::parse(child.url, &one.url)) read.children.push_back(std::move(*url));
  }
  return read;
}

bool looks_like_article(const url::Url& url) {
  const std::string_view all = url.path_and_query();
  std::string_view last = url.path();
  while (last.ends_with('/')) last.remove_suffix(1);
  last.remove_prefix(std::min(last.size(), last.rfind('/') + 1));
  std::size_t run = 0, longest = 0;
  for (const char c : all) {
    run = is_digit(c) ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const auto signs = std::ranges::count_if(last, [](char c) { return c == '-' || c == '_'; });
  return longest >= 4 || signs >= 2 || last.size() > 40 ||
         (longest > 0 && url.has_query() && url.path().size() > 1);
}

}  // namespace tearsheet::learn
