// A server as the source or the target of a copy (store/copy.h).
#include <map>
#include <memory>
#include <utility>

#include "store/postgres/postgres_store.h"
#include "store/postgres/schema.h"
#include "store/share.h"
#include "store/sql/copy.h"
#include "url/url.h"

namespace tearsheet::store::postgres {
namespace {

// Statements of a connection by their texts.
class Texts {
 public:
  explicit Texts(Connection& connection) : connection_(connection) {}
  Prepared& operator()(const std::string& sql) {
    auto& made = made_[sql];
    if (!made) made = std::make_unique<Prepared>(connection_, with_dollars(sql));
    return *made;
  }

 private:
  Connection& connection_;
  std::map<std::string, std::unique_ptr<Prepared>> made_;
};

std::vector<std::string> columns_in(Connection& connection, const std::string& table) {
  std::vector<std::string> columns;
  Use row(connection(
      "SELECT CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_schema ="
      " current_schema() AND table_name = ? ORDER BY ordinal_position"));
  row.text(table);
  while (row.step()) columns.emplace_back(row.text_at(0));
  return columns;
}

std::optional<Error> error_of(const std::exception& exception, const Connection& connection) {
  const auto* const ours = dynamic_cast<const Trouble*>(&exception);
  if (ours == nullptr) return std::nullopt;
  return Error{ErrorCode::kUnusable, connection.name() + ": " + ours->what()};
}

class Source final : public sql::CopySource {
 public:
  explicit Source(const std::string& address) : connection_(address), texts_(connection_) {}

  Result<void> open() { return check_schema(connection_); }

  sql::Statement& statement(const std::string& sql) override { return texts_(sql); }
  std::vector<std::string> columns_of(const std::string& table) override {
    return columns_in(connection_, table);
  }
  std::optional<Error> trouble_of(const std::exception& exception) override {
    return error_of(exception, connection_);
  }

  // Each commit of a worker is counted.
  Result<std::string> mark() override {
    {
      Use row(
          connection_("SELECT count(*) FROM _domain WHERE owner IS NOT NULL AND lease_until >"
                      " statement_timestamp()"));
      if (row.step() && row.integer_at(0) > 0)
        return fail(ErrorCode::kBusy, connection_.name() +
                                          ": crawls are at work in this database: copy it when "
                                          "they have ended, or their leases are over");
    }
    Use row(connection_(
        "SELECT CAST(d.oid AS TEXT) || ' ' || CAST(d.datname AS TEXT) || ' ' || (SELECT coalesce(max(id), 0) FROM"
        " runs) || ' ' || (SELECT coalesce(max(id), 0) FROM fetches) || ' ' || (SELECT"
        " coalesce(sum(commits), 0) FROM _worker) FROM pg_database d WHERE d.datname ="
        " current_database()"));
    return row.step() ? std::string(row.text_at(0)) : std::string();
  }
  std::vector<std::string> left() override { return {}; }

 private:
  Connection connection_;
  Texts texts_;
};

std::string domain_of_address(std::string_view address) {
  const auto url = url::Url::parse(address);
  std::string domain = url ? domain_of(url->host()) : std::string();
  return domain.empty() ? "-" : domain;
}

class Target final : public sql::CopyTarget {
 public:
  explicit Target(const std::string& address)
      : address_(address), connection_(address), texts_(connection_) {}

  // The table comes first: from then on nobody else can use the database.
  Result<void> open() {
    try {
      Use there(
          connection_("SELECT to_regclass('_copying') IS NOT NULL, to_regclass('_schema') IS NOT"
                      " NULL, to_regclass('articles') IS NOT NULL"));
      there.step();
      const bool is_foreign = there.integer_at(1) == 0 && there.integer_at(2) != 0;
      if (is_foreign) return migrate(connection_);  // which says so
      if (there.integer_at(0) == 0 && there.integer_at(1) != 0)
        return fail(ErrorCode::kInvalid, connection_.name() +
                                             ": this database is in use already: a copy gets an "
                                             "empty one (createdb)");
      connection_.execute(
          "CREATE TABLE IF NOT EXISTS _copying(part TEXT PRIMARY KEY, last TEXT NOT NULL, copied"
          " BIGINT NOT NULL)");
    } catch (const Trouble& trouble) {
      return fail(*error_of(trouble, connection_));
    }
    return migrate(connection_, WhileCopying::kTaken);
  }

