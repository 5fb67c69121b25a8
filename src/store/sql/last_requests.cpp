// The end of the ledger, of one site.
#include <string>

#include "store/sql/request_row.h"
#include "store/sql/sql_store.h"
#include "store/sql/visit_reason.h"

namespace tearsheet::store::sql {
namespace {

constexpr int kStateColumn = 7, kStatusColumn = 8, kNoteColumn = 9, kKeyColumn = 10;

std::int64_t article_behind(Statements& statements, UrlHash key) {
  Use row(
      statements("SELECT article_id FROM _article_key WHERE key = ?1 OR key = (SELECT target FROM"
                 " _alias WHERE key = ?1) LIMIT 1"));
  return row.hash(key).step() ? row.integer_at(0) : 0;
}

/// The address that a redirect led to, or of a request that nobody knows the address of.
std::int64_t fetched_article(Statements& statements, const std::string& url) {
  Use row(statements("SELECT id FROM articles WHERE url = ? ORDER BY id DESC LIMIT 1"));
  return row.text(url).step() ? row.integer_at(0) : 0;
}

/// What became of the address that the row's request was made for.
void add_outcome(Statements& statements, Use& row, SiteRequest& one) {
  const bool is_article = one.request.purpose == "article";
  if (is_article && !row.is_null(kKeyColumn))
    one.article = article_behind(statements, row.hash_at(kKeyColumn));
  if (is_article && one.article == 0) one.article = fetched_article(statements, one.request.url);
  if (one.article != 0 || row.is_null(kStateColumn)) return;
  const auto state = static_cast<VisitState>(row.integer_at(kStateColumn));
  one.became = !is_article && state == VisitState::kStored
                   ? "read"
                   : reason_of(state, static_cast<int>(row.integer_at(kStatusColumn)),
                               row.text_at(kNoteColumn));
}

}  // namespace

Result<std::vector<SiteRequest>> SqlStore::last_requests(const std::string& site,
                                                         std::int64_t most) {
  return in_view<std::vector<SiteRequest>>([&]() -> Result<std::vector<SiteRequest>> {
    std::vector<SiteRequest> requests;
    // The address may be gone, and its number be that of another one.
    Use row(
        sql_("SELECT f.started, f.url, f.purpose, f.error, f.status, f.bytes, f.conditional,"
             " v.state, v.status, v.note, u.key FROM fetches f LEFT JOIN _url u ON u.id = f.url_id"
             " AND u.site_id = f.site_id LEFT JOIN _visit v ON v.url_id = u.id WHERE f.site_id ="
             " (SELECT id FROM sites WHERE key = ?1) ORDER BY f.id DESC LIMIT ?2"));
    row.text(site).integer(most);
    while (row.step()) {
      SiteRequest& one = requests.emplace_back();
      one.request = request_at(row);
      add_outcome(sql_, row, one);
    }
    return requests;
  });
}

}  // namespace tearsheet::store::sql
