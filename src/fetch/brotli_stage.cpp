#include "fetch/content_decoder.h"
#include "unpack/unpack.h"

namespace tearsheet::fetch {
namespace {

class BrotliStage final : public DecodeStage {
 public:
  DecodeStatus write(std::string_view in, std::string& out, std::size_t max_out) override {
    if (in.empty() || is_done_) return DecodeStatus::kOk;  // what follows the stream is ignored
    if (!stream_) stream_ = unpack::make_brotli();
    return unpack_part(*stream_, in, out, max_out, is_done_);
  }

  DecodeStatus finish(std::string&, std::size_t) override {
    return !stream_ || is_done_ ? DecodeStatus::kOk : DecodeStatus::kCutOff;
  }

 private:
  std::unique_ptr<unpack::Stream> stream_;
  bool is_done_ = false;
};

}  // namespace

std::unique_ptr<DecodeStage> make_brotli_stage() {
  return std::make_unique<BrotliStage>();
}

}  // namespace tearsheet::fetch
