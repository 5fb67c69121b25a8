// gzip members (RFC 1952), one after the other.
#include <zlib.h>

#include <algorithm>
#include <limits>

#include "warc/bytes.h"

namespace tearsheet::warc {
namespace {

class GzipUnpacker final : public Unpacker {
 public:
  GzipUnpacker() { ready_ = inflateInit2(&stream_, 16 + MAX_WBITS) == Z_OK; }
  GzipUnpacker(const GzipUnpacker&) = delete;
  GzipUnpacker& operator=(const GzipUnpacker&) = delete;
  ~GzipUnpacker() override { inflateEnd(&stream_); }

  void start_part() override { inflateReset(&stream_); }

  Step step(std::string_view in, char* out, std::size_t room) override {
    constexpr std::size_t kMax = std::numeric_limits<uInt>::max();
    // zlib's interface predates const.
    stream_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(in.data()));  // NOLINT
    stream_.avail_in = static_cast<uInt>(std::min(in.size(), kMax));
    stream_.next_out = reinterpret_cast<Bytef*>(out);  // NOLINT
    stream_.avail_out = static_cast<uInt>(std::min(room, kMax));
    const uInt in_before = stream_.avail_in, out_before = stream_.avail_out;
    const int status = ready_ ? inflate(&stream_, Z_NO_FLUSH) : Z_MEM_ERROR;
    Step step;
    step.used = in_before - stream_.avail_in;
    step.made = out_before - stream_.avail_out;
    step.part_ends = status == Z_STREAM_END;
    // Z_BUF_ERROR: no progress without more input or room.
    step.damaged = status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR;
    return step;
  }

  [[nodiscard]] std::size_t find_part(std::string_view in) const override {
    return in.find("\x1f\x8b\x08");  // 2.3.1: ID1, ID2, and deflate, the only method there is
  }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

}  // namespace

std::unique_ptr<Unpacker> make_gzip_unpacker() {
  return std::make_unique<GzipUnpacker>();
}

}  // namespace tearsheet::warc
