#include "feed/utf8_check.h"

#include <cstring>

#include "base/utf8.h"

namespace tearsheet::feed {

void Utf8Check::add(std::string_view piece) {
  std::size_t at = 0;
  while (at < piece.size()) {
    if (missing_ == 0) {  // eight bytes of ASCII at a time
      std::uint64_t word = 0;
      while (at + sizeof word <= piece.size()) {
        std::memcpy(&word, piece.data() + at, sizeof word);
        if ((word & 0x8080808080808080U) != 0) break;
        at += sizeof word;
      }
      if (at == piece.size()) return;
    }
    const auto byte = static_cast<std::uint8_t>(piece[at]);
    if (missing_ == 0 && at + 3 <= piece.size()) {  // whole characters of the common ranges
      const auto is_tail = [&piece](std::size_t i) { return is_continuation(piece[i]); };
      if (byte >= 0xC2 && byte <= 0xDF && is_tail(at + 1)) {
        at += 2;
        ++multibyte_;
        continue;
      }
      if (byte >= 0xE1 && byte <= 0xEC && is_tail(at + 1) && is_tail(at + 2)) {
        at += 3;
        ++multibyte_;
        continue;
      }
    }
    if (missing_ > 0) {
      if (byte >= low_ && byte <= high_) {
        low_ = 0x80;
        high_ = 0xBF;
        ++at;
        if (--missing_ == 0) ++multibyte_;
      } else {  // this byte is looked at again, as a first one
        ++invalid_;
        missing_ = 0;
      }
      continue;
    }
    ++at;
    if (byte < 0x80) continue;
    // Unicode 15, table 3-7
    low_ = 0x80;
    high_ = 0xBF;
    if (byte >= 0xC2 && byte <= 0xDF) {
      missing_ = 1;
    } else if (byte >= 0xE0 && byte <= 0xEF) {
      missing_ = 2;
      if (byte == 0xE0) low_ = 0xA0;
      if (byte == 0xED) high_ = 0x9F;
    } else if (byte >= 0xF0 && byte <= 0xF4) {
      missing_ = 3;
      if (byte == 0xF0) low_ = 0x90;
      if (byte == 0xF4) high_ = 0x8F;
    } else {
      ++invalid_;
    }
  }
}

void Utf8Check::finish() {
  if (missing_ > 0) ++invalid_;
  missing_ = 0;
}

}  // namespace tearsheet::feed
