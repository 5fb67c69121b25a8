// Version 3, little-endian: version, level, words (u16, saturating), exact (u64), host (u32), then
// title words (u16), numbers (2 u16), lead, sample and paragraphs (u32), each behind a byte of its
// count.
#include "dedup/sketch.h"

#include <algorithm>

#include "dedup/dedup.h"

namespace tearsheet::dedup {
namespace {

constexpr std::size_t kHead = 16;  // up to the count of title words
constexpr unsigned kMaxLevel = 32;

class Writer {
 public:
  template <class T>
  void put(T value) {
    value = from_little_endian(value);
    std::memcpy(bytes_.data() + size_, &value, sizeof(T));
    size_ += sizeof(T);
  }
  template <class T, std::size_t N>
  void put(const Few<T, N>& few) {
    put(few.count);
    for (const T item : few) put(item);
  }
  [[nodiscard]] std::string_view bytes() const { return {bytes_.data(), size_}; }

 private:
  std::array<char, Fingerprint::kMaxBytes> bytes_;
  std::size_t size_ = 0;
};

template <class T>
T value_at(const char* bytes) {
  return Packed<T>{bytes, 1}[0];
}

template <class T>
const char* take_list(const char* at, Packed<T>& list) {
  list = {at + 1, static_cast<std::uint8_t>(*at)};
  return at + 1 + sizeof(T) * list.count;
}

// Whether a list of at most `most` items stands at `at`; then `at` is behind it.
bool skip_list(std::string_view bytes, std::size_t& at, std::size_t item_bytes, std::size_t most) {
  if (at >= bytes.size()) return false;
  const auto count = static_cast<std::uint8_t>(bytes[at]);
  at += 1 + count * item_bytes;
  return count <= most && at <= bytes.size();
}

bool is_whole(std::string_view bytes) {
  std::size_t at = kHead;
  return bytes.size() > kHead && static_cast<std::uint8_t>(bytes[0]) == Fingerprint::kVersion &&
         skip_list(bytes, at, sizeof(std::uint16_t), kMaxTitle) &&
         skip_list(bytes, at, sizeof(NumberInPlace), kMaxNumbers) &&
         skip_list(bytes, at, sizeof(std::uint32_t), kMaxLead) &&
         skip_list(bytes, at, sizeof(std::uint32_t), kMaxSample) &&
         skip_list(bytes, at, sizeof(std::uint32_t), kMaxParagraphs) && at == bytes.size();
}

template <class T, std::size_t N>
void copy(const Packed<T>& from, Few<T, N>& to) {
  for (std::size_t i = 0; i < from.count; ++i) to.push(from[i]);
}

}  // namespace

std::uint32_t title_key(const SketchView& sketch) {
  constexpr std::uint8_t kMinWords = 3;  // "Update", "In brief", "Morning briefing"
  const auto& words = sketch.title_words;
  if (words.count < kMinWords) return 0;
  std::uint64_t key = 0x7469'746C'65;  // no shingle begins so
  for (std::size_t i = 0; i < words.count; ++i) {
    key = (key ^ words[i]) * 0x9FB2'1C65'1E98'DF25;
    key ^= key >> 29;
  }
  return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(key >> 32));
}

void append_sketch(std::string& bytes, const Sketch& sketch) {
  Writer writer;
  writer.put(Fingerprint::kVersion);
  writer.put(static_cast<std::uint8_t>(sketch.level));
  writer.put(static_cast<std::uint16_t>(std::min<std::uint32_t>(sketch.words, 0xFFFF)));
  writer.put(sketch.exact);
  writer.put(sketch.host);
  writer.put(sketch.title_words);
  writer.put(sketch.numbers);
  writer.put(sketch.lead);
  writer.put(sketch.sample);
  writer.put(sketch.paragraphs);
  bytes += writer.bytes();
}

SketchView view_known_sketch(const char* bytes) {
  SketchView view;
  view.level = static_cast<std::uint8_t>(bytes[1]);
  view.words = value_at<std::uint16_t>(bytes + 2);
  view.exact = value_at<std::uint64_t>(bytes + 4);
  view.host = value_at<std::uint32_t>(bytes + 12);
  const char* at = take_list(bytes + kHead, view.title_words);
  at = take_list(at, view.numbers);
  at = take_list(at, view.lead);
  at = take_list(at, view.sample);
  take_list(at, view.paragraphs);
  return view;
}

std::optional<SketchView> view_sketch(std::string_view bytes) {
  if (!is_whole(bytes)) return std::nullopt;
  SketchView view = view_known_sketch(bytes.data());
  if (view.level > kMaxLevel) return std::nullopt;
  for (std::size_t i = 1; i < view.lead.count; ++i) {
    if (view.lead[i] < view.lead[i - 1]) return std::nullopt;
  }
  return view;
}

std::optional<Sketch> read_sketch(std::string_view bytes) {
  const auto view = view_sketch(bytes);
  if (!view) return std::nullopt;
  Sketch sketch;
  sketch.exact = view->exact;
  sketch.host = view->host;
  sketch.words = view->words;
  sketch.level = view->level;
  copy(view->sample, sketch.sample);
  copy(view->lead, sketch.lead);
  copy(view->numbers, sketch.numbers);
  copy(view->title_words, sketch.title_words);
  copy(view->paragraphs, sketch.paragraphs);
  return sketch;
}

}  // namespace tearsheet::dedup
