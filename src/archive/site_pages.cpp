// Stored pages of a site, for whoever learns from them.
#include <algorithm>
#include <deque>
#include <map>
#include <utility>

#include "archive/archive.h"
#include "reading/reading.h"

namespace tearsheet::archive {
namespace {

constexpr std::size_t kMaxPage = 10'000'000;  // bytes unpacked; larger ones are left out
constexpr std::size_t kMaxOthers = 20;

}  // namespace

Result<std::vector<SitePage>> site_pages(store::Store& store, const std::string& site,
                                         SysTime since, std::size_t limit) {
  std::deque<store::StoredRawPage> articles;
  std::map<std::string, store::StoredRawPage> others;  // by address
  auto read =
      store.each_raw_page({.sites = {site}, .since = since}, [&](store::StoredRawPage&& page) {
        if (page.article == 0) {
          const std::string address = page.page.url;
          if (others.size() < kMaxOthers || others.contains(address))
            others.insert_or_assign(address, std::move(page));
          return true;
        }
        // The further pages of an article are no pages of their own.
        if (!page.current) return true;
        articles.push_back(std::move(page));
        if (articles.size() > limit) articles.pop_front();
        return true;
      });
  if (!read) return fail(read.error());
  for (auto& [address, page] : others) articles.push_back(std::move(page));
  store::Unpacker unpacker(&store.dictionaries());
  std::vector<SitePage> pages;
  for (store::StoredRawPage& stored : articles) {
    auto url = url::Url::parse(stored.page.url);
    auto bytes = unpacker.unpack(stored.page, kMaxPage);
    if (!url || !bytes) continue;
    SitePage page{std::move(*url),        reading::stored_headers(stored.page.headers),
                  std::move(*bytes),      stored.page.fetched_at,
                  std::move(stored.hint), std::nullopt};
    if (stored.article != 0) {
      auto kept = store.kept_article(stored.article);
      if (!kept) return fail(kept.error());
      if (!*kept) continue;
      page.row = std::move((*kept)->columns);
    }
    pages.push_back(std::move(page));
  }
  return pages;
}

}  // namespace tearsheet::archive
