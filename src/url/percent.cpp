#include "url/percent.h"

#include "base/utf8.h"

namespace tearsheet::url {

void append_escape(std::string& out, unsigned char byte) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  out += '%';
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

void append_encoded(std::string& out, std::string_view utf8, EncodeSet set) {
  std::size_t run = 0;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if (is_safe(utf8[i], set)) {
      ++i;
      continue;
    }
    out.append(utf8, run, i - run);
    if (byte < 0x80) {
      append_escape(out, byte);
      ++i;
    } else if (const std::size_t length = sequence_length(utf8, i); length != 0) {
      for (const std::size_t end = i + length; i < end; ++i) {
        append_escape(out, static_cast<unsigned char>(utf8[i]));
      }
    } else {
      out += "%EF%BF%BD";
      ++i;
    }
    run = i;
  }
  out.append(utf8, run, utf8.size() - run);
}

std::string percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (const int byte = escape_at(text, i); byte >= 0) {
      out += static_cast<char>(byte);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace tearsheet::url
