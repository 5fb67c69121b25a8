// gzip (RFC 1952) and deflate (RFC 1950, 1951), with zlib; short gzip bodies, which nearly all
// pages are, at once with libdeflate, which takes a third of the time.
#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/handle.h"
#include "fetch/content_decoder.h"

namespace tearsheet::fetch {
namespace {

// A gzip body is held up to so many bytes, packed: more than nearly all pages, less than a bomb
// needs.
constexpr std::size_t kMaxHeld = 256 * 1024;
constexpr std::size_t kTrailerBytes = 4;  // ISIZE (RFC 1952 2.3.1): the size, modulo 2^32

constexpr int kGzipOnly = 15 + 16, kZlib = 15, kRaw = -15;  // windowBits of inflateInit2

using Inflater = Handle<libdeflate_decompressor, libdeflate_free_decompressor>;

class ZlibStage final : public DecodeStage {
 public:
  enum class Format { kGzip, kDeflate };
  explicit ZlibStage(Format format) : format_(format) {}
  ~ZlibStage() override {
    if (state_ == State::kInside || state_ == State::kBetween) inflateEnd(&stream_);
  }
  ZlibStage(const ZlibStage&) = delete;
  ZlibStage& operator=(const ZlibStage&) = delete;

  DecodeStatus write(std::string_view in, std::string& out, std::size_t max_out) override {
    if (state_ == State::kPass) return append(in, out, max_out);
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
    return inflate_all(in, out, max_out);
  }

  DecodeStatus finish(std::string& out, std::size_t max_out) override {
    if (state_ == State::kHeld) {
      if (inflate_at_once(out, max_out)) return DecodeStatus::kOk;
      if (const auto status = let_go(out, max_out); status != DecodeStatus::kOk) return status;
    }
    // One byte can be no stream.
    if (state_ == State::kStart) return append(prefix_, out, max_out);
    return state_ == State::kInside ? DecodeStatus::kCutOff : DecodeStatus::kOk;
  }

 private:
  // kBetween: a member has ended, another may follow. kTrailing: something else followed; ignored,
  // as gzip(1) does.
  // kHeld: a gzip stream, none of it decoded yet.
  enum class State { kStart, kPass, kHeld, kInside, kBetween, kTrailing };

  static DecodeStatus append(std::string_view in, std::string& out, std::size_t max_out) {
    const std::size_t room = max_out - std::min(max_out, out.size());
    out.append(in.substr(0, room));
    return in.size() > room ? DecodeStatus::kTooLarge : DecodeStatus::kOk;
  }

  static bool is_gzip(std::string_view in) { return in.starts_with("\x1f\x8b"); }

  DecodeStatus start(std::string_view in, std::string& out, std::size_t max_out) {
    if (state_ == State::kBetween) {
      if (!is_gzip(in)) {
        inflateEnd(&stream_);
        state_ = State::kTrailing;
        return DecodeStatus::kOk;
      }
      inflateReset(&stream_);
      state_ = State::kInside;
      return inflate_all(in, out, max_out);
    }
    int window = kGzipOnly;
    if (format_ == Format::kDeflate) {
      const auto first = static_cast<std::uint8_t>(in[0]),
                 second = static_cast<std::uint8_t>(in[1]);
      const bool is_wrapped =
          (first & 0x0f) == 8 && (first * 256 + second) % 31 == 0;  // RFC 1950 2.2
      window = is_wrapped ? kZlib : kRaw;
    } else if (!is_gzip(in)) {
      state_ = State::kPass;
      return append(in, out, max_out);
    } else if (in.size() <= kMaxHeld) {
      held_ = in;
      state_ = State::kHeld;
      return DecodeStatus::kOk;
    }
    return begin(window, in, out, max_out);
  }

  DecodeStatus begin(int window, std::string_view in, std::string& out, std::size_t max_out) {
    stream_ = {};
    if (inflateInit2(&stream_, window) != Z_OK) return DecodeStatus::kDamaged;
    state_ = State::kInside;
    return inflate_all(in, out, max_out);
  }

  /// What was held, piece by piece after all: there is too much of it, or something is wrong with
  /// it that zlib tells apart.
  DecodeStatus let_go(std::string& out, std::size_t max_out) {
    const std::string held = std::move(held_);
    return begin(kGzipOnly, held, out, max_out);
  }

  /// False: it is not one whole member that fits, and `out` is as it was.
  bool inflate_at_once(std::string& out, std::size_t max_out) {
    const Inflater inflater(libdeflate_alloc_decompressor());
    if (!inflater || held_.size() < kTrailerBytes || out.size() > max_out) return false;
    std::size_t size = 0;
    for (std::size_t i = 0; i < kTrailerBytes; ++i)
      size = size << 8U | static_cast<unsigned char>(held_[held_.size() - 1 - i]);
    // What is more than a thousandfold is a lie: deflate packs no better.
    if (size > max_out - out.size() || size / 1100 > held_.size()) return false;
    const std::size_t before = out.size();
    out.resize(before + size);
    std::size_t taken = 0, made = 0;
    const auto result = libdeflate_gzip_decompress_ex(inflater.get(), held_.data(), held_.size(),
                                                      out.data() + before, size, &taken, &made);
    if (result == LIBDEFLATE_SUCCESS && taken == held_.size() && made == size) {
      held_.clear();
      return true;
    }
    out.resize(before);
    return false;
  }

  DecodeStatus inflate_all(std::string_view in, std::string& out, std::size_t max_out) {
    std::array<unsigned char, 32768> buffer;
    // zlib does not write through next_in; it is only not const (ZLIB_CONST is the builder's
    // choice).
    stream_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(in.data()));
    stream_.avail_in = static_cast<uInt>(in.size());
    for (;;) {
      stream_.next_out = buffer.data();
      stream_.avail_out = static_cast<uInt>(buffer.size());
      const int result = inflate(&stream_, Z_NO_FLUSH);
      const std::size_t made = buffer.size() - stream_.avail_out;
      const DecodeStatus status =
          append({reinterpret_cast<const char*>(buffer.data()), made}, out, max_out);
      if (status != DecodeStatus::kOk) return status;
      if (result == Z_STREAM_END) {
        state_ = State::kBetween;
        const std::string_view rest(reinterpret_cast<const char*>(stream_.next_in),
                                    stream_.avail_in);
        if (format_ == Format::kDeflate) {
          inflateEnd(&stream_);
          state_ = State::kTrailing;
          return DecodeStatus::kOk;
        }
        if (rest.size() < 2) {
          prefix_ = rest;
          return DecodeStatus::kOk;
        }
        if (!is_gzip(rest)) {
          inflateEnd(&stream_);
          state_ = State::kTrailing;
          return DecodeStatus::kOk;
        }
        inflateReset(&stream_);
        state_ = State::kInside;
        continue;
      }
      if (result != Z_OK && result != Z_BUF_ERROR) return DecodeStatus::kDamaged;
      if (stream_.avail_in == 0 && stream_.avail_out != 0) return DecodeStatus::kOk;
      if (result == Z_BUF_ERROR && made == 0) return DecodeStatus::kOk;  // wants more input
    }
  }

  const Format format_;
  State state_ = State::kStart;
  z_stream stream_{};
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
