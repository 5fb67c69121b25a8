// A copy of a database while others work with it: SQLite's online backup
// (sqlite.org/backup.html) of one read transaction, so that whatever is committed meanwhile neither
// shows in it nor makes it begin again.
#include "store/backup.h"

#include <SQLiteCpp/Backup.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "base/pending_file.h"
#include "store/maintenance.h"
#include "store/sqlite/database.h"

namespace tearsheet::store {
namespace sqlite {
namespace {

constexpr int kStep = 4'000;  // pages between two looks whether to stop: 16 MB

/// Whether the two paths lead to one file.
bool is_same_file(const std::filesystem::path& a, const std::filesystem::path& b) {
  std::error_code trouble;
  return std::filesystem::equivalent(a, b, trouble) && !trouble;
}

std::string one_text(SQLite::Database& database, const char* sql) {
  SQLite::Statement statement(database, sql);
  return statement.executeStep() ? statement.getColumn(0).getString() : std::string();
}

/// An earlier state of the database: of its identity, with a chain that the database goes on with.
/// One that was crawled into by itself ends otherwise.
bool is_earlier_state(const std::filesystem::path& copy, SQLite::Database& database) {
  auto opened = open_any_schema(copy);
  if (!opened) return false;
  try {
    constexpr const char* kIdentity = "SELECT identity FROM _database";
    if (one_text(*opened, kIdentity) != one_text(database, kIdentity)) return false;
    SQLite::Statement last(*opened,
                           "SELECT entry, hash FROM _evidence ORDER BY entry DESC LIMIT 1");
    if (!last.executeStep()) return false;
    SQLite::Statement known(database, "SELECT 1 FROM _evidence WHERE entry = ? AND hash = ?");
    known.bind(1, last.getColumn(0).getInt64());
    known.bind(2, last.getColumn(1).getBlob(), last.getColumn(1).getBytes());
    return known.executeStep();
  } catch (const SQLite::Exception&) {
    return false;  // older than the chain, or damaged
  }
}

/// Whether the copy may take the place of what stands at `to`; true: something does.
Result<bool> check_place(const std::filesystem::path& file, const std::filesystem::path& to,
                         SQLite::Database& database, bool force) {
  const auto wrong = [&](const std::string& what) {
    return fail(ErrorCode::kInvalid, to.string() + ": " + what);
  };
  struct stat info {};
  if (::stat(to.c_str(), &info) != 0) {
    if (errno == ENOENT) return false;
    return fail(file_error(to.string(), errno));
  }
  if (S_ISDIR(info.st_mode))
    return wrong("this is a folder; name the backup, as in " + (to / "news.db").string());
  if (!S_ISREG(info.st_mode)) return wrong("this is a device or a pipe; a backup is a file");
  if (is_same_file(file, to)) return wrong("this is the database itself; give another file");
  std::error_code trouble;
  const auto waiting = std::filesystem::file_size(to.string() + "-wal", trouble);
  if (!trouble && waiting > 0) {
    return wrong(
        "a database that somebody works with: transactions wait in its -wal file; give "
        "another file");
  }
  if (std::filesystem::exists(to.string() + ".lock", trouble)) {
    if (const auto idle = RunLock::take(to); !idle) return fail(idle.error());
  }
  if (!force && !is_earlier_state(to, database)) {
    return wrong("this is no earlier backup of " + file.string() +
                 ", and is not replaced; give another file, or --force");
  }
  return true;
}

/// That nobody else makes this copy now. Held on the temporary file itself, which a killed run leaves.
class CopyLock {
 public:
  static Result<CopyLock> take(const std::filesystem::path& temporary) {
    CopyLock lock;
    lock.descriptor_ = ::open(temporary.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (lock.descriptor_ < 0) return fail(file_error(temporary.string(), errno));
    struct stat held {
    }, named{};
    const bool is_ours = ::flock(lock.descriptor_, LOCK_EX | LOCK_NB) == 0 &&
                         ::fstat(lock.descriptor_, &held) == 0 &&
                         ::stat(temporary.c_str(), &named) == 0 && held.st_ino == named.st_ino;
    if (!is_ours)
      return fail(ErrorCode::kBusy, temporary.string() + ": another backup is written there");
    return lock;
  }
  CopyLock(CopyLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  CopyLock& operator=(CopyLock&&) = delete;
  ~CopyLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

 private:
  CopyLock() = default;
  int descriptor_ = -1;
};

void remove_leftovers(const std::filesystem::path& temporary) {
  std::error_code ignored;
  for (const char* const ending : {"-journal", "-wal", "-shm"})
    std::filesystem::remove(temporary.string() + ending, ignored);
}

Result<void> copy(SQLite::Database& database, const std::filesystem::path& file,
                  const std::filesystem::path& temporary, const std::stop_token& stop) {
  const SQLite::Transaction moment(database);
  database.execAndGet("SELECT count(*) FROM sites");  // it begins with the first look
  {
    SQLite::Database made(temporary.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX);
    // Nothing is lost with it but itself.
    made.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
    SQLite::Backup backup(made, database);
    for (int done = SQLITE_OK; done != SQLITE_DONE;) {
      if (stop.stop_requested())
        return fail(ErrorCode::kCancelled, file.string() + ": no backup was made");
      done = backup.executeStep(kStep);
      if (done == SQLITE_BUSY || done == SQLITE_LOCKED) throw SQLite::Exception("busy", done);
    }
  }
  // The copy says of itself that it is in WAL mode, and would need files beside it to be read.
  SQLite::Database made(temporary.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX);
  made.exec("PRAGMA journal_mode = DELETE");
  return {};
}

/// Errors of the copy name the place that it was meant for.
Error of_copy(Error error, const std::filesystem::path& temporary,
              const std::filesystem::path& to) {
  const std::string name = temporary.string();
  if (error.message.starts_with(name)) error.message.replace(0, name.size(), to.string());
  return error;
}

Result<BackupReport> verified(const std::filesystem::path& file,
                              const std::filesystem::path& temporary,
                              const std::filesystem::path& to,
                              const std::function<void(const std::string&)>& begin) {
  const auto check = check_database(temporary, {}, begin);
  if (!check) return fail(of_copy(check.error(), temporary, to));
  for (const CheckItem& item : check->items) {
    if (item.problems.empty() && !item.is_skipped) continue;
    return fail(
        ErrorCode::kUnusable,
        fmt::format("{}: the copy is not sound, and no backup was made: {}: {}; `tearsheet "
                    "db check --db {}` says what to do",
                    file.string(), item.what,
                    item.problems.empty() ? item.advice : item.problems.front(), file.string()));
  }
  auto evidence = verify_evidence(temporary, {}, begin);
  if (!evidence) return fail(of_copy(evidence.error(), temporary, to));
  BackupReport report;
  report.bytes = check->bytes;
  report.articles = check->articles;
  report.evidence = std::move(*evidence);
  return report;
}

}  // namespace
}  // namespace sqlite

Result<BackupReport> backup_database(const std::filesystem::path& file,
                                     const std::filesystem::path& to, const BackupOptions& options,
                                     const std::function<void(const std::string&)>& begin) {
  using namespace sqlite;
  auto database = open_for_reading(file);
  if (!database) return fail(database.error());
  const auto place =
      guarded<bool>(file, [&] { return check_place(file, to, *database, options.force); });
  if (!place) return fail(place.error());
  std::error_code trouble;
  // A link stays: its target is replaced.
  const std::filesystem::path target = std::filesystem::weakly_canonical(to, trouble);
  const std::filesystem::path temporary = (trouble ? to : target).string() + ".tmp";
  const auto lock = CopyLock::take(temporary);
  if (!lock) return fail(lock.error());
  auto whole = PendingFile::create(trouble ? to : target, temporary);
  if (!whole) return fail(whole.error());
  remove_leftovers(temporary);
  begin("copying");
  const auto copied = guarded<void>(
      temporary, [&]() -> Result<void> { return copy(*database, file, temporary, options.stop); });
  if (!copied) return fail(of_copy(copied.error(), temporary, to));
  auto report = verified(file, temporary, to, begin);
  if (!report) return report;
  if (options.stop.stop_requested())
    return fail(ErrorCode::kCancelled, file.string() + ": no backup was made");
  report->has_replaced = *place;
  const auto identity = guarded<std::string>(file, [&]() -> Result<std::string> {
    return one_text(*database, "SELECT identity FROM _database");
  });
  if (!identity) return fail(identity.error());
  report->database = *identity;
  if (auto named = whole->commit(); !named) return fail(named.error());
  return report;
}

}  // namespace tearsheet::store
