// gzip members (RFC 1952), one after the other.
#include "unpack/unpack.h"
#include "warc/bytes.h"

namespace tearsheet::warc {
namespace {

class GzipUnpacker final : public Unpacker {
 public:
  void start_part() override { stream_->restart(); }

  unpack::Step step(std::string_view in, char* out, std::size_t room) override {
    return stream_->step(in, out, room);
  }

  [[nodiscard]] std::size_t find_part(std::string_view in) const override {
    return in.find("\x1f\x8b\x08");  // 2.3.1: ID1, ID2, and deflate, the only method there is
  }

 private:
  const std::unique_ptr<unpack::Stream> stream_ = unpack::make_gzip();
};

}  // namespace

std::unique_ptr<Unpacker> make_gzip_unpacker() {
  return std::make_unique<GzipUnpacker>();
}

}  // namespace tearsheet::warc
