// Taking articles out of a database on a server: rows, versions, raw pages, prints, words.
//
// Each page that a worker stores is looked up in _removed first. That is kept from them meanwhile
// (begin_alone), so no worker is between its look and its commit, and the next one finds what stands
// there now.
#include "store/removal.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>
#include <variant>

#include "store/postgres/article_condition.h"
#include "store/postgres/postgres_store.h"
#include "store/postgres/removal.h"
#include "store/postgres/removed_site.h"
#include "store/sql/removed_pages.h"

namespace tearsheet::store::postgres {
namespace {

// What is gone is gone from the tables' pages too.
constexpr const char* kVacuum =
    "VACUUM articles, article_versions, field_sources, article_preferences, preference_sets,"
    " _raw_page, _dictionary, _words, _fingerprint, _url, _visit, _announced, _said, _entries";

// Whoever tells the stories has what goes in memory: it is read anew (hold()).
constexpr const char* kCallStoriesBack =
    "UPDATE _lease SET epoch = epoch + 1 WHERE name = 'stories'";

// One removal: the articles `ids`, as an array, and with them all that is known of `site`, if it is
// one.
class Removal {
 public:
  Removal(Connection& sql, Dictionaries& dictionaries, std::string ids, const std::string& site)
      : sql_(sql), unpacker_(&dictionaries), ids_(std::move(ids)), site_(site) {}

  RemovalReceipt measure() {
    RemovalReceipt receipt;
    {
      Use row(
          sql_("SELECT a.id, s.key, a.url, a.title FROM articles a JOIN sites s ON s.id = a.site_id"
               " WHERE a.id = ANY(CAST(? AS bigint[])) ORDER BY a.id"));
      row.text(ids_);
      while (row.step()) {
        receipt.articles.push_back({row.integer_at(0), std::string(row.text_at(1)),
                                    std::string(row.text_at(2)), std::string(row.text_at(3))});
      }
    }
    Use row(
        sql_("SELECT (SELECT count(*) FROM article_versions WHERE article_id = ANY(g.ids)), (SELECT"
             " count(*) FROM field_sources WHERE article_id = ANY(g.ids)), (SELECT count(*) FROM"
             " _fingerprint WHERE article_id = ANY(g.ids)), (SELECT count(*) FROM _raw_page WHERE"
             " article_id = ANY(g.ids)), (SELECT CAST(coalesce(sum(length(body) + length(headers)),"
             " 0) AS BIGINT) FROM _raw_page WHERE article_id = ANY(g.ids)), (SELECT count(DISTINCT"
             " duplicate_of) FROM articles WHERE duplicate_of = ANY(g.ids) AND id <> ALL(g.ids))"
             " FROM (SELECT CAST(? AS bigint[]) AS ids) g"));
    row.text(ids_);
    row.step();
    receipt.versions = row.integer_at(0);
    receipt.field_sources = row.integer_at(1);
    receipt.fingerprints = row.integer_at(2);
    receipt.raw_pages = row.integer_at(3);
    receipt.bytes = row.integer_at(4);
    receipt.stories = row.integer_at(5);
    receipt.addresses = site_.empty() ? static_cast<std::int64_t>(keys().size()) : addresses();
    return receipt;
  }

