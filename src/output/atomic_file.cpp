#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "output/output.h"

namespace tearsheet::output {
namespace {

constexpr std::size_t kBuffer = 256 * 1024;

std::string reason(int number) {
  return std::generic_category().message(number);
}

}  // namespace

struct AtomicFile::State {
  std::filesystem::path path;
  std::string temporary;
  int descriptor = -1;
  int error = 0;
  std::string buffer;

  void drain() {
    std::string_view rest = buffer;
    while (!rest.empty() && error == 0) {
      const ssize_t n = ::write(descriptor, rest.data(), rest.size());
      if (n < 0 && errno != EINTR) error = errno;
      if (n > 0) rest.remove_prefix(static_cast<std::size_t>(n));
    }
    buffer.clear();
  }
};

AtomicFile::AtomicFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
AtomicFile::AtomicFile(AtomicFile&&) noexcept = default;

Result<AtomicFile> AtomicFile::create(const std::filesystem::path& path) {
  auto state = std::make_unique<State>();
  state->path = path;
  std::error_code ignored;
  const auto kind = std::filesystem::status(path, ignored).type();
  if (kind == std::filesystem::file_type::character || kind == std::filesystem::file_type::fifo) {
    // A device or pipe is written into: a file in its place would be no help to anybody.
    state->descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (state->descriptor < 0)
      return fail(ErrorCode::kIo, fmt::format("{}: {}", path.string(), reason(errno)));
    return AtomicFile(std::move(state));
  }
  state->temporary = path.string() + ".XXXXXX";
  state->descriptor = ::mkostemp(state->temporary.data(), O_CLOEXEC);
  if (state->descriptor < 0)
    return fail(ErrorCode::kIo, fmt::format("{}: {}", path.string(), reason(errno)));
  return AtomicFile(std::move(state));
}

AtomicFile::~AtomicFile() {
  if (!state_ || state_->descriptor < 0) return;
  ::close(state_->descriptor);
  if (!state_->temporary.empty()) ::unlink(state_->temporary.c_str());
}

bool AtomicFile::write(std::string_view bytes) {
  state_->buffer += bytes;
  if (state_->buffer.size() >= kBuffer) state_->drain();
  return state_->error == 0;
}

Result<void> AtomicFile::commit() {
  state_->drain();
  if (state_->temporary.empty()) {
    const bool closed = ::close(std::exchange(state_->descriptor, -1)) == 0;
    if (state_->error == 0 && !closed) state_->error = errno;
    if (state_->error == 0) return {};
    return fail(ErrorCode::kIo,
                fmt::format("{}: {}", state_->path.string(), reason(state_->error)));
  }
  if (state_->error == 0 && ::fchmod(state_->descriptor, 0644) != 0) state_->error = errno;
  if (state_->error == 0 && ::fsync(state_->descriptor) != 0) state_->error = errno;
  if (state_->error == 0 && ::rename(state_->temporary.c_str(), state_->path.c_str()) != 0)
    state_->error = errno;
  if (state_->error != 0) {
    return fail(ErrorCode::kIo,
                fmt::format("{}: {}", state_->path.string(), reason(state_->error)));
  }
  ::close(state_->descriptor);
  state_->descriptor = -1;
  return {};
}

}  // namespace tearsheet::output
