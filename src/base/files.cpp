#include "base/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace tearsheet {
namespace {

class FileDescriptor {
 public:
  explicit FileDescriptor(int number) : number_(number) {}
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() {
    if (number_ > STDERR_FILENO) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

Error system_error(const std::string& path, int number) {
  return {number == ENOENT                      ? ErrorCode::kNotFound
          : number == EACCES || number == EPERM ? ErrorCode::kDenied
                                                : ErrorCode::kIo,
          fmt::format("{}: {}", path, std::generic_category().message(number))};
}

Result<void> write_all(int descriptor, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(descriptor, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail(system_error(path, errno));
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes) {
  const bool is_stdin = path == "-";
  const FileDescriptor file(is_stdin ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  const std::string name = is_stdin ? "standard input" : path.string();
  if (file.number() < 0) return fail(system_error(name, errno));
  std::string bytes;
  std::array<char, 65536> buffer;
  for (;;) {
    const ssize_t n = ::read(file.number(), buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail(system_error(name, errno));
    if (n == 0) return bytes;
    bytes.append(buffer.data(), static_cast<std::size_t>(n));
    if (bytes.size() > max_bytes) {
      return fail(ErrorCode::kTooLarge, fmt::format("{}: larger than {} bytes", name, max_bytes));
    }
  }
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::string temporary = path.string() + ".XXXXXX";
  const FileDescriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (file.number() < 0) return fail(system_error(path.string(), errno));
  Result<void> done = write_all(file.number(), bytes, path.string());
  // mkostemp makes files for their owner alone; a file that others read keeps the usual rights.
  if (done && (::fchmod(file.number(), 0644) != 0 || ::fsync(file.number()) != 0 ||
               ::rename(temporary.c_str(), path.c_str()) != 0)) {
    done = fail(system_error(path.string(), errno));
  }
  if (!done) ::unlink(temporary.c_str());
  return done;
}

}  // namespace tearsheet
