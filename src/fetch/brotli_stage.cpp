// Brotli (RFC 7932), with Google's decoder. Its window is at most 16 MiB: the "large window"
// extension stays off.
#include <brotli/decode.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/handle.h"
#include "fetch/content_decoder.h"

namespace tearsheet::fetch {
namespace {

using Decoder = Handle<BrotliDecoderState, BrotliDecoderDestroyInstance>;

class BrotliStage final : public DecodeStage {
 public:
  DecodeStatus write(std::string_view in, std::string& out, std::size_t max_out) override {
    if (in.empty() || is_done()) return DecodeStatus::kOk;  // what follows the stream is ignored
    if (!decoder_) decoder_.reset(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr));
    if (!decoder_) return DecodeStatus::kDamaged;
    std::array<std::uint8_t, 32768> buffer;
    const auto* next_in = reinterpret_cast<const std::uint8_t*>(in.data());
    std::size_t left_in = in.size();
    for (;;) {
      std::uint8_t* next_out = buffer.data();
      std::size_t left_out = buffer.size();
      const auto result = BrotliDecoderDecompressStream(decoder_.get(), &left_in, &next_in,
                                                        &left_out, &next_out, nullptr);
      const std::size_t made = buffer.size() - left_out;
      const std::size_t room = max_out - std::min(max_out, out.size());
      out.append(reinterpret_cast<const char*>(buffer.data()), std::min(made, room));
      if (made > room) return DecodeStatus::kTooLarge;
      if (result == BROTLI_DECODER_RESULT_ERROR) return DecodeStatus::kDamaged;
      if (result != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) return DecodeStatus::kOk;
    }
  }

  DecodeStatus finish(std::string&, std::size_t) override {
    return !decoder_ || is_done() ? DecodeStatus::kOk : DecodeStatus::kCutOff;
  }

 private:
  [[nodiscard]] bool is_done() const {
    return decoder_ && BrotliDecoderIsFinished(decoder_.get()) != 0;
  }
  Decoder decoder_;
};

}  // namespace

std::unique_ptr<DecodeStage> make_brotli_stage() {
  return std::make_unique<BrotliStage>();
}

}  // namespace tearsheet::fetch
