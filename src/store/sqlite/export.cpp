// A compact copy of the public tables: safe to publish, since no header, host memory or raw page is
// in it.
#include <fmt/format.h>
#include <unistd.h>

#include "base/pending_file.h"
#include "store/sqlite/sqlite_store.h"

namespace tearsheet::store::sqlite {
namespace {

// In the order of their foreign keys. `runs` goes along because articles name their run; the ledger
// does not.
constexpr const char* kTables[] = {"sites",
                                   "runs",
                                   "articles",
                                   "article_versions",
                                   "field_sources",
                                   "preference_sets",
                                   "article_preferences"};

// Creates what the source's own schema says for the public tables, their indexes, triggers and
// views.
void copy_schema(SQLite::Database& target, const char* what) {
  SQLite::Statement schema(target, what);
  std::vector<std::string> statements;
  while (schema.executeStep()) statements.push_back(schema.getColumn(0).getString());
  for (const std::string& sql : statements) target.exec(sql);
}

// What a new copy takes the place of is an earlier copy, or nothing.
Result<void> check_target(const std::filesystem::path& to, const std::filesystem::path& from) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(to, ignored)) return check_replaceable(to);
  if (std::filesystem::equivalent(to, from, ignored)) {
    return fail(ErrorCode::kInvalid,
                to.string() + ": this is the database itself; give another file");
  }
  if (std::filesystem::file_size(to, ignored) == 0) return check_replaceable(to);
  if (is_public_copy(to)) return {};
  return fail(ErrorCode::kInvalid,
              to.string() +
                  ": there is a file that is no copy made before, and it is not replaced; "
                  "give another name or remove it first");
}

}  // namespace

Result<void> SqliteStore::export_public(const std::filesystem::path& to,
                                        const ArticleFilter& filter) {
  if (auto allowed = check_target(to, file_); !allowed) return allowed;
  const std::filesystem::path temporary = to.string() + fmt::format(".{}.tmp", ::getpid());
  ArticleCondition condition;
  if (const auto sound = guarded<void>(file_,
                                       [&]() -> Result<void> {
                                         if (auto checked = check_filter(filter); !checked)
                                           return checked;
                                         condition = whole_condition_of(
                                             filter, has_pairs(database_), "source");
                                         return {};
                                       });
      !sound) {
    return sound;
  }
  PendingFile copy = PendingFile::made_by_others(to, temporary);
  Result<void> done = guarded<void>(to, [&]() -> Result<void> {
    SQLite::Database target(
        temporary.string(),
        SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX | SQLite::OPEN_URI,
        10'000);
    {
      SQLite::Statement attach(target, "ATTACH ? AS source");
      attach.bind(1, read_only_uri(file_, database_));
      attach.exec();
    }
    // The file is new and made whole or not at all, so no journal is needed while it is filled.
    target.exec("PRAGMA main.journal_mode = OFF");
    target.exec("PRAGMA main.synchronous = OFF");
    target.exec(fmt::format("PRAGMA application_id = {}", kPublicApplicationId));
    target.exec(fmt::format("PRAGMA user_version = {}", newest_version()));
    SQLite::Transaction transaction(target);
    for (const char* const table : kTables) {
      copy_schema(
          target,
          fmt::format("SELECT sql FROM source.sqlite_master WHERE type = 'table' AND name = '{}'",
                      table)
              .c_str());
    }
    target.exec("CREATE TEMP TABLE wanted(id INTEGER PRIMARY KEY)");
    {
      std::string sql = "INSERT INTO wanted SELECT a.id FROM source.articles a" + condition.sql +
                        " ORDER BY a.id";
      if (filter.limit) sql += " LIMIT " + std::to_string(*filter.limit);
      SQLite::Statement insert(target, sql);
      int index = 0;
      for (const std::string& value : condition.values) insert.bind(++index, value);
      insert.exec();
    }
    // A copy whose original is not exported stands for itself.
    target.exec(
        "INSERT INTO main.sites SELECT * FROM source.sites WHERE id IN (SELECT site_id FROM "
        "source.articles"
        " WHERE id IN wanted)");
    target.exec(
        "INSERT INTO main.runs SELECT * FROM source.runs WHERE id IN (SELECT run_id FROM "
        "source.articles"
        " WHERE id IN wanted)");
    target.exec(
        "INSERT INTO main.articles SELECT * FROM source.articles WHERE id IN wanted ORDER BY id");
    target.exec(
        "UPDATE main.articles SET raw_page = NULL, duplicate_of = CASE WHEN duplicate_of IN wanted "
        "THEN duplicate_of END");
    target.exec(
        "INSERT INTO main.article_versions SELECT * FROM source.article_versions WHERE article_id "
        "IN wanted");
    target.exec("UPDATE main.article_versions SET raw_page = NULL");
    target.exec(
        "INSERT INTO main.field_sources SELECT * FROM source.field_sources WHERE article_id IN "
        "wanted");
    target.exec(
        "INSERT INTO main.preference_sets SELECT * FROM source.preference_sets WHERE id IN (SELECT"
        " set_id FROM source.article_preferences WHERE article_id IN wanted)");
    target.exec(
        "INSERT INTO main.article_preferences SELECT * FROM source.article_preferences WHERE"
        " article_id IN wanted");
    // Feeds made of the copy are the same as those made of the database.
    if (database_.tableExists("_database"))
      target.exec("CREATE TABLE main._database AS SELECT identity FROM source._database");
    copy_schema(target, "SELECT sql FROM source.sqlite_master WHERE name = 'articles_fts'");
    target.exec("INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')");
    copy_schema(
        target,
        "SELECT sql FROM source.sqlite_master WHERE sql IS NOT NULL AND type IN ('index', "
        "'trigger')"
        " AND tbl_name IN ('sites', 'runs', 'articles', 'article_versions', 'field_sources',"
        " 'preference_sets', 'article_preferences')"
        " AND name NOT LIKE '\\_%' ESCAPE '\\'");
    copy_schema(target,
                "SELECT sql FROM source.sqlite_master WHERE type = 'view'"
                " AND name NOT LIKE '\\_%' ESCAPE '\\'");
    transaction.commit();
    return {};
  });
  if (!done) return done;
  if (auto named = copy.commit(); !named) return fail(ErrorCode::kIo, named.error().message);
  return {};
}

}  // namespace tearsheet::store::sqlite
