#include "base/pending_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace tearsheet {

Error file_error(const std::string& name, int number) {
  return {number == ENOENT                      ? ErrorCode::kNotFound
          : number == EACCES || number == EPERM ? ErrorCode::kDenied
                                                : ErrorCode::kIo,
          fmt::format("{}: {}", name, std::generic_category().message(number))};
}

Result<PendingFile> PendingFile::create(const std::filesystem::path& path) {
  std::string temporary = path.string() + ".XXXXXX";
  const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) return fail(file_error(path.string(), errno));
  PendingFile file(path, std::move(temporary), descriptor);
  file.is_private_ = true;
  return file;
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
      is_private_(other.is_private_) {}

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
  // mkostemp makes files for their owner alone; a file that others read keeps the usual rights.
  if (is_private_ && ::fchmod(descriptor_, 0644) != 0) return failed();
  if (sync == Sync::kNow && ::fsync(descriptor_) != 0) return failed();
  if (!close() || ::rename(temporary_.c_str(), path_.c_str()) != 0) return failed();
  temporary_.clear();
  return {};
}

}  // namespace tearsheet
