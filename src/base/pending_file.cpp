#include "base/pending_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <random>
#include <system_error>
#include <utility>

namespace tearsheet {
namespace {

constexpr int kMostNames = 100;  // tries of a name that nobody has

// https://www.sqlite.org/fileformat.html 1.3
bool is_sqlite_database(const std::filesystem::path& path) {
  constexpr std::string_view kMagic("SQLite format 3\0", 16);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) return false;
  std::array<char, kMagic.size()> front{};
  const ssize_t n = ::pread(descriptor, front.data(), front.size(), 0);
  const bool is_database = n == static_cast<ssize_t>(kMagic.size()) &&
                           std::string_view(front.data(), front.size()) == kMagic;
  // Closing any descriptor of a database that this process reads would drop SQLite's locks on it.
  // One stays open until the error that follows has been told.
  if (!is_database) ::close(descriptor);
  return is_database;
}

}  // namespace

Error file_error(const std::string& name, int number) {
  return {number == ENOENT                      ? ErrorCode::kNotFound
          : number == EACCES || number == EPERM ? ErrorCode::kDenied
                                                : ErrorCode::kIo,
          fmt::format("{}: {}", name, std::generic_category().message(number))};
}

Result<void> check_replaceable(const std::filesystem::path& path) {
  if (is_sqlite_database(path)) {
    return fail(
        ErrorCode::kInvalid,
        fmt::format("{}: a database, which is not replaced; give another file", path.string()));
  }
  const std::string name = path.string();
  for (const std::string_view ending : {"-wal", "-shm", "-journal", ".lock"}) {
    if (!name.ends_with(ending)) continue;
    const std::string owner = name.substr(0, name.size() - ending.size());
    if (is_sqlite_database(owner)) {
      return fail(ErrorCode::kInvalid,
                  fmt::format("{}: belongs to the database {}; give another file", name, owner));
    }
  }
  return {};
}

Result<PendingFile> PendingFile::create(const std::filesystem::path& path) {
  if (auto allowed = check_replaceable(path); !allowed) return fail(allowed.error());
  std::error_code error;
  std::filesystem::path target = std::filesystem::weakly_canonical(path, error);
  if (error) target = path;
  struct stat replaced {};
  const bool exists = ::stat(target.c_str(), &replaced) == 0;
  std::random_device random;
  for (int attempt = 0; attempt < kMostNames; ++attempt) {
    std::string temporary = fmt::format("{}.{:08x}", target.string(), random());
    const int descriptor =
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, exists ? 0600 : 0666);
    if (descriptor < 0 && errno == EEXIST) continue;
    if (descriptor < 0) return fail(file_error(path.string(), errno));
    PendingFile file(std::move(target), std::move(temporary), descriptor);
    if (exists) file.mode_ = replaced.st_mode & 07777;
    return file;
  }
  return fail(file_error(path.string(), EEXIST));
}

Result<PendingFile> PendingFile::create(const std::filesystem::path& path,
                                        const std::filesystem::path& temporary) {
  const int descriptor =
      ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (descriptor < 0) return fail(file_error(path.string(), errno));
  return PendingFile(path, temporary.string(), descriptor);
}

PendingFile PendingFile::made_by_others(const std::filesystem::path& path,
                                        const std::filesystem::path& temporary) {
  std::error_code ignored;
  std::filesystem::remove(temporary, ignored);
  return {path, temporary.string(), -1};
}

Result<PendingFile> PendingFile::open_device(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return fail(file_error(path.string(), errno));
  return PendingFile(path, {}, descriptor);
}

PendingFile::PendingFile(PendingFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)),
      mode_(other.mode_) {}

PendingFile::~PendingFile() {
  close();
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

tl::unexpected<Error> PendingFile::failed() const {
  return fail(file_error(path_.string(), errno));
}

bool PendingFile::close() {
  return descriptor_ < 0 || ::close(std::exchange(descriptor_, -1)) == 0;
}

Result<void> PendingFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(descriptor_, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failed();
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

Result<void> PendingFile::commit(Sync sync) {
  if (temporary_.empty()) {
    if (!close()) return failed();
    return {};
  }
  if (descriptor_ < 0) {
    descriptor_ = ::open(temporary_.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor_ < 0) return failed();
  }
  if (mode_ && ::fchmod(descriptor_, *mode_) != 0) return failed();
  if (sync == Sync::kNow && ::fsync(descriptor_) != 0) return failed();
  if (!close() || ::rename(temporary_.c_str(), path_.c_str()) != 0) return failed();
  temporary_.clear();
  return {};
}

}  // namespace tearsheet
