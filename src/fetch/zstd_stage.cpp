// Zstandard (RFC 8878), with the reference decoder.
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/handle.h"
#include "fetch/content_decoder.h"

namespace tearsheet::fetch {
namespace {

constexpr int kMaxWindowLog =
    23;  // 8 MiB: what RFC 8878 3.1.1.1.2 recommends to support, and browsers allow
constexpr std::size_t kMagicSize = 4;

using Decoder = Handle<ZSTD_DStream, ZSTD_freeDStream>;

bool is_zstd(std::string_view in) {
  return in.starts_with(std::string_view("\x28\xb5\x2f\xfd", 4)) ||
         ((static_cast<std::uint8_t>(in[0]) & 0xf0) == 0x50 &&
          in.substr(1, 3) == std::string_view("\x2a\x4d\x18", 3));
}

class ZstdStage final : public DecodeStage {
 public:
  DecodeStatus write(std::string_view in, std::string& out, std::size_t max_out) override {
    if (is_plain_) return append(in, out, max_out);
    std::string joined;
    if (!decoder_) {
      if (prefix_.size() + in.size() < kMagicSize) {
        prefix_ += in;
        return DecodeStatus::kOk;
      }
      joined = std::exchange(prefix_, {});
      if (!joined.empty()) in = joined.append(in);
      if (!is_zstd(in)) {
        is_plain_ = true;
        return append(in, out, max_out);
      }
      decoder_.reset(ZSTD_createDStream());
      if (!decoder_) return DecodeStatus::kDamaged;
      ZSTD_DCtx_setParameter(decoder_.get(), ZSTD_d_windowLogMax, kMaxWindowLog);
    }
    return decode(in, out, max_out);
  }

  DecodeStatus finish(std::string& out, std::size_t max_out) override {
    if (!prefix_.empty()) return append(prefix_, out, max_out);
    return !decoder_ || frame_is_over_ ? DecodeStatus::kOk : DecodeStatus::kCutOff;
  }

 private:
  static DecodeStatus append(std::string_view in, std::string& out, std::size_t max_out) {
    const std::size_t room = max_out - std::min(max_out, out.size());
    out.append(in.substr(0, room));
    return in.size() > room ? DecodeStatus::kTooLarge : DecodeStatus::kOk;
  }

  DecodeStatus decode(std::string_view in, std::string& out, std::size_t max_out) {
    std::array<char, 32768> buffer;
    ZSTD_inBuffer input{in.data(), in.size(), 0};
    for (;;) {
      ZSTD_outBuffer output{buffer.data(), buffer.size(), 0};
      const std::size_t before = input.pos;
      const std::size_t result = ZSTD_decompressStream(decoder_.get(), &output, &input);
      if (ZSTD_isError(result) != 0) return DecodeStatus::kDamaged;
      const bool moved = output.pos > 0 || input.pos > before;
      if (moved) frame_is_over_ = result == 0;
      const DecodeStatus status = append({buffer.data(), output.pos}, out, max_out);
      if (status != DecodeStatus::kOk) return status;
      const bool is_drained = frame_is_over_ || output.pos < output.size;
      if (!moved || (input.pos == input.size && is_drained)) return DecodeStatus::kOk;
    }
  }

  Decoder decoder_;
  std::string prefix_;
  bool is_plain_ = false;
  bool frame_is_over_ = false;
};

}  // namespace

std::unique_ptr<DecodeStage> make_zstd_stage() {
  return std::make_unique<ZstdStage>();
}

}  // namespace tearsheet::fetch
