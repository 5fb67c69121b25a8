// One article with all that is known of it.
#include "store/sql/article_row.h"
#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {
namespace {

ArticleFacts facts_at(Use& row, int column) {
  ArticleFacts facts;
  facts.confidence = row.real_at(column);
  facts.gone = row.text_at(column + 1);
  facts.agency = row.text_at(column + 2);
  if (!row.is_null(column + 3)) facts.copied = row.real_at(column + 3);
  facts.extractor = static_cast<int>(row.integer_at(column + 4));
  facts.rules = row.text_at(column + 5);
  return facts;
}

}  // namespace

Result<bool> SqlStore::article(
    std::int64_t id, const std::function<void(const StoredArticle&, const ArticleFacts&)>& take) {
  return attempt<bool>([&]() -> Result<bool> {
    static const std::string kRest =
        ", a.confidence, a.gone, a.agency, a.copied, a.extractor, a.rules, a.raw_page"
        " FROM articles a JOIN sites s ON s.id = a.site_id WHERE a.id = ?";
    static const std::string kSqlite = "SELECT " + selected_columns(true) + kRest;
    static const std::string kPostgres = "SELECT " + selected_columns_on_server(true) + kRest;
    Use row(sql_.either(kSqlite.c_str(), kPostgres.c_str()));
    if (!row.integer(id).step()) return false;
    ArticleFacts facts = facts_at(row, kSelectedColumns);
    {
      Use source(
          sql_("SELECT field, source, locator, raw, confidence FROM field_sources WHERE"
               " article_id = ? ORDER BY field"));
      source.integer(id);
      while (source.step()) {
        facts.sources.push_back({std::string(source.text_at(0)), std::string(source.text_at(1)),
                                 std::string(source.text_at(2)), std::string(source.text_at(3)),
                                 source.real_at(4)});
      }
    }
    if (!row.is_null(kSelectedColumns + 6) && has_table("_raw_page")) {
      Use page(sql_("SELECT fetched_at, url FROM _raw_page WHERE id = ?"));
      if (page.integer(row.integer_at(kSelectedColumns + 6)).step()) {
        facts.page_fetched = to_iso8601(page.time_at(0).value_or(SysTime{}));
        facts.page_url = page.text_at(1);
      }
    }
    take(stored_article_at(row), facts);
    return true;
  });
}

Result<std::vector<StoryPage>> SqlStore::story_of(std::int64_t article_id) {
  return attempt<std::vector<StoryPage>>([&]() -> Result<std::vector<StoryPage>> {
    std::vector<StoryPage> pages;
    Use row(sql_(
        "SELECT a.id, s.key, a.url, a.title, coalesce(a.date, a.first_seen), a.language, a.agency"
        " FROM (SELECT coalesce(duplicate_of, id) AS first FROM articles WHERE id = ?) f"
        " CROSS JOIN articles a JOIN sites s ON s.id = a.site_id"
        " WHERE a.id = f.first OR a.duplicate_of = f.first ORDER BY a.id LIMIT 100"));
    row.integer(article_id);
    while (row.step()) {
      StoryPage& page = pages.emplace_back();
      page.id = row.integer_at(0);
      page.site = row.text_at(1);
      page.url = row.text_at(2);
      page.title = row.text_at(3);
      page.date = row.text_at(4);
      page.language = row.text_at(5);
      page.agency = row.text_at(6);
    }
    return pages;
  });
}

Result<std::vector<RawPage>> SqlStore::pages_of(std::int64_t article_id) {
  return attempt<std::vector<RawPage>>([&]() -> Result<std::vector<RawPage>> {
    std::vector<RawPage> pages;
    if (!has_table("_raw_page")) return pages;
    // Behind the first page come those of the article's other parts, stored with it.
    Use row(
        sql_("SELECT r.url, r.fetched_at, r.status, r.headers, r.size, r.body, r.dictionary"
             " FROM articles a JOIN _raw_page r ON r.article_id = a.id AND r.id >= a.raw_page"
             " WHERE a.id = ? ORDER BY r.id"));
    row.integer(article_id);
    while (row.step()) {
      RawPage& page = pages.emplace_back();
      page.url = row.text_at(0);
      page.fetched_at = row.time_at(1).value_or(SysTime{});
      page.status = static_cast<int>(row.integer_at(2));
      page.headers = row.text_at(3);
      page.size = static_cast<std::size_t>(row.integer_at(4));
      page.compressed = row.text_at(5);
      page.dictionary = row.is_null(6) ? 0 : row.integer_at(6);
    }
    return pages;
  });
}

}  // namespace tearsheet::store::sql
