#include "feed/source.h"

#include <zlib.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/handle.h"

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
  explicit GzipSource(ByteSource& packed) : packed_(&packed), buffer_(kPiece, '\0') { start(); }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;
  ~GzipSource() override { inflateEnd(&stream_); }

  Result<std::string_view> next() override {
    stream_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
    stream_.avail_out = static_cast<uInt>(buffer_.size());
    while (!is_at_end_ && stream_.avail_out != 0) {
      if (stream_.avail_in == 0) {
        auto piece = packed_->next();
        if (!piece) return piece;
        if (piece->empty()) break;
        // zlib takes its input through a pointer that is not const, and does not write to it.
        stream_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(piece->data()));
        stream_.avail_in = static_cast<uInt>(piece->size());
      }
      // Behind a member stands another one, or padding, which is no error (RFC 1952 2.2).
      if (is_between_ && (inflateReset(&stream_) != Z_OK || *stream_.next_in != 0x1F)) break;
      is_between_ = false;
      const int status = inflate(&stream_, Z_NO_FLUSH);
      is_between_ = status == Z_STREAM_END;
      if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) is_at_end_ = true;
    }
    if (stream_.avail_out != 0) is_at_end_ = true;
    return std::string_view(buffer_).substr(0, buffer_.size() - stream_.avail_out);
  }

  Result<void> rewind() override {
    inflateEnd(&stream_);
    start();
    return packed_->rewind();
  }

 private:
  void start() {
    stream_ = {};
    is_between_ = false;
    is_at_end_ = inflateInit2(&stream_, 15 + 16) != Z_OK;  // 16: gzip, not zlib
  }

  ByteSource* packed_;
  std::string buffer_;
  z_stream stream_{};
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
  return bytes.starts_with("\x1F\x8B\x08");
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
