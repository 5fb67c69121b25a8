#include "dedup/paragraphs.h"

#include <xxhash.h>

#include <algorithm>
#include <vector>

namespace tearsheet::dedup {
namespace {

// "Read more", a name, a date: too short to be called anything. About ten words.
constexpr std::size_t kMinBytes = 60;
// Boxes stand before the text or behind it.
constexpr std::size_t kFirst = 3;

/// Calls `take(line)` for each line that is not empty.
template <class Take>
void each_line(std::string_view text, Take take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) take(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

/// 0: not one that could be boilerplate. Bytes as they stand: a host prints its own in one form.
std::uint32_t key_of(std::string_view line, std::uint32_t host) {
  if (line.size() < kMinBytes) return 0;
  const auto hash = XXH3_64bits_withSeed(line.data(), line.size(), host);
  return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(hash >> 32));
}

}  // namespace

void take_paragraphs(Sketch& sketch, std::string_view text) {
  if (sketch.host == 0) return;
  std::vector<std::uint32_t> keys;
  keys.reserve(kMaxParagraphs + 1);
  std::size_t lines = 0;
  each_line(text, [&](std::string_view line) {
    ++lines;
    const std::uint32_t key = key_of(line, sketch.host);
    if (key != 0 && std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
    if (keys.size() > kMaxParagraphs) keys.erase(keys.begin() + kFirst);
  });
  if (lines < 2) return;
  for (const std::uint32_t key : keys) sketch.paragraphs.push(key);
}

std::string without_paragraphs(std::string_view text, std::uint32_t host,
                               std::span<const std::uint32_t> boilerplate) {
  std::string rest;
  each_line(text, [&](std::string_view line) {
    if (std::ranges::find(boilerplate, key_of(line, host)) != boilerplate.end()) return;
    rest += line;
    rest += '\n';
  });
  return rest;
}

}  // namespace tearsheet::dedup
