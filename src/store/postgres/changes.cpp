// What was stored, changed or removed since a reader was here last (the migration "changes").
//
// A cursor says of each slot how far it was read: "identity.0:12,7:3". The order of the slots is that
// in which they are read on, so that with a limit none waits for ever.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <limits>
#include <map>
#include <optional>

#include "store/postgres/article_condition.h"
#include "store/postgres/postgres_store.h"
#include "store/sql/allowance.h"
#include "store/sql/article_row.h"

namespace tearsheet::store::postgres {
namespace {

constexpr std::size_t kSlots = 16;  // as the migration makes them
constexpr std::int64_t kChunk = 500;

bool read_number(std::string_view& text, char end, std::int64_t& number) {
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || number < 0) return false;
  text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
  if (text.empty()) return end == ',';
  if (text.front() != end) return false;
  text.remove_prefix(1);
  return !text.empty();
}

// What stands behind the identity.
std::optional<std::vector<Reached>> places_of(std::string_view text) {
  std::vector<Reached> places;
  do {
    Reached place;
    if (!read_number(text, ':', place.slot) || !read_number(text, ',', place.seq))
      return std::nullopt;
    if (std::ranges::any_of(places, [&](const Reached& one) { return one.slot == place.slot; }))
      return std::nullopt;
    places.push_back(place);
  } while (!text.empty());
  return places;
}

std::string to_cursor(const std::string& identity, const std::vector<Reached>& places) {
  std::string text;
  for (const Reached& place : places)
    text += fmt::format("{}{}:{}", text.empty() ? "" : ",", place.slot, place.seq);
  return identity + "." + text;
}

}  // namespace

void PostgresStore::note_written(std::int64_t article_id, bool is_text) {
  (is_text ? texts_ : facts_).insert(article_id);
  changes_.insert(article_id);
}

// The last statement before the commit, with which it goes: nobody waits for the slot meanwhile. In
// the order of the articles, so that two workers wait for each other and not both for ever.
void PostgresStore::add_changes() {
  if (changes_.empty()) return;
  const std::string ids = array_of(std::vector<std::int64_t>(changes_.begin(), changes_.end()));
  last_.push_back(
      fmt::format("WITH s AS (UPDATE _slot SET seq = seq + {0} WHERE id = {1} RETURNING seq)"
                  " INSERT INTO _change(article_id, slot, seq, at) SELECT c.id, {1}, s.seq - {0} +"
                  " c.place, clock_timestamp() FROM s CROSS JOIN unnest(CAST('{2}' AS bigint[]))"
                  " WITH ORDINALITY AS c(id, place) ORDER BY c.id ON CONFLICT(article_id) DO UPDATE"
                  " SET slot = excluded.slot, seq = excluded.seq, at = excluded.at, deleted_url ="
                  " NULL",
                  changes_.size(), std::hash<std::string>()(committer_) % kSlots, ids));
  changes_.clear();
}

void PostgresStore::add_removed(const RemovalReceipt& receipt) {
  std::string ids = "{", urls;
  for (const RemovedArticle& article : receipt.articles) {
    ids += (ids.size() > 1 ? "," : "") + std::to_string(article.id);
    urls += (urls.empty() ? "" : ", ") + literal(article.url);
  }
  if (urls.empty()) return;
  last_.push_back(fmt::format(
      "WITH s AS (UPDATE _slot SET seq = seq + {0} WHERE id = {1} RETURNING seq) INSERT INTO"
      " _change(article_id, slot, seq, at, deleted_url) SELECT c.id, {1}, s.seq - {0} + c.place,"
      " clock_timestamp(), c.url FROM s CROSS JOIN unnest(CAST('{2}}}' AS bigint[]), ARRAY[{3}])"
      " WITH ORDINALITY AS c(id, url, place) ORDER BY c.id ON CONFLICT(article_id) DO UPDATE SET"
      " slot = excluded.slot, seq = excluded.seq, at = excluded.at, deleted_url ="
      " excluded.deleted_url",
      receipt.articles.size(), std::hash<std::string>()(committer_) % kSlots, ids, urls));
}

// Whoever asks for the next change alone is told of it and asks again (telling/): which of the slots
// it is in is said by when it was made. What has nothing to tell is left behind.
void PostgresStore::put_next_first(std::vector<Reached>& places,
                                   const std::map<std::int64_t, std::int64_t>& newest,
                                   const std::string& changes,
                                   const std::vector<std::string>& values) {
  std::vector<std::int64_t> slots, reached;
  for (const Reached& place : places) {
    slots.push_back(place.slot);
    reached.push_back(place.seq);
  }
  Prepared statement(
      connection_,
      with_dollars("SELECT v.slot, h.seq FROM unnest(CAST('" + array_of(slots) +
                   "' AS bigint[]), CAST('" + array_of(reached) +
                   "' AS bigint[])) AS v(slot, seq) LEFT JOIN LATERAL (SELECT c.seq, c.at" +
                   changes +
                   " AND c.slot = v.slot AND c.seq > v.seq ORDER BY c.seq LIMIT 1) h ON true ORDER"
                   " BY h.seq IS NULL, h.at NULLS FIRST, v.slot"));
  sql::BasicUse<Prepared> row(statement);
  for (const std::string& value : values) row.text(value);
  places.clear();
  while (row.step()) {
    const std::int64_t slot = row.integer_at(0);
    places.push_back({slot, row.is_null(1) ? newest.at(slot) : row.integer_at(1) - 1});
  }
}