  sql::Statement& statement(const std::string& sql) override { return texts_(sql); }
  std::vector<std::string> columns_of(const std::string& table) override {
    return columns_in(connection_, table);
  }
  std::optional<Error> trouble_of(const std::exception& exception) override {
    return error_of(exception, connection_);
  }
  void begin() override { connection_.begin(); }
  void commit() override { connection_.commit(); }
  void rollback() noexcept override { connection_.rollback(); }

  std::vector<std::string> made_columns(const std::string& table) override {
    if (table == "runs") return {"worker"};
    if (table == "_fingerprint") return {"is_told"};
    if (table == "_url" || table == "_host" || table == "_tdm_file") return {"domain"};
    return {};
  }
  std::string made(const std::string& column, const ValueOf& value) override {
    if (column == "worker") return "copied";
    if (column == "is_told") return "true";
    for (const char* const address : {"url", "authority", "origin"}) {
      if (const std::string_view named = value(address); !named.empty())
        return domain_of_address(named);
    }
    return "-";
  }
  [[nodiscard]] std::string instead_of_null(const std::string& table,
                                            const std::string& column) override {
    return table == "_visit" && column == "announced" ? "0" : "";
  }

  // All domains are due: whoever takes one looks when its addresses are.
  Result<void> finish(const CopyOptions& options, CopyReceipt& receipt) override {
    const auto once = [&](const char* part, const std::string& sql) {
      connection_.execute(std::string("BEGIN; INSERT INTO _copying VALUES ('") + part +
                          "', '', 0) ON CONFLICT DO NOTHING; " + sql + "; COMMIT");
    };
    const auto is_done = [&](const std::string& part) {
      Use row(texts_("SELECT 1 FROM _copying WHERE part = ?"));
      return row.text(part).step();
    };
    if (!is_done("finish _domain"))
      once("finish _domain",
           "INSERT INTO _domain(name, due_at, calls) SELECT DISTINCT domain, statement_timestamp(),"
           " 1 FROM _url WHERE domain <> '-' ON CONFLICT DO NOTHING");
    if (!is_done("finish _words_due"))
      once("finish _words_due",
           "INSERT INTO _words_due SELECT id FROM articles ON CONFLICT DO NOTHING");
    if (!is_done("finish _change"))
      once(
          "finish _change",
          "INSERT INTO _change(article_id, slot, seq) SELECT id, 0, row_number() OVER (ORDER BY"
          " id) FROM articles; UPDATE _slot SET seq = (SELECT count(*) FROM _change) WHERE id = 0");
    if (options.begin) options.begin("_words");
    const auto indexed =
        PostgresStore(address_, Role::kWorker, "copy", options.stop).index_backlog(options.stop);
    if (!indexed) return fail(indexed.error());
    if (!*indexed) {
      receipt.stopped = true;
      return {};
    }
    connection_.execute(
        "BEGIN;"
        "SELECT setval('_block', greatest((SELECT max(id) FROM _url), (SELECT max(id) FROM"
        " articles), (SELECT max(id) FROM _raw_page), (SELECT max(id) FROM _dictionary), 0) / 1000"
        " + 1);"
        "SELECT setval(pg_get_serial_sequence(t, 'id'), m + 1, false) FROM (SELECT 'sites' AS t,"
        " coalesce(max(id), 0) AS m FROM sites UNION ALL SELECT 'runs', coalesce(max(id), 0) FROM"
        " runs UNION ALL SELECT 'article_versions', coalesce(max(id), 0) FROM article_versions"
        " UNION ALL SELECT 'fetches', coalesce(max(id), 0) FROM fetches UNION ALL SELECT"
        " 'preference_sets', coalesce(max(id), 0) FROM preference_sets) n;"
        "DROP TABLE _copying;"
        "COMMIT");
    connection_.execute("ANALYZE");
    return {};
  }

 private:
  const std::string address_;
  Connection connection_;
  Texts texts_;
};

}  // namespace

Result<std::unique_ptr<sql::CopySource>> open_copy_source(const std::string& address) {
  auto source = std::make_unique<Source>(address);
  if (auto opened = source->open(); !opened) return fail(opened.error());
  return source;
}

Result<std::unique_ptr<sql::CopyTarget>> open_copy_target(const std::string& address) {
  auto target = std::make_unique<Target>(address);
  if (auto opened = target->open(); !opened) return fail(opened.error());
  return target;
}

}  // namespace tearsheet::store::postgres
