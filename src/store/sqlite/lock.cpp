#include "store/sqlite/lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace tearsheet::store::sqlite {

Result<RunLock> RunLock::take(const std::filesystem::path& database) {
  const std::string path = database.string() + ".lock";
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) {
    return fail(ErrorCode::kUnusable,
                fmt::format("{}: the database cannot be written: {}: {}", database.string(), path,
                            std::generic_category().message(errno)));
  }
  RunLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK)
      return fail(ErrorCode::kBusy, database.string() + ": another run holds this database");
    return fail(ErrorCode::kUnusable,
                fmt::format("{}: {}", path, std::generic_category().message(errno)));
  }
  return lock;
}

RunLock::~RunLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace tearsheet::store::sqlite
