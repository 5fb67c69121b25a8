// The frontier's table: addresses and visits.
#include <sqlite3.h>

#include <nlohmann/json.hpp>

#include "store/sqlite/sqlite_store.h"

namespace tearsheet::store::sqlite {
namespace {

using Json = nlohmann::json;

// A bit for each kind of page that names addresses (_url.via); 0: a source's own address.
int bit_of(std::string_view origin) {
  if (origin == "listing") return 1;
  if (origin == "feed") return 2;
  if (origin == "sitemap") return 4;
  return origin == "home" ? 8 : 0;
}

}  // namespace

Visit visit_at(Use& row, int column) {
  Visit visit;
  visit.state = static_cast<VisitState>(row.integer_at(column));
  visit.status = static_cast<int>(row.integer_at(column + 1));
  visit.visited_at = row.time_at(column + 2).value_or(SysTime{});
  visit.due_at = row.time_at(column + 3);
  visit.failures = static_cast<int>(row.integer_at(column + 4));
  visit.unchanged = static_cast<int>(row.integer_at(column + 5));
  visit.etag = row.text_at(column + 6);
  visit.last_modified = row.text_at(column + 7);
  return visit;
}

std::string to_json(const Hint& hint) {
  if (hint.empty()) return {};
  Json object = Json::object();
  object["from"] = hint.origin;
  if (!hint.title.empty()) object["title"] = hint.title;
  if (!hint.summary.empty()) object["summary"] = hint.summary;
  if (hint.published) object["published"] = hint.published->to_iso8601();
  if (hint.modified) object["modified"] = hint.modified->to_iso8601();
  if (!hint.authors.empty()) object["authors"] = hint.authors;
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Hint hint_from_json(std::string_view text) {
  Hint hint;
  const Json object = Json::parse(text, nullptr, false);
  if (!object.is_object()) return hint;
  const auto string_at = [&](const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  hint.origin = string_at("from");
  hint.title = string_at("title");
  hint.summary = string_at("summary");
  hint.published = dates::parse_iso8601(string_at("published"));
  hint.modified = dates::parse_iso8601(string_at("modified"));
  if (const auto authors = object.find("authors"); authors != object.end() && authors->is_array()) {
    for (const Json& author : *authors) {
      if (author.is_string()) hint.authors.push_back(author.get<std::string>());
    }
  }
  return hint;
}

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
      if (!row.is_null(7)) known.url.hint = hint_from_json(row.text_at(7));
      if (is_visited) {
        known.visit = visit_at(visit, 1);
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

Result<void> SqliteStore::each_article_key(const std::function<void(UrlHash)>& each) {
  return guarded<void>(file_, [&]() -> Result<void> {
    Use row(
        statements_("SELECT key FROM _article_key WHERE proposed <> 1 UNION ALL"
                    " SELECT key FROM _removed"));
    while (row.step()) each(row.hash_at(0));
    return {};
  });
}

Result<std::int64_t> SqliteStore::add_url(const FoundUrl& url) {
  return guarded<std::int64_t>(file_, [&]() -> Result<std::int64_t> {
    const std::string hint = to_json(url.hint);
    Use row(
        statements_("INSERT INTO _url(key, site_id, kind, source, depth, url, hint, via,"
                    " run_id) VALUES (?,?,?,?,?,?,?,?,?)"));
    row.hash(url.key)
        .integer(url.site)
        .integer(static_cast<int>(url.kind))
        .hash(url.source)
        .integer(url.depth);
    row.text(url.url).text_or_null(hint);
    const int via = bit_of(url.hint.origin);
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

Result<void> SqliteStore::add_hint(std::int64_t url_id, const Hint& hint) {
  return guarded<void>(file_, [&]() -> Result<void> {
    const std::string json = to_json(hint);
    // The hour of the day that the first source named is news as well, and so is the place of its
    // clock.
    Use row(
        statements_("UPDATE _url SET hint = json_patch(json_patch(?1, coalesce(hint, '{}')), CASE"
                    " WHEN substr(json_extract(?1, '$.published'), 1, 10) ="
                    " json_extract(hint, '$.published') THEN"
                    " json_object('published', json_extract(?1, '$.published'))"
                    " WHEN json_extract(?1, '$.published') GLOB '*T*[Z+-]*' AND"
                    " json_extract(hint, '$.published') GLOB '*T*' AND"
                    " NOT json_extract(hint, '$.published') GLOB '*T*[Z+-]*' THEN"
                    " json_object('published', json_extract(?1, '$.published')) ELSE '{}' END)"
                    " WHERE id = ?2"));
    row.text(json).integer(url_id).run();
    return {};
  });
}

Result<void> SqliteStore::add_origin(std::int64_t url_id, std::string_view origin) {
  return guarded<void>(file_, [&]() -> Result<void> {
    Use row(statements_("UPDATE _url SET via = coalesce(via, 0) | ? WHERE id = ?"));
    row.integer(bit_of(origin)).integer(url_id).run();
    return {};
  });
}

Result<void> SqliteStore::add_article_origin(UrlHash key, std::string_view origin) {
  return guarded<void>(file_, [&]() -> Result<void> {
    Use row(
        statements_("UPDATE _url SET via = coalesce(via, 0) | ?1 WHERE id = (SELECT url_id FROM"
                    " _article_key WHERE key = ?2) AND coalesce(via, 0) & ?1 = 0"));
    row.integer(bit_of(origin)).hash(key).run();
    return {};
  });
}

void SqliteStore::note_visit(std::int64_t url_id, const Visit& visit) {
  Use row(statements_(
      "UPDATE _visit SET status = ?, visited_at = ?, due_at = ?, failures = ?, unchanged = ?,"
      " announced = announced AND ?, note = ? WHERE url_id = ?"));
  row.integer(visit.status).integer(visit.visited_at.time_since_epoch().count());
  row.time_or_null(visit.due_at).integer(visit.failures).integer(visit.unchanged);
  // What a source said holds until the page was had.
  row.integer(visit.state == VisitState::kRetry || visit.state == VisitState::kAlias ? 1 : 0);
  row.text_or_null(visit.note).integer(url_id).run();
}

void SqliteStore::put_visit(std::int64_t url_id, const Visit& visit) {
  Use row(
      statements_("INSERT OR REPLACE INTO _visit(url_id, state, status, visited_at, due_at, "
                  "failures, unchanged, etag,"
                  " last_modified, note, until, answered_by, moved_to)"
                  " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"));
  row.integer(url_id).integer(static_cast<int>(visit.state)).integer(visit.status);
  row.integer(visit.visited_at.time_since_epoch().count()).time_or_null(visit.due_at);
  row.integer(visit.failures)
      .integer(visit.unchanged)
      .text_or_null(visit.etag)
      .text_or_null(visit.last_modified);
  row.text_or_null(visit.note).time_or_null(visit.until);
  row.text_or_null(visit.answered_by).text_or_null(visit.moved_to).run();
  if (visit.rhythm) put_source_rhythm(url_id, *visit.rhythm);
}

void SqliteStore::put_source_rhythm(std::int64_t url_id, const Rhythm& rhythm) {
  Use row(
      statements_("INSERT OR REPLACE INTO _source_rhythm(url_id, news, hours, last_new, told, base,"
                  " skip_hours, skip_days) VALUES (?,?,?,?,?,?,?,?)"));
  row.integer(url_id).real(rhythm.news).real(rhythm.hours).time_or_null(rhythm.last_new);
  row.integer(rhythm.told.count()).time_or_null(rhythm.base);
  row.integer(rhythm.skip_hours).integer(rhythm.skip_days).run();
}

std::unordered_map<std::int64_t, Rhythm> SqliteStore::source_rhythms() {
  std::unordered_map<std::int64_t, Rhythm> all;
  Use row(
      statements_("SELECT url_id, news, hours, last_new, told, base, skip_hours, skip_days FROM "
                  "_source_rhythm"));
  while (row.step()) {
    Rhythm& rhythm = all[row.integer_at(0)];
    rhythm.news = row.real_at(1);
    rhythm.hours = row.real_at(2);
    rhythm.last_new = row.time_at(3);
    rhythm.told = std::chrono::minutes(row.integer_at(4));
    rhythm.base = row.time_at(5);
    rhythm.skip_hours = static_cast<std::uint32_t>(row.integer_at(6));
    rhythm.skip_days = static_cast<std::uint8_t>(row.integer_at(7));
  }
  return all;
}

}  // namespace tearsheet::store::sqlite
