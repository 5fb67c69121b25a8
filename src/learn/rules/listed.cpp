#include "learn/rules/listed.h"

#include <algorithm>
#include <utility>

namespace tearsheet::learn {
namespace {

constexpr std::size_t kMaxPages = 12;
constexpr std::size_t kLeastItems = 2;

bool leads_to_article(const PageLink& link, const ListingQuestion& question,
                      const std::set<std::string>& known) {
  if (known.contains(link.key)) return true;
  return std::ranges::any_of(question.is_article, [&](const site::Pattern& pattern) {
    return pattern.found_in(link.url.href());
  });
}

}  // namespace

Listed::Listed(const Sample& from) : sample(from), text(*from.page), evaluator(*from.page) {}

Listed::Inside Listed::inside(html::Node element) const {
  Inside out;
  auto link = std::ranges::lower_bound(links, element.index(), {},
                                       [](const PageLink& one) { return one.node.index(); });
  for (; link != links.end() && link->node.index() < element.end(); ++link) {
    if (out.key != nullptr && *out.key == link->key) continue;
    if (++out.articles > 1) return out;
    out.key = &link->key;
  }
  return out;
}

ListedPages listed_pages(const ListingQuestion& question) {
  std::set<std::string> known;
  for (const url::Url& url : question.known) known.insert(url::dedup_key(url).text);
  for (const auto& page : question.articles) known.insert(url::dedup_key(page->sample.url).text);

  ListedPages out;
  std::map<std::string, std::size_t> seen;  // on how many pages an article is linked
  std::size_t pages = 0;
  for (const Sample& sample : question.samples) {
    if (sample.page == nullptr || sample.role == Role::kOther) continue;
    std::vector<PageLink> links = links_of(*sample.page, sample.url);
    std::erase_if(links,
                  [&](const PageLink& link) { return !leads_to_article(link, question, known); });
    std::set<std::string> own;
    for (const PageLink& link : links) own.insert(link.key);
    for (const std::string& key : own) ++seen[key];
    ++pages;
    if (sample.role != Role::kListing || out.size() == kMaxPages) continue;
    auto listed = std::make_unique<Listed>(sample);
    listed->links = std::move(links);
    listed->keys = std::move(own);
    out.push_back(std::move(listed));
  }
  const std::size_t most = std::max<std::size_t>(2, pages * 45 / 100);
  for (const auto& page : out)
    std::erase_if(page->keys, [&](const std::string& key) { return seen[key] > most; });
  std::erase_if(out, [](const auto& page) { return page->keys.size() < kLeastItems; });
  return out;
}

}  // namespace tearsheet::learn
