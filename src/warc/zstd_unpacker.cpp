// zstd frames (RFC 8878), with the dictionary that a .warc.zst may carry in a skippable frame in
// front (magic 0x184D2A5D, the dictionary itself perhaps packed too): the convention of the
// archives that use it (iipc.github.io/warc-specifications/specifications/warc-zstd).
#include <algorithm>
#include <cstdint>
#include <string>

#include "unpack/unpack.h"
#include "warc/bytes.h"

namespace tearsheet::warc {
namespace {

constexpr int kMaxWindowLog = 25;                   // 32 MiB
constexpr std::size_t kMaxDictionary = 16'777'216;  // bytes, unpacked
constexpr std::string_view kFrame = "\x28\xB5\x2F\xFD";

std::uint32_t little_endian(std::string_view four) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = value << 8U | static_cast<unsigned char>(four[i]);
  return value;
}

class ZstdUnpacker final : public Unpacker {
 public:
  void start_part() override {
    stream_->restart();
    head_.clear();
    skipping_ = 0;
    keep_ = false;
    kind_known_ = false;
  }

  unpack::Step step(std::string_view in, char* out, std::size_t room) override {
    unpack::Step step;
    if (!kind_known_ && !read_head(in, step)) return step;
    if (is_skippable_) {
      skip(in.substr(step.used), step);
      return step;
    }
    if (!head_.empty()) {  // the magic was taken from an earlier piece of input
      const bool is_damaged = stream_->step(head_, out, room).is_damaged;
      head_.clear();
      if (is_damaged) {
        step.is_damaged = true;
        return step;
      }
    }
    unpack::Step inside = stream_->step(in.substr(step.used), out, room);
    inside.used += step.used;
    return inside;
  }

  [[nodiscard]] std::size_t find_part(std::string_view in) const override {
    const std::size_t frame = in.find(kFrame), skippable = in.find("\x2A\x4D\x18");
    const bool preceded = skippable != std::string_view::npos && skippable > 0 &&
                          (static_cast<unsigned char>(in[skippable - 1]) & 0xF0U) == 0x50U;
    return preceded ? std::min(frame, skippable - 1) : frame;
  }

 private:
  // Magic, and of a skippable frame its length: 4 or 8 bytes that may come in pieces.
  bool read_head(std::string_view in, unpack::Step& step) {
    const auto want = [&](std::size_t size) {
      const std::size_t n = std::min(size - std::min(size, head_.size()), in.size() - step.used);
      head_.append(in.substr(step.used, n));
      step.used += n;
      return head_.size() >= size;
    };
    if (!want(4)) return false;
    is_skippable_ = head_ != kFrame;
    if (is_skippable_) {
      if (!want(8)) return false;
      skipping_ = little_endian(std::string_view(head_).substr(4));
      keep_ = head_[0] == '\x5D' && skipping_ <= kMaxDictionary && !has_dictionary_;
      head_.clear();
    }
    kind_known_ = true;
    return true;
  }

  void skip(std::string_view in, unpack::Step& step) {
    const std::size_t n = std::min<std::size_t>(in.size(), skipping_);
    if (keep_) dictionary_.append(in.substr(0, n));
    step.used += n;
    skipping_ -= static_cast<std::uint32_t>(n);
    if (skipping_ > 0) return;
    step.ends = true;
    if (keep_) load_dictionary();
  }

  void load_dictionary() {
    has_dictionary_ = true;
    if (dictionary_.starts_with(kFrame)) {
      std::string plain;
      if (unpack::WholeZstd().unpack(dictionary_, kMaxDictionary, plain) !=
          unpack::WholeZstd::Status::kOk)
        return;
      dictionary_ = std::move(plain);
    }
    stream_->load_dictionary(dictionary_);
    std::string().swap(dictionary_);
  }

  const std::unique_ptr<unpack::ZstdStream> stream_ = unpack::make_zstd(kMaxWindowLog);
  std::string head_, dictionary_;
  std::uint32_t skipping_ = 0;
  bool kind_known_ = false, is_skippable_ = false, keep_ = false, has_dictionary_ = false;
};

}  // namespace

std::unique_ptr<Unpacker> make_zstd_unpacker() {
  return std::make_unique<ZstdUnpacker>();
}

}  // namespace tearsheet::warc