  Result<void> remove(RemovalReceipt& receipt, const std::string& why, SysTime now,
                      const std::function<void(std::int64_t)>& changed) {
    if (!site_.empty()) call_back(sql_, site_);
    hand_stories_on(changed);
    const std::string keys = array_of(this->keys());
    if (auto gone = remove_pages(receipt); !gone) return gone;
    if (site_.empty()) mark_addresses(keys, why, now);
    for (const char* const statement :
         {"DELETE FROM article_versions WHERE article_id = ANY(CAST(? AS bigint[]))",
          "DELETE FROM field_sources WHERE article_id = ANY(CAST(? AS bigint[]))",
          "DELETE FROM article_preferences WHERE article_id = ANY(CAST(? AS bigint[]))",
          "DELETE FROM _article_key WHERE article_id = ANY(CAST(? AS bigint[]))",
          "DELETE FROM _fingerprint WHERE article_id = ANY(CAST(? AS bigint[]))",
          "DELETE FROM _words WHERE article_id = ANY(CAST(? AS bigint[]))",
          "DELETE FROM _words_due WHERE article_id = ANY(CAST(? AS bigint[]))",
          "DELETE FROM _again WHERE article_id = ANY(CAST(? AS bigint[]))",
          "DELETE FROM articles WHERE id = ANY(CAST(? AS bigint[]))"})
      run(statement, ids_);
    if (!site_.empty()) forget_site(sql_, site_);
    Use stories(sql_(kCallStoriesBack));
    stories.run();
    // What nobody's article was told goes too: it may name the article's own address.
    Use orphans(
        sql_("DELETE FROM preference_sets WHERE id NOT IN (SELECT set_id FROM"
             " article_preferences)"));
    orphans.run();
    return {};
  }

 private:
  void run(const char* statement, const std::string& value) {
    Use row(sql_(statement));
    row.text(value).run();
  }

  /// Of all that leads to them.
  std::vector<std::int64_t> keys() {
    std::vector<std::int64_t> keys;
    Use row(sql_(
        "SELECT key FROM _article_key WHERE article_id = ANY(CAST(?1 AS bigint[])) UNION SELECT"
        " l.key FROM _alias l JOIN _article_key k ON k.key = l.target WHERE k.article_id ="
        " ANY(CAST(?1 AS bigint[]))"));
    row.text(ids_);
    while (row.step()) keys.push_back(row.integer_at(0));
    return keys;
  }

  /// Of the site.
  std::int64_t addresses() {
    Use row(
        sql_("SELECT count(*) FROM _url WHERE kind = 0 AND site_id = (SELECT id FROM sites WHERE"
             " key = ?)"));
    row.text(site_);
    return row.step() ? row.integer_at(0) : 0;
  }

  /// Of a story whose first page goes, the next one becomes the first.
  void hand_stories_on(const std::function<void(std::int64_t)>& changed) {
    run("UPDATE _fingerprint f SET cluster = h.id FROM (SELECT duplicate_of AS old, min(id) AS id"
        " FROM articles WHERE duplicate_of = ANY(CAST(?1 AS bigint[])) AND id <> ALL(CAST(?1 AS"
        " bigint[])) GROUP BY duplicate_of) h JOIN articles a ON a.duplicate_of = h.old WHERE"
        " f.article_id = a.id",
        ids_);
    Use row(sql_(
        "UPDATE articles a SET duplicate_of = nullif(h.id, a.id), copied = CASE WHEN h.id ="
        " a.id THEN NULL ELSE a.copied END FROM (SELECT duplicate_of AS old, min(id) AS id FROM"
        " articles WHERE duplicate_of = ANY(CAST(?1 AS bigint[])) AND id <> ALL(CAST(?1 AS"
        " bigint[])) GROUP BY duplicate_of) h WHERE a.duplicate_of = h.old AND a.id <>"
        " ALL(CAST(?1 AS bigint[])) RETURNING a.id"));
    row.text(ids_);
    while (row.step()) changed(row.integer_at(0));
  }

  // A page of theirs may have become the dictionary that other pages of the site are packed by.
  // Those are packed anew, each by itself.
  Result<void> remove_pages(RemovalReceipt& receipt) {
    const std::vector<std::int64_t> made = dictionaries_made_of_them();
    run("DELETE FROM _revisit WHERE raw_page IN (SELECT id FROM _raw_page WHERE article_id ="
        " ANY(CAST(? AS bigint[])))",
        ids_);
    run("DELETE FROM _raw_page WHERE article_id = ANY(CAST(? AS bigint[]))", ids_);
    for (const std::int64_t id : made) {
      const auto packed = sql::pack_without(sql_, unpacker_, id);
      if (!packed) return fail(packed.error());
      receipt.repacked += static_cast<std::int64_t>(packed->size());
      Use drop(sql_("DELETE FROM _dictionary WHERE id = ?"));
      drop.integer(id).run();
      ++receipt.dictionaries;
    }
    return {};
  }

