// gzip and deflate with zlib.
#include <zlib.h>

#include <algorithm>
#include <limits>

#include "unpack/unpack.h"

namespace tearsheet::unpack {
namespace {

constexpr int kGzipOnly = 15 + 16, kZlib = 15, kRaw = -15;  // windowBits of inflateInit2

class ZlibStream final : public Stream {
 public:
  explicit ZlibStream(int window) : is_ready_(inflateInit2(&stream_, window) == Z_OK) {}
  ZlibStream(const ZlibStream&) = delete;
  ZlibStream& operator=(const ZlibStream&) = delete;
  ~ZlibStream() override { inflateEnd(&stream_); }

  void restart() override { inflateReset(&stream_); }

  Step step(std::string_view in, char* out, std::size_t room) override {
    constexpr std::size_t kMax = std::numeric_limits<uInt>::max();
    // zlib does not write through next_in; it is only not const (ZLIB_CONST is the builder's
    // choice).
    stream_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(in.data()));
    stream_.avail_in = static_cast<uInt>(std::min(in.size(), kMax));
    stream_.next_out = reinterpret_cast<Bytef*>(out);
    stream_.avail_out = static_cast<uInt>(std::min(room, kMax));
    const uInt in_before = stream_.avail_in, out_before = stream_.avail_out;
    const int status = is_ready_ ? inflate(&stream_, Z_NO_FLUSH) : Z_MEM_ERROR;
    Step step;
    step.used = in_before - stream_.avail_in;
    step.made = out_before - stream_.avail_out;
    step.ends = status == Z_STREAM_END;
    // Z_BUF_ERROR: no progress without more input or room.
    step.is_damaged = status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR;
    return step;
  }

 private:
  z_stream stream_{};
  bool is_ready_;
};

}  // namespace

std::unique_ptr<Stream> make_gzip() {
  return std::make_unique<ZlibStream>(kGzipOnly);
}
std::unique_ptr<Stream> make_zlib() {
  return std::make_unique<ZlibStream>(kZlib);
}
std::unique_ptr<Stream> make_deflate() {
  return std::make_unique<ZlibStream>(kRaw);
}

}  // namespace tearsheet::unpack
