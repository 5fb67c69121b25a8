// gzip and deflate; short gzip bodies, which nearly all pages are, at once.
#include <utility>

#include "fetch/content_decoder.h"
#include "unpack/unpack.h"

namespace tearsheet::fetch {
namespace {

// A gzip body is held up to so many bytes, packed: more than nearly all pages, less than a bomb
// needs.
constexpr std::size_t kMaxHeld = 256 * 1024;

class ZlibStage final : public DecodeStage {
 public:
  enum class Format { kGzip, kDeflate };
  explicit ZlibStage(Format format) : format_(format) {}

  DecodeStatus write(std::string_view in, std::string& out, std::size_t max_out) override {
    if (state_ == State::kPass) return append_bounded(in, out, max_out);
    if (state_ == State::kStart || state_ == State::kBetween) {
      // The first two bytes decide, and they may come one by one.
      if (prefix_.size() + in.size() < 2) {
        prefix_ += in;
        return DecodeStatus::kOk;
      }
      std::string joined;
      if (!prefix_.empty()) {
        joined = prefix_ + std::string(in);
        in = joined;
        prefix_.clear();
      }
      return start(in, out, max_out);
    }
    if (state_ == State::kTrailing) return DecodeStatus::kOk;
    if (state_ == State::kHeld) {
      if (held_.size() + in.size() <= kMaxHeld) {
        held_ += in;
        return DecodeStatus::kOk;
      }
      if (const auto status = let_go(out, max_out); status != DecodeStatus::kOk) return status;
      return write(in, out, max_out);
    }
    return inflate(in, out, max_out);
  }

  DecodeStatus finish(std::string& out, std::size_t max_out) override {
    if (state_ == State::kHeld) {
      if (unpack::gzip_at_once(held_, out, max_out)) {
        held_.clear();
        return DecodeStatus::kOk;
      }
      if (const auto status = let_go(out, max_out); status != DecodeStatus::kOk) return status;
    }
    // One byte can be no stream.
    if (state_ == State::kStart) return append_bounded(prefix_, out, max_out);
    return state_ == State::kInside ? DecodeStatus::kCutOff : DecodeStatus::kOk;
  }

 private:
  // kBetween: a member has ended, another may follow. kTrailing: something else followed; ignored,
  // as gzip(1) does.
  // kHeld: a gzip stream, none of it decoded yet.
  enum class State { kStart, kPass, kHeld, kInside, kBetween, kTrailing };

  DecodeStatus start(std::string_view in, std::string& out, std::size_t max_out) {
    if (state_ == State::kBetween) {
      if (!next_member(in)) return DecodeStatus::kOk;
      return inflate(in, out, max_out);
    }
    if (format_ == Format::kDeflate)
      return begin(unpack::is_zlib(in) ? unpack::make_zlib() : unpack::make_deflate(), in, out,
                   max_out);
    if (!unpack::is_gzip(in)) {
      state_ = State::kPass;
      return append_bounded(in, out, max_out);
    }
    if (in.size() <= kMaxHeld) {
      held_ = in;
      state_ = State::kHeld;
      return DecodeStatus::kOk;
    }
    return begin(unpack::make_gzip(), in, out, max_out);
  }

  DecodeStatus begin(std::unique_ptr<unpack::Stream> stream, std::string_view in, std::string& out,
                     std::size_t max_out) {
    stream_ = std::move(stream);
    state_ = State::kInside;
    return inflate(in, out, max_out);
  }

  /// What was held, piece by piece after all: there is too much of it, or something is wrong with
  /// it that a stream tells apart.
  DecodeStatus let_go(std::string& out, std::size_t max_out) {
    const std::string held = std::move(held_);
    return begin(unpack::make_gzip(), held, out, max_out);
  }

  /// False: what follows is no member.
  bool next_member(std::string_view in) {
    if (!unpack::is_gzip(in)) {
      end();
      return false;
    }
    stream_->restart();
    state_ = State::kInside;
    return true;
  }

  void end() {
    stream_.reset();
    state_ = State::kTrailing;
  }

  DecodeStatus inflate(std::string_view in, std::string& out, std::size_t max_out) {
    for (;;) {
      bool ends = false;
      const DecodeStatus status = unpack_part(*stream_, in, out, max_out, ends);
      if (status != DecodeStatus::kOk || !ends) return status;
      if (format_ == Format::kDeflate) {
        end();
        return DecodeStatus::kOk;
      }
      state_ = State::kBetween;
      if (in.size() < 2) {
        prefix_ = in;
        return DecodeStatus::kOk;
      }
      if (!next_member(in)) return DecodeStatus::kOk;
    }
  }

  const Format format_;
  State state_ = State::kStart;
  std::unique_ptr<unpack::Stream> stream_;
  std::string prefix_;
  std::string held_;
};

}  // namespace

std::unique_ptr<DecodeStage> make_gzip_stage() {
  return std::make_unique<ZlibStage>(ZlibStage::Format::kGzip);
}
std::unique_ptr<DecodeStage> make_deflate_stage() {
  return std::make_unique<ZlibStage>(ZlibStage::Format::kDeflate);
}

}  // namespace tearsheet::fetch
