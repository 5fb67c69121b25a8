// Version 3, little-endian: version, level, words (u16, saturating), exact (u64), host (u32), then
// title words (u16), numbers (2 u16), lead, sample and paragraphs (u32), each behind a byte of its
// count.
#include "dedup/sketch.h"

#include <algorithm>

#include "dedup/dedup.h"

namespace tearsheet::dedup {
namespace {

template <class T>
void put(std::string& out, T value) {
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    out += static_cast<char>(static_cast<unsigned char>(std::uint64_t{value} >> (8 * i)));
  }
}

class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}
  template <class T>
  T take() {
    if (rest_.size() < sizeof(T)) {
      good_ = false;
      return T{};
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i) {
      value |= std::uint64_t{static_cast<unsigned char>(rest_[i])} << (8 * i);
    }
    rest_.remove_prefix(sizeof(T));
    return static_cast<T>(value);
  }
  template <class T, std::size_t N, class Take>
  void take_few(Few<T, N>& few, Take take_one) {
    const auto count = take<std::uint8_t>();
    if (count > N) good_ = false;
    for (unsigned i = 0; good_ && i < count; ++i) few.push(take_one());
  }
  [[nodiscard]] bool is_done() const { return good_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool good_ = true;
};

}  // namespace

std::uint32_t title_key(const Sketch& sketch) {
  constexpr std::uint8_t kMinWords = 3;  // "Update", "In brief", "Morning briefing"
  if (sketch.title_words.count < kMinWords) return 0;
  std::uint64_t key = 0x7469'746C'65;  // no shingle begins so
  for (const std::uint16_t word : sketch.title_words) {
    key = (key ^ word) * 0x9FB2'1C65'1E98'DF25;
    key ^= key >> 29;
  }
  return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(key >> 32));
}

void append_sketch(std::string& bytes, const Sketch& sketch) {
  put(bytes, Fingerprint::kVersion);
  put(bytes, static_cast<std::uint8_t>(sketch.level));
  put(bytes, static_cast<std::uint16_t>(std::min<std::uint32_t>(sketch.words, 0xFFFF)));
  put(bytes, sketch.exact);
  put(bytes, sketch.host);
  put(bytes, sketch.title_words.count);
  for (const std::uint16_t word : sketch.title_words) put(bytes, word);
  put(bytes, sketch.numbers.count);
  for (const NumberInPlace& number : sketch.numbers) {
    put(bytes, number.place);
    put(bytes, number.value);
  }
  put(bytes, sketch.lead.count);
  for (const std::uint32_t shingle : sketch.lead) put(bytes, shingle);
  put(bytes, sketch.sample.count);
  for (const std::uint32_t shingle : sketch.sample) put(bytes, shingle);
  put(bytes, sketch.paragraphs.count);
  for (const std::uint32_t paragraph : sketch.paragraphs) put(bytes, paragraph);
}

std::optional<Sketch> read_sketch(std::string_view from) {
  Bytes bytes(from);
  if (bytes.take<std::uint8_t>() != Fingerprint::kVersion) return std::nullopt;
  Sketch sketch;
  sketch.level = bytes.take<std::uint8_t>();
  sketch.words = bytes.take<std::uint16_t>();
  sketch.exact = bytes.take<std::uint64_t>();
  sketch.host = bytes.take<std::uint32_t>();
  bytes.take_few(sketch.title_words, [&] { return bytes.take<std::uint16_t>(); });
  bytes.take_few(sketch.numbers, [&] {
    const auto place = bytes.take<std::uint16_t>();
    return NumberInPlace{place, bytes.take<std::uint16_t>()};
  });
  bytes.take_few(sketch.lead, [&] { return bytes.take<std::uint32_t>(); });
  bytes.take_few(sketch.sample, [&] { return bytes.take<std::uint32_t>(); });
  bytes.take_few(sketch.paragraphs, [&] { return bytes.take<std::uint32_t>(); });
  const auto ascends = [](const auto& few) { return std::is_sorted(few.begin(), few.end()); };
  if (!bytes.is_done() || sketch.level > 32 || !ascends(sketch.lead)) {
    return std::nullopt;
  }
  return sketch;
}

}  // namespace tearsheet::dedup
