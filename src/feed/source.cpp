#include "feed/source.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/handle.h"
#include "unpack/unpack.h"

namespace tearsheet::feed {
namespace {

constexpr std::size_t kPiece = 64 * 1024;

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}
  Result<std::string_view> next() override {
    const auto piece = bytes_.substr(at_, kPiece);
    at_ += piece.size();
    return piece;
  }
  Result<void> rewind() override {
    at_ = 0;
    return {};
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

class FileSource final : public ByteSource {
 public:
  FileSource(Handle<std::FILE, std::fclose> file, std::string name)
      : file_(std::move(file)), name_(std::move(name)), buffer_(kPiece, '\0') {}

  Result<std::string_view> next() override {
    const auto count = std::fread(buffer_.data(), 1, buffer_.size(), file_.get());
    if (count == 0 && std::ferror(file_.get()) != 0) return failed();
    return std::string_view(buffer_).substr(0, count);
  }
  Result<void> rewind() override {
    if (std::fseek(file_.get(), 0, SEEK_SET) != 0) return failed();
    return {};
  }

 private:
  [[nodiscard]] tl::unexpected<Error> failed() const {
    return fail(ErrorCode::kIo, name_ + ": " + std::strerror(errno));
  }

  Handle<std::FILE, std::fclose> file_;
  std::string name_;
  std::string buffer_;
};

class GzipSource final : public ByteSource {
 public:
  explicit GzipSource(ByteSource& packed) : packed_(&packed), buffer_(kPiece, '\0') {}

  Result<std::string_view> next() override {
    std::size_t made = 0;
    while (!is_at_end_ && made < buffer_.size()) {
      if (in_.empty()) {
        auto piece = packed_->next();
        if (!piece) return piece;
        if (piece->empty()) break;
        in_ = *piece;
      }
      if (is_between_) {
        // Behind a member stands another one, or padding, which is no error (RFC 1952 2.2).
        if (in_.front() != 0x1F) break;
        stream_->restart();
      }
      const unpack::Step step = stream_->step(in_, buffer_.data() + made, buffer_.size() - made);
      in_.remove_prefix(step.used);
      made += step.made;
      is_between_ = step.ends;
      if (step.is_damaged) is_at_end_ = true;
    }
    if (made < buffer_.size()) is_at_end_ = true;
    return std::string_view(buffer_).substr(0, made);
  }

  Result<void> rewind() override {
    stream_->restart();
    in_ = {};
    is_between_ = is_at_end_ = false;
    return packed_->rewind();
  }

 private:
  ByteSource* packed_;
  std::string buffer_;
  std::unique_ptr<unpack::Stream> stream_ = unpack::make_gzip();
  std::string_view in_;  // what of the last piece is left
  bool is_between_ = false;
  bool is_at_end_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> source_of(std::string_view bytes) {
  return std::make_unique<MemorySource>(bytes);
}

Result<std::unique_ptr<ByteSource>> open_source(const std::filesystem::path& path) {
  Handle<std::FILE, std::fclose> file(std::fopen(path.c_str(), "rbe"));
  if (file == nullptr) {
    return fail(errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
                path.string() + ": " + std::strerror(errno));
  }
  std::setvbuf(file.get(), nullptr, _IONBF, 0);
  return std::unique_ptr<ByteSource>(std::make_unique<FileSource>(std::move(file), path.string()));
}

bool is_gzip(std::string_view bytes) {
  // With the method, of which there is one: a feed's text may begin with any two bytes.
  return unpack::is_gzip(bytes) && bytes.substr(2).starts_with('\x08');
}

std::unique_ptr<ByteSource> unpack_gzip(ByteSource& packed) {
  return std::make_unique<GzipSource>(packed);
}

Result<std::string> read_all(ByteSource& source, std::size_t max_bytes) {
  std::string all;
  while (true) {
    const auto piece = source.next();
    if (!piece) return fail(piece.error());
    if (piece->empty()) return all;
    if (all.size() + piece->size() > max_bytes) {
      return fail(ErrorCode::kTooLarge, "more than " + std::to_string(max_bytes) + " bytes");
    }
    all.append(*piece);
  }
}

}  // namespace tearsheet::feed
