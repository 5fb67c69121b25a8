// The life of a run, transactions, and what the trouble of a connection means.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <utility>

#include "store/postgres/postgres_store.h"
#include "store/postgres/schema.h"

namespace tearsheet::store {

bool is_server(std::string_view database) {
  return database.starts_with("postgresql://") || database.starts_with("postgres://");
}

Result<std::unique_ptr<SharedStore>> open_shared(const std::string& address,
                                                 const std::string& worker,
                                                 const std::stop_token& stop) {
  return open_shared(address, worker, stop, nullptr);
}

Result<std::unique_ptr<SharedStore>> open_shared(const std::string& address,
                                                 const std::string& worker,
                                                 const std::stop_token& stop,
                                                 std::shared_ptr<ServerWatch> watch) {
  auto store = std::make_unique<postgres::PostgresStore>(address, postgres::Role::kWorker, worker,
                                                         stop, std::move(watch));
  if (auto opened = store->open(); !opened) return fail(opened.error());
  return store;
}

Result<std::unique_ptr<Store>> open_writer(const std::string& database, const std::string& worker,
                                           const std::stop_token& stop) {
  return open_writer(database, worker, stop, nullptr);
}

Result<std::unique_ptr<Store>> open_writer(const std::string& database, const std::string& worker,
                                           const std::stop_token& stop,
                                           std::shared_ptr<ServerWatch> watch) {
  if (!is_server(database)) return open_store(database, Access::kRun);
  auto store = std::make_unique<postgres::PostgresStore>(database, postgres::Role::kWriter, worker,
                                                         stop, std::move(watch));
  if (auto opened = store->open(); !opened) return fail(opened.error());
  return store;
}

Result<std::unique_ptr<Store>> open_shared_reader(const std::string& address) {
  auto store = std::make_unique<postgres::PostgresStore>(address, postgres::Role::kReader,
                                                         std::string(), std::stop_token());
  if (auto opened = store->open(); !opened) return fail(opened.error());
  return store;
}

Result<std::unique_ptr<Store>> open_reader(const std::string& database, Access access) {
  return is_server(database) ? open_shared_reader(database) : open_store(database, access);
}

std::string shown_name(const std::string& database) {
  return is_server(database) ? postgres::without_password(database) : database;
}

namespace postgres {
namespace {

// A server that is started again is back within seconds; nobody waits for one that is not.
constexpr int kMostTries = 120;
// Whoever asked for the end may want what is in hand to be stored, and does not want to wait.
constexpr int kMostTriesAtStop = 3;
constexpr std::chrono::seconds kQuiet{60};

constexpr std::size_t kDateLength = 10;  // of a time as ISO 8601 has it

std::atomic<int> stores_made = 0;  // stores of this process

}  // namespace

std::string literal(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += '\'';
    out += c;
  }
  return out += '\'';
}

PostgresStore::PostgresStore(const std::string& address, Role role, std::string worker,
                             std::stop_token stop, std::shared_ptr<ServerWatch> watch)
    : SqlStore(connection_, false),
      connection_(address),
      role_(role),
      worker_(std::move(worker)),
      stop_(std::move(stop)),
      committer_(role == Role::kWriter ? worker_ : worker_ + " " + std::to_string(++stores_made)),
      watch_(std::move(watch)),
      dictionaries_(make_dictionary_source(address)) {
  if (watch_) connection_.on_connected([this] { watch_->back(connection_.name()); });
}

Result<void> PostgresStore::open() {
  return role_ == Role::kReader ? check_schema(connection_) : migrate(connection_);
}

std::optional<Error> PostgresStore::trouble_of(const std::exception& exception) {
  const auto* const trouble = dynamic_cast<const Trouble*>(&exception);
  if (trouble == nullptr) throw;
  const bool has_given = std::exchange(has_given_, false);
  if (!connection_.in_transaction() && !has_given && trouble->is_passing()) {
    const SteadyTime now = SystemClock().steady();
    if (now - last_trouble_ > kQuiet) tries_ = 0;
    last_trouble_ = now;
    if (tries_ < (stop_.stop_requested() ? kMostTriesAtStop : kMostTries)) {
      if (watch_ && connection_.is_lost())
        watch_->lost(connection_.name(), trouble->what(), connection_.tried_at());
      connection_.recover(tries_++, stop_);
      return std::nullopt;
    }
  }
  if (trouble->is_passing())
    return Error{ErrorCode::kNetwork, fmt::format("{}: {}", connection_.name(), trouble->what())};
  return Error{ErrorCode::kUnusable,
               fmt::format("{}: {} ({})", connection_.name(), trouble->what(), trouble->state())};
}

std::int64_t PostgresStore::Numbers::take(Connection& connection, std::int64_t count) {
  constexpr std::int64_t kBlock = 1000;
  if (end_ - next_ < count) {
    Use row(connection("SELECT nextval('_block')"));
    row.step();
    next_ = row.integer_at(0) * kBlock;
    end_ = next_ + kBlock;
  }
  const std::int64_t first = next_;
  next_ += count;
  return first;
}

// The rows of a page come one behind the other.
void PostgresStore::make_room_for_raw_pages(std::size_t count) {
  const auto wanted = static_cast<std::int64_t>(count);
  if (raw_pages_end_ - next_raw_page_ >= wanted) return;
  next_raw_page_ = raw_pages_.take(connection_, std::max<std::int64_t>(wanted, 100));
  raw_pages_end_ = next_raw_page_ + std::max<std::int64_t>(wanted, 100);
}

Result<RunStart> PostgresStore::begin_run(SysTime now, std::string_view version) {
  return attempt<RunStart>([&]() -> Result<RunStart> {
    const std::string started = to_iso8601(now), program(version);
    Use row(sql_("INSERT INTO runs(started, version, worker) VALUES (?, ?, ?) RETURNING id"));
    row.text(started).text(program).text(worker_);
    row.step();
    RunStart start;
    run_ = start.id = row.integer_at(0);
    // Of all workers' runs: the first looks after the database.
    Use last(sql_("SELECT started FROM runs WHERE id < ? ORDER BY id DESC LIMIT 1"));
    last.integer(run_);
    if (last.step())
      start.is_first_of_day =
          last.text_at(0).substr(0, kDateLength) < started.substr(0, kDateLength);
    if (role_ == Role::kWriter) {
      Use alive(
          sql_("INSERT INTO _worker(owner, seen_at, asks) VALUES (?, statement_timestamp(), false)"
               " ON CONFLICT(owner) DO UPDATE SET seen_at = excluded.seen_at"));
      alive.text(worker_).run();
    }
    Use backlog(sql_("SELECT EXISTS (SELECT 1 FROM _words_due)"));
    has_backlog_ = backlog.step() && backlog.integer_at(0) != 0;
    return start;
  });
}

// Most rows are as they were: rows that are written for nothing keep other workers waiting.
Result<std::int64_t> PostgresStore::site_id(const SiteRecord& site, SysTime now) {
  const auto known = attempt<std::int64_t>([&]() -> Result<std::int64_t> {
    Use row(
        sql_("SELECT id FROM sites WHERE key = ? AND title = ? AND language IS NOT DISTINCT FROM"
             " CAST(? AS TEXT) AND rules = ?"));
    row.text(site.key).text(site.title).text_or_null(site.language).text(site.rules);
    return row.step() ? row.integer_at(0) : 0;
  });
  if (!known || *known != 0) return known;
  return SqlStore::site_id(site, now);
}

// Whoever stores is kept out by begin_alone(). Readers and copies of the database (pg_dump) hold
// weaker locks and wait for nobody.
Result<void> PostgresStore::begin() {
  return begin_as("; LOCK TABLE _removed IN ROW SHARE MODE");
}

Result<void> PostgresStore::begin_alone() {
  return begin_as("; LOCK TABLE _removed IN EXCLUSIVE MODE");
}

Result<void> PostgresStore::begin_as(const char* how) {
  return attempt<void>([&]() -> Result<void> {
    last_.clear();
    connection_.begin(how);
    tries_ = 0;  // the server answers
    return {};
  });
}

// What was made is known by its number: a connection that was lost meanwhile may have been lost
// before the commit or behind it.
Result<void> PostgresStore::commit() {
  try {
    if (auto indexed = index_texts(); !indexed) return indexed;
  } catch (const Trouble& trouble) {
    return fail(*trouble_of(trouble));
  }
  add_changes();
  std::vector<std::string> last = std::move(last_);
  last_.clear();
  if (role_ != Role::kReader) {
    ++commits_;
    // A writer is alive by what it commits; a worker says so itself (look_around).
    last.push_back(fmt::format(
        "INSERT INTO _worker(owner, seen_at, commits, asks) VALUES ({0}, {2}, {1}, false) ON"
        " CONFLICT(owner) DO UPDATE SET commits = excluded.commits, seen_at = excluded.seen_at",
        literal(committer_), commits_,
        role_ == Role::kWriter ? "statement_timestamp()" : "'-infinity'"));
  }
  try {
    connection_.commit(last);
  } catch (const Trouble& trouble) {
    const bool is_unknown = trouble.is_connection() && role_ != Role::kReader;
    if (!is_unknown) return fail(*trouble_of(trouble));
    connection_.rollback();
    const auto committed = attempt<bool>([&]() -> Result<bool> { return was_committed(); });
    if (!committed) return fail(committed.error());
    if (!*committed)
      return fail(ErrorCode::kNetwork,
                  fmt::format("{}: the connection was lost", connection_.name()));
  }
  for (const NewDictionary& made : made_) dictionaries_.publish(made);
  made_.clear();
  return {};
}

bool PostgresStore::was_committed() {
  Use row(sql_("SELECT commits FROM _worker WHERE owner = ?"));
  row.text(committer_);
  return row.step() && row.integer_at(0) == commits_;
}

void PostgresStore::rollback() {
  connection_.rollback();
  made_.clear();
  last_.clear();
  texts_.clear();
  facts_.clear();
  changes_.clear();
  said_by_sites_.clear();
  robots_.clear();  // what was written is not there
}

}  // namespace postgres
}  // namespace tearsheet::store