std::string PostgresStore::identity() {
  Use row(sql_("SELECT identity FROM _database"));
  return row.step() ? std::string(row.text_at(0)) : std::string();
}

Result<std::string> PostgresStore::newest_change() {
  return in_view<std::string>([&]() -> Result<std::string> {
    std::vector<Reached> places;
    Use row(sql_("SELECT id, seq FROM _slot ORDER BY id"));
    while (row.step()) places.push_back({row.integer_at(0), row.integer_at(1)});
    return to_cursor(identity(), places);
  });
}

Result<std::string> PostgresStore::each_change(
    const ArticleFilter& filter, const std::string& cursor,
    const std::function<bool(const StoredArticle&)>& each,
    const std::function<bool(std::int64_t, std::string_view)>& removed) {
  std::optional<TextQuery> text;
  if (!filter.where.empty()) {
    auto read = text_query_of(filter);
    if (!read) return fail(read.error());
    text = std::move(*read);
  }
  has_given_ = false;
  // One view of the database: what is committed meanwhile has higher numbers and comes next time.
  return in_view<std::string>([&]() -> Result<std::string> {
    if (auto sound = check_sites(filter); !sound) return fail(sound.error());
    std::map<std::int64_t, std::int64_t> newest;
    {
      Use row(sql_("SELECT id, seq FROM _slot"));
      while (row.step()) newest[row.integer_at(0)] = row.integer_at(1);
    }
    const std::string database = identity();
    std::vector<Reached> places;
    if (!cursor.empty()) {
      const std::size_t dot = cursor.find('.');
      if (dot != std::string::npos && dot > 0 && cursor.substr(0, dot) != database)
        return fail(ErrorCode::kInvalid, "the cursor " + cursor + " is of another database");
      auto given = places_of(dot == std::string::npos ? std::string_view()
                                                      : std::string_view(cursor).substr(dot + 1));
      if (!given) return fail(ErrorCode::kInvalid, "\"" + cursor + "\" is no cursor of an export");
      places = std::move(*given);
      for (const Reached& place : places) {
        if (!newest.contains(place.slot) || place.seq > newest.at(place.slot)) {
          return fail(ErrorCode::kInvalid, "the cursor " + cursor +
                                               " is ahead of the database, which is an older copy:"
                                               " export all once more");
        }
      }
    }
    for (const auto& one : newest) {
      const std::int64_t slot = one.first;
      if (std::ranges::none_of(places, [&](const Reached& known) { return known.slot == slot; }))
        places.push_back({slot, 0});
    }
    // What is no longer allowed for the filter's purpose is as good as removed for its reader. A
    // first export has nothing to take back.
    ArticleFilter whatever_for = filter;
    if (!cursor.empty()) whatever_for.purpose.reset();
    const Condition condition = whole_condition_of(whatever_for, text ? &*text : nullptr);
    const std::string allowed =
        filter.purpose && !cursor.empty() ? sql::allowance_of(filter, "a") : std::string("true");
    const std::string changes =
        " FROM _change c LEFT JOIN articles a ON a.id = c.article_id LEFT JOIN sites s ON s.id ="
        " a.site_id WHERE ((a.id IS NOT NULL AND " +
        condition.sql.substr(std::string_view(" WHERE ").size()) + ")" +
        (cursor.empty() ? "" : " OR c.deleted_url IS NOT NULL") + ")";
    if (filter.limit == 1) put_next_first(places, newest, changes, condition.values);
    const std::int64_t most =
        std::min(kChunk, std::max<std::int64_t>(filter.limit.value_or(kChunk), 1));
    Prepared statement(
        connection_,
        with_dollars("SELECT " + sql::selected_columns_on_server(filter.with_sources) +
                     ", c.seq, c.article_id, c.deleted_url, " + allowed + changes +
                     " AND c.slot = ? AND c.seq > ? ORDER BY c.seq LIMIT " + std::to_string(most)));
    std::int64_t left = filter.limit.value_or(std::numeric_limits<std::int64_t>::max());
    // Those of a chunk; false: the limit is reached.
    const auto read_some = [&](Reached& place) -> Result<std::int64_t> {
      sql::BasicUse<Prepared> row(statement);
      for (const std::string& value : condition.values) row.text(value);
      row.integer(place.slot).integer(place.seq);
      std::int64_t rows = 0;
      while (left > 0 && row.step()) {
        ++rows;
        --left;
        has_given_ = true;
        place.seq = row.integer_at(sql::kSelectedColumns);
        const std::int64_t id = row.integer_at(sql::kSelectedColumns + 1);
        const bool is_removed = !row.is_null(sql::kSelectedColumns + 2);
        const bool is_allowed = row.integer_at(sql::kSelectedColumns + 3) != 0;
        const bool goes_on = is_removed    ? removed(id, row.text_at(sql::kSelectedColumns + 2))
                             : !is_allowed ? removed(id, row.text_at(kUrlColumn))
                                           : each(sql::stored_article_at(row));
        if (!goes_on) return fail(ErrorCode::kCancelled, "the export was broken off");
      }
      return rows;
    };
    for (std::size_t i = 0; i < places.size(); ++i) {
      for (bool has_more = true; has_more && left > 0;) {
        const auto rows = read_some(places[i]);
        if (!rows) return fail(rows.error());
        has_more = *rows == most;
      }
      if (left > 0) {
        places[i].seq = newest.at(places[i].slot);
        continue;
      }
      std::rotate(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                  places.end());
      break;
    }
    has_given_ = false;
    return to_cursor(database, places);
  });
}

}  // namespace tearsheet::store::postgres
