#include "text/utf8.h"

#include <cstring>

#include "text/text.h"

namespace tearsheet::text {
namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080;

}  // namespace

std::size_t ascii_prefix(std::string_view bytes) {
  std::size_t at = 0;
  while (at + 32 <= bytes.size()) {
    std::uint64_t words[4];
    std::memcpy(words, bytes.data() + at, sizeof words);
    if (((words[0] | words[1] | words[2] | words[3]) & kHighBits) != 0) break;
    at += sizeof words;
  }
  while (at < bytes.size() && byte_at(bytes, at) < 0x80) ++at;
  return at;
}

std::size_t valid_prefix(std::string_view bytes) {
  std::size_t at = 0;
  std::size_t bad = 0;
  while (at < bytes.size()) {
    if (byte_at(bytes, at) < 0x80) {
      at += ascii_prefix(bytes.substr(at));
      continue;
    }
    // Text in other scripts: stay with its sequences, for ASCII runs there are short.
    const std::size_t length = sequence_length(bytes, at, bad);
    if (length == 0) return at;
    at += length;
  }
  return at;
}

bool is_valid_utf8(std::string_view bytes) {
  return valid_prefix(bytes) == bytes.size();
}

std::size_t append_repaired(std::string& out, std::string_view bytes) {
  std::size_t replacements = 0;
  out.reserve(out.size() + bytes.size());
  while (!bytes.empty()) {
    const std::size_t valid = valid_prefix(bytes);
    out.append(bytes, 0, valid);
    bytes.remove_prefix(valid);
    if (bytes.empty()) break;
    std::size_t bad = 0;
    (void)sequence_length(bytes, 0, bad);
    append_utf8(out, kReplacement);
    ++replacements;
    bytes.remove_prefix(bad);
  }
  return replacements;
}

}  // namespace tearsheet::text
