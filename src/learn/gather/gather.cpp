#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "extract/extract.h"
#include "learn/gather/sections.h"
#include "learn/gather/statements.h"
#include "learn/learn.h"
#include "learn/rules/links.h"
#include "learn/rules/page_text.h"
#include "text/text.h"

namespace tearsheet::learn {
namespace {

constexpr std::size_t kMostOfMenus = 30;
constexpr std::size_t kSections = 6, kMissesInARow = 3;
constexpr std::size_t kArticles = 8;
constexpr std::size_t kLeastListed = 3;  // articles that make a page a listing
constexpr std::size_t kMaxUnread = 12;
constexpr std::size_t kShortestTitle = 4, kLongestTitle = 300;

class Gathering {
 public:
  Gathering(const url::Url& home, const Web& web) : web_(web), home_(home) {
    out_.requests = 1;  // robots.txt
  }

  Result<Gathered> run() {
    auto front = get(home_, Wanted::kPage);
    if (!front) return fail(front.error());
    if (!front->tree)
      return fail(ErrorCode::kInvalid, front->url.href() + ": is no page to begin with");
    home_ = front->url;
    const html::Document& page = *front->tree;
    feeds(page);
    sitemaps();
    const std::vector<url::Url> links = sections_of(page);
    list(*std::move(front));
    sections(links);
    second_page();
    articles();
    for (const Statement& one : said_.articles) out_.material.articles.push_back(one.url);
    for (std::size_t i = 0; i < out_.pages.size(); ++i)
      out_.material.samples[i].page = out_.pages[i].tree.get();
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool may_ask() const { return out_.requests < web_.max_requests; }

  Result<Fetched> get(const url::Url& url, Wanted wanted) {
    asked_.insert(url::dedup_key(url).text);
    auto fetched = web_.fetch(url, wanted);
    out_.requests += fetched ? fetched->requests : 1;
    if (fetched) asked_.insert(url::dedup_key(fetched->url).text);
    return fetched;
  }

  void feeds(const html::Document& page) {
    for (const url::Url& url : extract::discover_feeds(page, home_)) {
      if (!may_ask()) return;
      const auto fetched = get(url, Wanted::kFeed);
      if (!fetched) continue;
      const std::size_t entries = read_feed(*fetched, said_);
      if (entries == 0) continue;
      out_.material.sources.push_back({site::SourceKind::kFeed, url, entries});
      return;  // one says what the newest articles are
    }
  }

  /// The first sitemap that robots.txt names, or the first of an index: news before others.
  void sitemaps() {
    for (const url::Url& url : web_.sitemaps(home_)) {
      if (!may_ask()) return;
      const auto fetched = get(url, Wanted::kFeed);
      if (!fetched) continue;
      SitemapRead read = read_sitemap(*fetched, said_);
      std::ranges::stable_sort(read.children, [](const url::Url& a, const url::Url& b) {
        return is_news(a) && !is_news(b);
      });
      for (const url::Url& child : read.children) {
        if (read.articles > 0 || !may_ask()) break;
        const auto inner = get(child, Wanted::kFeed);
        if (!inner) break;
        read.articles = read_sitemap(*inner, said_).articles;
      }
      if (read.articles == 0) continue;
      out_.material.sources.push_back(
          {read.is_news ? site::SourceKind::kNewsSitemap : site::SourceKind::kSitemap, url,
           read.articles});
      return;
    }
  }

  static bool is_news(const url::Url& url) { return url.href().find("news") != std::string::npos; }

  /// Keeps a page that lists articles; whether it is one.
  bool list(Fetched page) {
    if (!page.tree) return false;
    extract::PageContext context;
    context.url = page.url;
    context.now = page.at;
    std::vector<records::ListingItem> items;
    const auto add = [&](records::ListingItem item) {
      const bool is_known = said_.of(item.url) != nullptr;
      if (!is_known && !looks_like_article(item.url)) return;
      if (!asked_.contains(url::dedup_key(item.url).text)) items.push_back(std::move(item));
    };
    auto listing = extract::extract_listing(*page.tree, context, nullptr);
    if (listing) {
      for (records::ListingItem& item : listing->items) add(std::move(item));
    }
    // Lists that nothing but their links tells: those that stood on no page before.
    const std::vector<PageLink> links = links_of(*page.tree, page.url);
    if (items.size() < kLeastListed) {
      for (const PageLink& link : links) {
        if (linked_.contains(link.key)) continue;
        records::ListingItem item;
        item.url = link.url;
        item.title = text::clean_line(html::visible_text(link.node, kLongestTitle));
        // A pager's numbers lead to no article.
        if (item.title.size() >= kShortestTitle) add(std::move(item));
      }
    }
    for (const PageLink& link : links) linked_.insert(link.key);
    if (items.size() < kLeastListed) return false;
    if (listing && listing->next && !next_) next_ = *listing->next;
    for (const auto& item : items) ++listed_on_[url::dedup_key(item.url).text];
    lists_.push_back(std::move(items));
    keep(std::move(page), Role::kListing, {});
    return true;
  }

  /// The entries of its menus before all that may lead to a section: a section's number in a query
  /// is like a story's.
  [[nodiscard]] std::vector<url::Url> sections_of(const html::Document& page) const {
    std::vector<url::Url> links = extract::discover_sections(page, home_);
    std::erase_if(links, [&](const url::Url& url) {
      return url.origin() != home_.origin() || said_.of(url) != nullptr;
    });
    if (links.size() > kMostOfMenus) links.resize(kMostOfMenus);
    std::set<std::string> keys;
    for (const url::Url& url : links) keys.insert(url::dedup_key(url).text);
    for (url::Url& url : section_links(page, home_, said_)) {
      if (keys.insert(url::dedup_key(url).text).second) links.push_back(std::move(url));
    }
    return links;
  }

  void sections(const std::vector<url::Url>& links) {
    std::size_t found = 0, misses = 0;
    std::vector<url::Url> unread;
    // The home page's own next page is no section's; where there is none, it is all there is.
    std::optional<url::Url> next_of_home = std::exchange(next_, std::nullopt);
    for (const url::Url& url : links) {
      if (found >= kSections || misses >= kMissesInARow ||
          out_.requests + kArticles + 1 >= web_.max_requests) {
        unread.push_back(url);
        continue;
      }
      if (asked_.contains(url::dedup_key(url).text)) continue;
      auto page = get(url, Wanted::kPage);
      const bool is_list = page && list(*std::move(page));
      found += is_list ? 1U : 0U;
      misses = is_list ? 0 : misses + 1;
      if (!is_list) others_.push_back(url);
    }
    if (found == 0) next_ = std::move(next_of_home);
    // Where each of the first led to a listing, so will those behind them.
    if (found == kSections && others_.empty()) {
      if (unread.size() > kMaxUnread) unread.resize(kMaxUnread);
      out_.material.sections = std::move(unread);
    }
  }

  void second_page() {
    if (!next_ || !may_ask() || asked_.contains(url::dedup_key(*next_).text)) return;
    const url::Url url = *next_;
    if (auto page = get(url, Wanted::kPage); page && list(*std::move(page)))
      out_.material.samples.back().continues = true;
  }

  /// Spread over lists and ages: of each list its first, its last, and so on inwards.
  std::vector<const records::ListingItem*> candidates() const {
    std::vector<const records::ListingItem*> out;
    std::set<std::string> taken, titles;
    std::size_t longest = 0;
    for (const auto& list : lists_) longest = std::max(longest, list.size());
    for (std::size_t k = 0; k < longest; ++k) {
      for (std::size_t l = lists_.size(); l-- > 0;) {  // sections before the home page
        const auto& list = lists_[l];
        if (k >= list.size()) continue;
        const auto& item = list[k % 2 == 0 ? k / 2 : list.size() - 1 - k / 2];
        const std::string key = url::dedup_key(item.url).text;
        const auto seen = listed_on_.find(key);
        // What stands on most lists is advertised, not listed.
        if (lists_.size() > 3 && seen != listed_on_.end() && 2 * seen->second > lists_.size())
          continue;
        // The home page may lead to the same articles by other addresses.
        const std::string title = letters_of(item.title);
        if (!title.empty() && !titles.insert(title).second) continue;
        if (taken.insert(key).second) out.push_back(&item);
      }
    }
    return out;
  }

  void articles() {
    std::size_t found = 0;
    const auto take = [&](const url::Url& url, const records::ListingItem* item) {
      if (found >= kArticles || !may_ask() || asked_.contains(url::dedup_key(url).text)) return;
      auto page = get(url, Wanted::kPage);
      if (!page || !page->tree) return;
      Known known;
      if (const Known* said = said_.of(url)) known = *said;
      if (known.title.empty() && item != nullptr) known.title = item->title;
      ++found;
      said_.add(page->url, {});
      keep(*std::move(page), Role::kUnknown, std::move(known));
    };
    const auto listed = candidates();
    for (const auto* item : listed) take(item->url, item);
    for (const Statement& one : std::vector<Statement>(said_.articles)) take(one.url, nullptr);
    for (const auto* item : listed) said_.add(item->url, {});
  }

  void keep(Fetched page, Role role, Known known) {
    Sample sample;
    sample.url = page.url;
    sample.role = role;
    sample.known = std::move(known);
    sample.content_language = page.content_language;
    sample.at = page.at;
    out_.material.samples.push_back(std::move(sample));
    out_.pages.push_back(std::move(page));
  }

  const Web& web_;
  url::Url home_;
  Gathered out_;
  Statements said_;
  std::set<std::string> asked_;
  std::set<std::string> linked_;  // addresses that stand on a page that was looked at
  std::vector<std::vector<records::ListingItem>> lists_;  // of the pages that list articles
  std::map<std::string, std::size_t> listed_on_;
  std::vector<url::Url> others_;
  std::optional<url::Url> next_;
};

}  // namespace

Result<Gathered> gather(const url::Url& home, const Web& web) {
  return Gathering(home, web).run();
}

}  // namespace tearsheet::learn
