#include <utility>

#include "fetch/content_decoder.h"
#include "unpack/unpack.h"

namespace tearsheet::fetch {
namespace {

constexpr int kMaxWindowLog =
    23;  // 8 MiB: what RFC 8878 3.1.1.1.2 recommends to support, and browsers allow
constexpr std::size_t kMagicSize = 4;

class ZstdStage final : public DecodeStage {
 public:
  DecodeStatus write(std::string_view in, std::string& out, std::size_t max_out) override {
    if (is_plain_) return append_bounded(in, out, max_out);
    std::string joined;
    if (!stream_) {
      if (prefix_.size() + in.size() < kMagicSize) {
        prefix_ += in;
        return DecodeStatus::kOk;
      }
      joined = std::exchange(prefix_, {});
      if (!joined.empty()) in = joined.append(in);
      if (!unpack::is_zstd(in)) {
        is_plain_ = true;
        return append_bounded(in, out, max_out);
      }
      stream_ = unpack::make_zstd(kMaxWindowLog);
    }
    while (!in.empty()) {  // frame by frame
      const DecodeStatus status = unpack_part(*stream_, in, out, max_out, frame_is_over_);
      if (status != DecodeStatus::kOk) return status;
    }
    return DecodeStatus::kOk;
  }

  DecodeStatus finish(std::string& out, std::size_t max_out) override {
    if (!prefix_.empty()) return append_bounded(prefix_, out, max_out);
    return !stream_ || frame_is_over_ ? DecodeStatus::kOk : DecodeStatus::kCutOff;
  }

 private:
  std::unique_ptr<unpack::Stream> stream_;
  std::string prefix_;
  bool is_plain_ = false;
  bool frame_is_over_ = false;
};

}  // namespace

std::unique_ptr<DecodeStage> make_zstd_stage() {
  return std::make_unique<ZstdStage>();
}

}  // namespace tearsheet::fetch