  std::vector<std::int64_t> dictionaries_made_of_them() {
    Use row(
        sql_("SELECT d.id, d.size, d.body, r.size, r.body, r.dictionary FROM _dictionary d JOIN"
             " (SELECT p.*, u.site_id FROM _raw_page p JOIN _url u ON u.id = p.url_id WHERE"
             " p.article_id = ANY(CAST(?1 AS bigint[]))) r ON r.site_id = d.site_id AND"
             " least(r.size, CAST(?2 AS BIGINT)) = d.size ORDER BY d.id"));
    row.text(ids_).integer(static_cast<std::int64_t>(kMaxDictionary));
    return sql::dictionaries_made_of(row, unpacker_);
  }

  /// The addresses stay, so that nobody asks for them again.
  void mark_addresses(const std::string& keys, const std::string& why, SysTime now) {
    const std::string at = to_iso8601(now), note = std::string(kRemovedNote) + why;
    {
      Use row(
          sql_("INSERT INTO _removed(key, url, at, why) SELECT key, min(url), CAST(?2 AS TEXT),"
               " CAST(?3 AS TEXT) FROM (SELECT k.key, a.url FROM _article_key k JOIN articles a ON"
               " a.id = k.article_id WHERE a.id = ANY(CAST(?1 AS bigint[])) UNION ALL SELECT l.key,"
               " a.url FROM _alias l JOIN _article_key k ON k.key = l.target JOIN articles a ON"
               " a.id = k.article_id WHERE a.id = ANY(CAST(?1 AS bigint[]))) d GROUP BY key ON"
               " CONFLICT(key) DO UPDATE SET url = excluded.url, at = excluded.at, why ="
               " excluded.why"));
      row.text(ids_).text(at).text(why).run();
    }
    run("UPDATE _url SET hint = NULL WHERE kind = 0 AND key = ANY(CAST(? AS bigint[]))", keys);
    run("DELETE FROM _raw_page WHERE article_id IS NULL AND url_id IN (SELECT id FROM _url WHERE"
        " kind = 0 AND key = ANY(CAST(? AS bigint[])))",
        keys);
    Use visit(
        sql_("INSERT INTO _visit(url_id, state, status, visited_at, failures, unchanged, note)"
             " SELECT u.id, CAST(?2 AS BIGINT), coalesce(v.status, 0), CAST(?3 AS BIGINT), 0, 0,"
             " CAST(?4 AS TEXT) FROM _url u LEFT JOIN _visit v ON v.url_id = u.id WHERE u.kind = 0"
             " AND u.key = ANY(CAST(?1 AS bigint[])) ON CONFLICT(url_id) DO UPDATE SET state ="
             " excluded.state, visited_at = excluded.visited_at, due_at = NULL, failures = 0,"
             " unchanged = 0, etag = NULL, last_modified = NULL, note = excluded.note, until ="
             " NULL, announced = 0, answered_by = NULL, moved_to = NULL"));
    visit.text(keys).integer(static_cast<int>(VisitState::kDenied));
    visit.integer(now.time_since_epoch().count()).text(note).run();
  }

