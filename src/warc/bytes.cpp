#include "warc/bytes.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/pending_file.h"

namespace tearsheet::warc {
namespace {

constexpr std::size_t kPiece = 131'072;
constexpr std::size_t kMaxKept = 1'048'576;  // packed bytes of a part

class FileSource final : public ByteSource {
 public:
  FileSource(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {
    struct stat status {};
    if (::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode))
      size_ = static_cast<std::uint64_t>(status.st_size);
  }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  ~FileSource() override {
    if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
  }
  Result<std::size_t> read(char* to, std::size_t size) override {
    for (;;) {
      const ssize_t n = ::read(descriptor_, to, size);
      if (n >= 0) return static_cast<std::size_t>(n);
      if (errno != EINTR) return fail(file_error(name_, errno));
    }
  }
  [[nodiscard]] std::uint64_t size() const override { return size_; }

 private:
  int descriptor_;
  std::string name_;
  std::uint64_t size_ = 0;
};

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes), size_(bytes.size()) {}
  Result<std::size_t> read(char* to, std::size_t size) override {
    const std::size_t n = std::min(size, bytes_.size());
    if (n > 0) std::memcpy(to, bytes_.data(), n);
    bytes_.remove_prefix(n);
    return n;
  }
  [[nodiscard]] std::uint64_t size() const override { return size_; }

 private:
  std::string_view bytes_;
  std::uint64_t size_;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> open_file(const std::string& path) {
  if (path == "-") {
    return std::unique_ptr<ByteSource>(
        std::make_unique<FileSource>(STDIN_FILENO, "standard input"));
  }
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return fail(file_error(path, errno));
  return std::unique_ptr<ByteSource>(std::make_unique<FileSource>(descriptor, path));
}

std::unique_ptr<ByteSource> over_memory(std::string_view bytes) {
  return std::make_unique<MemorySource>(bytes);
}

bool is_zip(const std::string& path) {
  if (path == "-") return false;
  auto file = open_file(path);
  std::array<char, 4> head{};
  if (!file) return false;
  const auto n = (*file)->read(head.data(), head.size());
  return n && *n == head.size() && std::string_view(head.data(), head.size()) == "PK\x03\x04";
}

PlainStream::PlainStream(std::unique_ptr<ByteSource> source, const Limits& limits)
    : source_(std::move(source)), limits_(limits) {}

Result<bool> PlainStream::fill() {
  if (source_ended_) return false;
  // The part in hand is kept as far as give_up_part() may go back.
  if (at_ - part_at_ > kMaxKept) part_at_ = at_;
  input_.erase(0, part_at_);
  at_ -= part_at_;
  part_at_ = 0;
  const std::size_t had = input_.size();
  input_.resize(had + kPiece);
  const Result<std::size_t> n = source_->read(input_.data() + had, kPiece);
  input_.resize(had + (n ? *n : 0));
  if (!n) return fail(n.error());
  read_ += *n;
  source_ended_ = *n == 0;
  return *n > 0;
}

// The first bytes say how the file is packed.
Result<void> PlainStream::start_file() {
  while (rest().size() < 4 && !source_ended_) {
    if (auto filled = fill(); !filled) return fail(filled.error());
  }
  unpacker_.reset();
  if (unpack::is_gzip(rest())) {
    unpacker_ = make_gzip_unpacker();
  } else if (unpack::is_zstd(rest())) {
    unpacker_ = make_zstd_unpacker();
  }
  started_ = part_starts_ = true;
  in_part_ = false;
  return {};
}

// Forward to where a part may start; at the end of the file nothing is left.
Result<void> PlainStream::seek_part() {
  for (;;) {
    const std::size_t found = unpacker_->find_part(rest());
    if (found != std::string_view::npos) {
      if (found > 0) gap_ = true;
      at_ += found;
      return {};
    }
    // A sign of two or three bytes may be cut by the end of the buffer.
    const std::size_t keep = std::min<std::size_t>(3, rest().size());
    if (rest().size() > keep) gap_ = true;
    at_ = part_at_ = input_.size() - keep;
    const auto filled = fill();
    if (!filled) return fail(filled.error());
    if (!*filled) {
      if (!rest().empty()) gap_ = true;
      at_ = part_at_ = input_.size();
      return {};
    }
  }
}

// A part whose bytes were changed may be read as going on far into those behind it: what follows is
// looked for from its first byte on. Every byte is gone back over once at most.
void PlainStream::give_up_part() {
  in_part_ = false;
  gap_ = true;
  const std::uint64_t here = read_ - rest().size();
  const std::size_t back = at_ - part_at_;
  if (here - back >= gone_back_) {
    gone_back_ = here;
    at_ = part_at_;
  }
  if (!rest().empty()) ++at_;
  part_at_ = at_;
}

// As much of one part as there is room for. Empty: the file is over.
Result<Chunk> PlainStream::unpack() {
  output_.resize(kPiece);
  Chunk chunk;
  std::size_t made = 0;
  while (made < output_.size()) {
    if (!in_part_) {
      if (made > 0) break;  // a piece holds bytes of one part alone
      if (auto sought = seek_part(); !sought) return fail(sought.error());
      if (rest().empty()) break;
      unpacker_->start_part();
      part_at_ = at_;
      in_part_ = part_starts_ = true;
    }
    const unpack::Step step = unpacker_->step(rest(), output_.data() + made, output_.size() - made);
    if (made == 0 && step.made > 0) {
      chunk.gap = std::exchange(gap_, false);
      chunk.starts_part = std::exchange(part_starts_, false);
    }
    at_ += step.used;
    made += step.made;
    if (step.ends) {
      in_part_ = false;
    } else if (step.is_damaged) {
      give_up_part();
    } else if (step.made == 0 && (rest().empty() || step.used == 0)) {
      const auto filled = fill();
      if (!filled) return fail(filled.error());
      if (*filled) continue;
      give_up_part();  // the file ends inside it
    }
  }
  made_ += made;
  if (made_ > limits_.max_slack && made_ / limits_.max_ratio > read_) {
    return fail(ErrorCode::kTooLarge,
                fmt::format("the archive unpacks to more than {} times its size: not read further",
                            limits_.max_ratio));
  }
  chunk.bytes = std::string_view(output_).substr(0, made);
  return chunk;
}

Result<Chunk> PlainStream::plain() {
  if (rest().empty()) {
    if (auto filled = fill(); !filled) return fail(filled.error());
  }
  const Chunk chunk{rest(), std::exchange(part_starts_, false), std::exchange(gap_, false)};
  at_ = part_at_ = input_.size();
  return chunk;
}

Result<Chunk> PlainStream::next() {
  for (;;) {
    if (!started_) {
      if (auto begun = start_file(); !begun) return fail(begun.error());
    }
    Result<Chunk> chunk = unpacker_ ? unpack() : plain();
    if (!chunk || !chunk->bytes.empty()) return chunk;
    const auto more = source_->next_file();
    if (!more) return fail(more.error());
    if (!*more) return Chunk{{}, false, gap_};
    input_.clear();
    at_ = part_at_ = 0;
    started_ = source_ended_ = false;
  }
}

}  // namespace tearsheet::warc
