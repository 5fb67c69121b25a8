#include "base/pending_file.h"
#include "output/output.h"

namespace tearsheet::output {
namespace {

constexpr std::size_t kBuffer = 256 * 1024;

// Whatever hinders a file that was asked for is trouble with the disk to its reader; that it may
// not be replaced is none.
tl::unexpected<Error> io_error(const Error& error) {
  return fail(ErrorCode::kIo, error.message);
}

bool is_device(const std::filesystem::path& path) {
  std::error_code ignored;
  const auto kind = std::filesystem::status(path, ignored).type();
  return kind == std::filesystem::file_type::character || kind == std::filesystem::file_type::fifo;
}

}  // namespace

struct AtomicFile::State {
  PendingFile file;
  Result<void> written = {};  // the first trouble
  std::string buffer = {};

  void drain() {
    if (written) written = file.write(buffer);
    buffer.clear();
  }
};

AtomicFile::AtomicFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
AtomicFile::AtomicFile(AtomicFile&&) noexcept = default;
AtomicFile::~AtomicFile() = default;

Result<AtomicFile> AtomicFile::create(const std::filesystem::path& path) {
  auto file = is_device(path) ? PendingFile::open_device(path) : PendingFile::create(path);
  if (!file && file.error().code == ErrorCode::kInvalid) return fail(file.error());
  if (!file) return io_error(file.error());
  return AtomicFile(std::make_unique<State>(State{std::move(*file)}));
}

bool AtomicFile::write(std::string_view bytes) {
  state_->buffer += bytes;
  if (state_->buffer.size() >= kBuffer) state_->drain();
  return state_->written.has_value();
}

Result<void> AtomicFile::commit() {
  state_->drain();
  if (state_->written) state_->written = state_->file.commit();
  if (!state_->written) return io_error(state_->written.error());
  return {};
}

}  // namespace tearsheet::output
