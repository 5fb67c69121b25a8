// zstd as a stream, with the reference decoder.
#include <zstd.h>

#include "base/handle.h"
#include "unpack/unpack.h"

namespace tearsheet::unpack {
namespace {

class Zstd final : public ZstdStream {
 public:
  explicit Zstd(int max_window_log) {
    if (context_) ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, max_window_log);
  }

  void restart() override { ZSTD_DCtx_reset(context_.get(), ZSTD_reset_session_only); }

  void load_dictionary(std::string_view bytes) override {
    ZSTD_DCtx_loadDictionary(context_.get(), bytes.data(), bytes.size());
  }

  Step step(std::string_view in, char* out, std::size_t room) override {
    Step step;
    if (!context_) {
      step.is_damaged = true;
      return step;
    }
    ZSTD_inBuffer input{in.data(), in.size(), 0};
    ZSTD_outBuffer output{out, room, 0};
    const std::size_t status = ZSTD_decompressStream(context_.get(), &output, &input);
    step.is_damaged = ZSTD_isError(status) != 0;
    step.used = input.pos;
    step.made = step.is_damaged ? 0 : output.pos;
    step.ends = status == 0;
    return step;
  }

 private:
  Handle<ZSTD_DCtx, ZSTD_freeDCtx> context_{ZSTD_createDCtx()};
};

}  // namespace

std::unique_ptr<ZstdStream> make_zstd(int max_window_log) {
  return std::make_unique<Zstd>(max_window_log);
}

}  // namespace tearsheet::unpack
