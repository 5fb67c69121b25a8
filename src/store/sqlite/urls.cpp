// The frontier as a whole, and what it takes up.
#include <sqlite3.h>

#include "store/sql/hint.h"
#include "store/sqlite/sqlite_store.h"

namespace tearsheet::store::sqlite {

Result<std::size_t> SqliteStore::url_count() {
  return guarded<std::size_t>(file_, [&]() -> Result<std::size_t> {
    // Rows are only ever added. The last id of a damaged file may be any number, and room is made
    // for so many: no more than fit in the file.
    constexpr int kSmallestRow = 16;
    Use row(
        statements_("SELECT max(0, min((SELECT coalesce(max(id), 0) FROM _url), page_count *"
                    " page_size / ?)) FROM pragma_page_count, pragma_page_size"));
    row.integer(kSmallestRow).step();
    return static_cast<std::size_t>(row.integer_at(0));
  });
}

Result<void> SqliteStore::each_url(const std::function<void(KnownUrl&&)>& each,
                                   const std::function<bool(const KnownUrl&)>& wants) {
  return guarded<void>(file_, [&]() -> Result<void> {
    auto rhythms = source_rhythms();  // of sources alone: few
    // Side by side: a join looks for each visit from the root of its table.
    Use row(
        statements_("SELECT id, key, site_id, kind, source, depth, url, hint FROM _url"
                    " ORDER BY id DESC"));
    Use visit(
        statements_("SELECT url_id, state, status, visited_at, due_at, failures, unchanged, etag,"
                    " last_modified, until, announced, answered_by, moved_to, note FROM _visit"
                    " ORDER BY url_id DESC"));
    constexpr std::int64_t kNone = -1;
    const auto next_visit = [&] { return visit.step() ? visit.integer_at(0) : kNone; };
    std::int64_t visited = next_visit();
    while (row.step()) {
      KnownUrl known;
      known.id = row.integer_at(0);
      while (visited > known.id) visited = next_visit();
      known.url.key = row.hash_at(1);
      known.url.site = row.integer_at(2);
      known.url.kind = static_cast<UrlKind>(row.integer_at(3));
      const bool is_article = known.url.kind == UrlKind::kArticle;
      const bool is_visited = visited == known.id;
      const auto state = is_visited ? static_cast<VisitState>(visit.integer_at(1)) : VisitState{};
      // Most rows are finished articles: of those the key is all that anybody needs.
      if (is_article && is_visited && state != VisitState::kRetry) {
        known.visit.emplace().state = state;
        if (!visit.is_null(4)) {
          known.url.source = row.hash_at(4);
          known.visit->due_at = visit.time_at(4);
          known.visit->until = visit.time_at(9);
          known.visit->announced = visit.integer_at(10) != 0;
        }
        each(std::move(known));
        continue;
      }
      known.url.source = row.hash_at(4);
      if (is_article && !is_visited && wants && !wants(known)) {
        each(std::move(known));
        continue;
      }
      known.url.depth = static_cast<int>(row.integer_at(5));
      known.url.url = row.text_at(6);
      if (!row.is_null(7)) known.url.hint = sql::hint_from_json(row.text_at(7));
      if (is_visited) {
        known.visit = sql::visit_at(visit, 1);
        known.visit->answered_by = visit.text_at(11);
        known.visit->moved_to = visit.text_at(12);
        if (!is_article) known.visit->note = visit.text_at(13);
      }
      if (auto rhythm = rhythms.extract(known.id); rhythm && known.visit)
        known.visit->rhythm = rhythm.mapped();
      each(std::move(known));
    }
    return {};
  });
}

Result<std::int64_t> SqliteStore::add_url(const FoundUrl& url) {
  return guarded<std::int64_t>(file_, [&]() -> Result<std::int64_t> {
    const std::string hint = sql::to_json(url.hint);
    Use row(
        statements_("INSERT INTO _url(key, site_id, kind, source, depth, url, hint, via,"
                    " run_id) VALUES (?,?,?,?,?,?,?,?,?)"));
    row.hash(url.key)
        .integer(url.site)
        .integer(static_cast<int>(url.kind))
        .hash(url.source)
        .integer(url.depth);
    row.text(url.url).text_or_null(hint);
    const int via = sql::bit_of(url.hint.origin);
    via != 0 ? row.integer(via) : row.null();
    (run_ != 0 ? row.integer(run_) : row.null()).run();
    const std::int64_t id = database_.getLastInsertRowid();
    ++added_[url.site];
    if (sqlite3_get_autocommit(database_.getHandle()) != 0) count_added();
    return id;
  });
}

// A trigger that counts them costs more than storing them.
void SqliteStore::count_added() {
  for (const auto& [site, urls] : added_) {
    Use row(
        statements_("INSERT INTO _waiting VALUES (?,?)"
                    " ON CONFLICT(site_id) DO UPDATE SET urls = urls + excluded.urls"));
    row.integer(site).integer(urls).run();
  }
  added_.clear();
}

}  // namespace tearsheet::store::sqlite
