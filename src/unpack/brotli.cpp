// Brotli with Google's decoder.
#include <brotli/decode.h>

#include <cstdint>

#include "base/handle.h"
#include "unpack/unpack.h"

namespace tearsheet::unpack {
namespace {

using Decoder = Handle<BrotliDecoderState, BrotliDecoderDestroyInstance>;

class BrotliStream final : public Stream {
 public:
  void restart() override {
    decoder_.reset(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr));
  }

  Step step(std::string_view in, char* out, std::size_t room) override {
    Step step;
    if (!decoder_) {
      step.is_damaged = true;
      return step;
    }
    const auto* next_in = reinterpret_cast<const std::uint8_t*>(in.data());
    auto* next_out = reinterpret_cast<std::uint8_t*>(out);
    std::size_t left_in = in.size(), left_out = room;
    const auto result = BrotliDecoderDecompressStream(decoder_.get(), &left_in, &next_in, &left_out,
                                                      &next_out, nullptr);
    step.used = in.size() - left_in;
    step.made = room - left_out;
    step.ends = result == BROTLI_DECODER_RESULT_SUCCESS;
    step.is_damaged = result == BROTLI_DECODER_RESULT_ERROR;
    return step;
  }

 private:
  Decoder decoder_{BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)};
};

}  // namespace

std::unique_ptr<Stream> make_brotli() {
  return std::make_unique<BrotliStream>();
}

}  // namespace tearsheet::unpack
