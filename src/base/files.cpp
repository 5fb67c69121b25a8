#include "base/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "base/pending_file.h"

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

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes) {
  const bool is_stdin = path == "-";
  const FileDescriptor file(is_stdin ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  const std::string name = is_stdin ? "standard input" : path.string();
  if (file.number() < 0) return fail(file_error(name, errno));
  std::string bytes;
  std::array<char, 65536> buffer;
  for (;;) {
    const ssize_t n = ::read(file.number(), buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail(file_error(name, errno));
    if (n == 0) return bytes;
    bytes.append(buffer.data(), static_cast<std::size_t>(n));
    if (bytes.size() > max_bytes) {
      return fail(ErrorCode::kTooLarge, fmt::format("{}: larger than {} bytes", name, max_bytes));
    }
  }
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
  auto file = PendingFile::create(path);
  if (!file) return fail(file.error());
  if (auto written = file->write(bytes); !written) return written;
  return file->commit();
}

}  // namespace tearsheet
