// The newest articles of each site. Every question is answered from the end of an index, however
// many articles a site has: a row of `articles` is as long as its text.
#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {
namespace {

constexpr const char* kFile =
    "SELECT url, title, language, coalesce(date, first_seen) FROM articles INDEXED BY"
    " articles_site_moment WHERE site_id = ?1 AND kind <> 'page' ORDER BY coalesce(date, first_seen)"
    " DESC LIMIT ?2";
constexpr const char* kServer =
    "SELECT url, title, language, coalesce(date, first_seen) AS moment FROM articles WHERE site_id ="
    " ?1 AND kind <> 'page' ORDER BY coalesce(date, first_seen) DESC LIMIT ?2";

}  // namespace

Result<std::vector<SiteNews>> SqlStore::news_of_sites(std::int64_t most) {
  return in_view<std::vector<SiteNews>>([&]() -> Result<std::vector<SiteNews>> {
    std::vector<std::pair<std::int64_t, std::string>> sites;
    {
      Use row(sql_("SELECT id, key FROM sites ORDER BY key"));
      while (row.step()) sites.emplace_back(row.integer_at(0), row.text_at(1));
    }
    std::vector<SiteNews> all;
    for (auto& [id, key] : sites) {
      SiteNews news{.key = std::move(key), .articles = {}};
      Use row(sql_.either(kFile, kServer));
      row.integer(id).integer(most);
      while (row.step()) {
        SiteNews::Article& one = news.articles.emplace_back();
        one.url = row.text_at(0);
        one.title = row.text_at(1);
        one.language = row.text_at(2);
        one.moment = row.text_at(3);
      }
      if (!news.articles.empty()) all.push_back(std::move(news));
    }
    return all;
  });
}

}  // namespace tearsheet::store::sql