  Connection& sql_;
  Unpacker unpacker_;
  const std::string ids_;
  const std::string& site_;
};

}  // namespace

Result<std::vector<std::int64_t>> PostgresStore::chosen(const ArticleFilter& filter) {
  auto text = text_query_of(filter);
  if (!text) return fail(text.error());
  using Ids = std::vector<std::int64_t>;
  return attempt<Ids>([&]() -> Result<Ids> {
    if (auto sound = check_sites(filter); !sound) return fail(sound.error());
    const Condition condition = whole_condition_of(filter, &*text);
    Prepared statement(connection_, with_dollars("SELECT a.id FROM articles a" + condition.sql));
    sql::BasicUse<Prepared> row(statement);
    for (const std::string& value : condition.values) row.text(value);
    Ids ids;
    while (row.step()) ids.push_back(row.integer_at(0));
    return ids;
  });
}

Result<RemovalReceipt> PostgresStore::remove(const std::vector<std::int64_t>& ids,
                                             const RemovalOptions& options, SysTime now) {
  return remove([&] { return ids; }, {}, options, now);
}

Result<RemovalReceipt> PostgresStore::remove_site(const std::string& key,
                                                  const RemovalOptions& options, SysTime now) {
  const auto is_there = attempt<bool>([&]() -> Result<bool> {
    Use row(sql_("SELECT 1 FROM sites WHERE key = ?"));
    row.text(key);
    return row.step();
  });
  if (!is_there) return fail(is_there.error());
  if (!*is_there)
    return fail(ErrorCode::kNotFound, connection_.name() + ": no site \"" + key + "\"");
  const auto articles = [&] {
    std::vector<std::int64_t> ids;
    Use row(sql_("SELECT id FROM articles WHERE site_id = (SELECT id FROM sites WHERE key = ?)"));
    row.text(key);
    while (row.step()) ids.push_back(row.integer_at(0));
    return ids;
  };
  return remove(articles, key, options, now);
}

// `choose` once more where nobody stores: a site may have got articles since it was measured.
Result<RemovalReceipt> PostgresStore::remove(
    const std::function<std::vector<std::int64_t>()>& choose, const std::string& site,
    const RemovalOptions& options, SysTime now) {
  auto receipt = in_view<RemovalReceipt>([&]() -> Result<RemovalReceipt> {
    return Removal(connection_, dictionaries_, array_of(choose()), site).measure();
  });
  if (!receipt || options.dry_run) return receipt;
  if (options.may_go_on && !options.may_go_on(*receipt))
    return fail(ErrorCode::kCancelled, "nothing was removed");
  auto removed = attempt<RemovalReceipt>([&]() -> Result<RemovalReceipt> {
    if (auto begun = begin_alone(); !begun) return fail(begun.error());
    try {
      Removal removal(connection_, dictionaries_, array_of(choose()), site);
      RemovalReceipt done = removal.measure();
      auto gone =
          removal.remove(done, options.why, now, [&](std::int64_t id) { changes_.insert(id); });
      if (!gone) {
        rollback();
        return fail(gone.error());
      }
      add_changes();
      add_removed(done);
      connection_.commit(std::exchange(last_, {}));
      return done;
    } catch (...) {
      rollback();
      throw;
    }
  });
  if (!removed) return removed;
  try {
    connection_.execute(kVacuum);
  } catch (const Trouble&) {
    // The server does it by itself, later.
  }
  return removed;
}

Result<RemovalReceipt> remove_on_server(const std::string& address, const RemovalTarget& target,
                                        const RemovalOptions& options, SysTime now) {
  PostgresStore store(address, Role::kReader, std::string(), std::stop_token());
  if (auto opened = store.open(); !opened) return fail(opened.error());
  if (const auto* const site = std::get_if<WholeSite>(&target))
    return store.remove_site(site->key, options, now);
  if (const auto* const ids = std::get_if<std::vector<std::int64_t>>(&target))
    return store.remove(*ids, options, now);
  const auto ids = store.chosen(std::get<ArticleFilter>(target));
  if (!ids) return fail(ids.error());
  return store.remove(*ids, options, now);
}

Result<std::optional<std::string>> PostgresStore::removal_of(UrlHash key) {
  using Found = std::optional<std::string>;
  return attempt<Found>([&]() -> Result<Found> {
    Use row(sql_("SELECT at || ', ' || why FROM _removed WHERE key = ?"));
    return row.hash(key).step() ? Found(row.text_at(0)) : Found();
  });
}

Result<std::optional<std::string>> removal_of(const std::string& address, UrlHash key) {
  PostgresStore store(address, Role::kReader, std::string(), std::stop_token());
  if (auto opened = store.open(); !opened) return fail(opened.error());
  return store.removal_of(key);
}

}  // namespace tearsheet::store::postgres
