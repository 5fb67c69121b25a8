#include "store/sql/copy.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "store/share.h"

namespace tearsheet::store {
namespace sql {
namespace {

constexpr int kChunk = 1000;      // rows of a transaction, about
constexpr int kLargeChunk = 100;  // of those that are as long as a page

struct Table {
  const char* name;
  const char* key;  // that it is gone through by; rows of one key go together
  bool has_text_key = false;
  int chunk = kChunk;
};

// Each behind those that its rows name.
constexpr Table kTables[] = {
    {"sites", "id"},
    {"runs", "id"},
    {"site_runs", "run_id"},
    {"preference_sets", "id"},
    {"_url", "id"},
    {"_visit", "url_id"},
    {"_announced", "url_id"},
    {"_source_rhythm", "url_id"},
    {"articles", "id", false, kLargeChunk},
    {"article_versions", "id", false, kLargeChunk},
    {"field_sources", "article_id"},
    {"article_preferences", "article_id"},
    {"_article_key", "key"},
    {"_alias", "key"},
    {"_fingerprint", "article_id"},
    {"_again", "article_id"},
    {"_dictionary", "id", false, kLargeChunk},
    {"_raw_page", "id", false, kLargeChunk},
    {"_revisit", "raw_page"},
    {"fetches", "id"},
    {"_said", "source", false, kLargeChunk},
    {"_entries", "source", false, kLargeChunk},
    {"_host", "authority", true, kLargeChunk},
    {"_tdm_file", "origin", true, kLargeChunk},
    {"_address", "url", true},
    {"_site_model", "site_id", false, kLargeChunk},
    {"_rule", "site_id"},
    {"_trouble", "site_id"},
    {"_rhythm", "site_id"},
    {"_removed", "key"},
    {"_site_preferences", "site_id"},
};

std::string in_quotes(const std::string& name) {
  return '"' + name + '"';
}

std::int64_t number_of(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::int64_t count_of(CopySide& side, const std::string& table) {
  Use row(side.statement("SELECT count(*) FROM " + table));
  return row.step() ? row.integer_at(0) : 0;
}

// One table, from where it was left.
class TableCopy {
 public:
  TableCopy(CopySource& from, CopyTarget& to, const Table& table)
      : from_(from), to_(to), table_(table) {
    const std::vector<std::string> here = from.columns_of(table.name);
    for (std::string& column : to.columns_of(table.name)) {
      if (std::find(here.begin(), here.end(), column) != here.end())
        columns_.push_back(std::move(column));
    }
    made_ = to.made_columns(table.name);
    std::string names, places;
    for (const std::string& column : columns_) {
      names += (names.empty() ? "" : ", ") + in_quotes(column);
      places += places.empty() ? "?" : ", ?";
      nulls_.push_back(to.instead_of_null(table.name, column));
    }
    select_ = fmt::format("SELECT {} FROM {} WHERE {} {} ? AND {} <= ? ORDER BY {}", names,
                          table.name, table.key, begins(), table.key, table.key);
    for (const std::string& column : made_) {
      names += ", " + in_quotes(column);
      places += ", ?";
    }
    insert_ = fmt::format("INSERT INTO {}({}) VALUES ({})", table.name, names, places);
  }

  /// False: it was all there, or is now.
  Result<bool> copy_some() {
    if (columns_.empty()) return false;
    std::string start;
    bool is_begun = false;
    {
      Use row(to_.statement("SELECT last FROM _copying WHERE part = ?"));
      const std::string part = table_.name;
      row.text(part);
      is_begun = row.step();
      start = is_begun ? std::string(row.text_at(0)) : first();
    }
    const auto end = end_of_chunk(start);
    if (!end) return false;
    to_.begin();
    try {
      const std::int64_t rows = copy_rows_of(start, *end);
      note(is_begun, start, *end, rows);
      to_.commit();
    } catch (...) {
      to_.rollback();
      throw;
    }
    return table_.has_text_key || number_of(*end) < std::numeric_limits<std::int64_t>::max();
  }

 private:
  [[nodiscard]] const char* begins() const { return table_.has_text_key ? ">" : ">="; }
  [[nodiscard]] std::string first() const {
    return table_.has_text_key ? std::string()
                               : std::to_string(std::numeric_limits<std::int64_t>::min());
  }
  void bind_key(Use& row, const std::string& key) const {
    table_.has_text_key ? row.text(key) : row.integer(number_of(key));
  }

  std::optional<std::string> end_of_chunk(const std::string& start) {
    Use row(from_.statement(fmt::format(
        "SELECT max({0}) FROM (SELECT {0} FROM {1} WHERE {0} {2} ? ORDER BY {0} LIMIT {3}) s",
        table_.key, table_.name, begins(), table_.chunk)));
    bind_key(row, start);
    if (!row.step() || row.is_null(0)) return std::nullopt;
    return std::string(row.text_at(0));
  }

  std::int64_t copy_rows_of(const std::string& start, const std::string& end) {
    Use row(from_.statement(select_));
    bind_key(row, start);
    bind_key(row, end);
    std::int64_t rows = 0;
    std::vector<std::string> texts(columns_.size()), made(made_.size());
    for (; row.step(); ++rows) {
      Use insert(to_.statement(insert_));
      for (std::size_t i = 0; i < columns_.size(); ++i) {
        const int column = static_cast<int>(i);
        switch (row.kind_at(column)) {
          case ValueKind::kNull:
            nulls_[i].empty() ? insert.null() : insert.text(nulls_[i]);
            break;
          case ValueKind::kInteger:
            insert.integer(row.integer_at(column));
            break;
          case ValueKind::kReal:
            insert.real(row.real_at(column));
            break;
          case ValueKind::kText:
            texts[i] = row.text_at(column);
            insert.text(texts[i]);
            break;
          case ValueKind::kBlob:
            texts[i] = row.text_at(column);
            insert.blob(texts[i]);
            break;
        }
      }
      for (std::size_t i = 0; i < made_.size(); ++i) {
        made[i] = to_.made(made_[i], [&](std::string_view name) {
          const auto at = std::find(columns_.begin(), columns_.end(), name);
          return at == columns_.end()
                     ? std::string_view()
                     : std::string_view(texts[static_cast<std::size_t>(at - columns_.begin())]);
        });
        insert.text(made[i]);
      }
      insert.run();
    }
    return rows;
  }

  // Where the next ones begin. If another copy was quicker, this one ends.
  void note(bool is_begun, const std::string& start, const std::string& end, std::int64_t rows) {
    const std::string part = table_.name;
    const std::int64_t last = table_.has_text_key ? 0 : number_of(end);
    const std::string next = table_.has_text_key ? end
                             : last == std::numeric_limits<std::int64_t>::max()
                                 ? end
                                 : std::to_string(last + 1);
    if (!is_begun) {
      Use row(to_.statement("INSERT INTO _copying(part, last, copied) VALUES (?, ?, ?)"));
      row.text(part).text(next).integer(rows).run();
      return;
    }
    Use row(to_.statement(
        "UPDATE _copying SET last = ?, copied = copied + ? WHERE part = ? AND last = ?"));
    row.text(next).integer(rows).text(part).text(start);
    if (row.run_counted() != 1) throw AnotherCopy();
  }

 public:
  struct AnotherCopy : std::exception {};

 private:
  CopySource& from_;
  CopyTarget& to_;
  const Table& table_;
  std::vector<std::string> columns_, made_, nulls_;
  std::string select_, insert_;
};

// That it is the source which the copy was begun of.
Result<void> check_mark(CopyTarget& to, const std::string& mark, CopyReceipt& receipt) {
  std::optional<std::string> begun;
  {
    Use row(to.statement("SELECT last FROM _copying WHERE part = ''"));
    if (row.step()) begun = row.text_at(0);
  }
  if (begun) {
    receipt.has_gone_on = true;
    if (*begun == mark) return {};
    return fail(ErrorCode::kInvalid,
                "this copy was begun of another database, or that was written to since: begin "
                "anew, with a target that is empty");
  }
  to.begin();
  Use row(to.statement("INSERT INTO _copying(part, last, copied) VALUES ('', ?, 0)"));
  row.text(mark).run();
  to.commit();
  return {};
}

Result<void> count_rows(CopySource& from, CopyTarget& to, CopyReceipt& receipt) {
  for (const Table& table : kTables) {
    const std::int64_t here = count_of(from, table.name), there = count_of(to, table.name);
    if (here != there)
      return fail(ErrorCode::kUnusable,
                  fmt::format("of {} there are {} rows, and {} in the copy, which is not finished",
                              table.name, here, there));
    receipt.tables.push_back({table.name, there});
  }
  for (const std::string& table : from.left()) {
    if (const std::int64_t rows = count_of(from, table); rows > 0)
      receipt.left.push_back({table, rows});
  }
  return {};
}

}  // namespace

Result<CopyReceipt> copy_rows(CopySource& from, CopyTarget& to, const CopyOptions& options) {
  try {
    CopyReceipt receipt;
    const auto mark = from.mark();
    if (!mark) return fail(mark.error());
    if (auto sound = check_mark(to, *mark, receipt); !sound) return fail(sound.error());
    for (const Table& table : kTables) {
      if (options.begin) options.begin(table.name);
      TableCopy copy(from, to, table);
      for (bool has_more = true; has_more;) {
        if (options.stop.stop_requested()) {
          receipt.stopped = true;
          return receipt;
        }
        const auto done = copy.copy_some();
        if (!done) return fail(done.error());
        has_more = *done;
      }
    }
    const auto after = from.mark();
    if (!after) return fail(after.error());
    if (*after != *mark)
      return fail(ErrorCode::kBusy,
                  "the database was written to while it was copied: begin anew when nobody does, "
                  "with a target that is empty");
    if (auto sound = count_rows(from, to, receipt); !sound) return fail(sound.error());
    if (auto done = to.finish(options, receipt); !done) return fail(done.error());
    return receipt;
  } catch (const TableCopy::AnotherCopy&) {
    return fail(ErrorCode::kBusy, "another copy into this database is under way");
  } catch (const std::exception& exception) {
    for (CopySide* const side : {static_cast<CopySide*>(&from), static_cast<CopySide*>(&to)}) {
      if (auto error = side->trouble_of(exception)) {
        error->message += "; the same copy once more goes on from here";
        return fail(std::move(*error));
      }
    }
    throw;
  }
}

}  // namespace sql

namespace {

std::string path_of(const std::string& database) {
  constexpr std::string_view kScheme = "sqlite:";
  return database.starts_with(kScheme) ? database.substr(kScheme.size()) : database;
}

}  // namespace

Result<CopyReceipt> copy_database(const std::string& from, const std::string& to,
                                  const CopyOptions& options) {
  if (is_server(from) == is_server(to)) {
    return fail(ErrorCode::kInvalid,
                is_server(from)
                    ? "db copy goes between a file and a server; from one server to another "
                      "pg_dump copies"
                    : "db copy goes between a file and a server; `db backup` copies a file");
  }
  auto source =
      is_server(from) ? postgres::open_copy_source(from) : sqlite::open_copy_source(path_of(from));
  if (!source) return fail(source.error());
  auto target =
      is_server(to) ? postgres::open_copy_target(to) : sqlite::open_copy_target(path_of(to));
  if (!target) return fail(target.error());
  return sql::copy_rows(**source, **target, options);
}

}  // namespace tearsheet::store
