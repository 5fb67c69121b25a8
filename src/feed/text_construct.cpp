#include "feed/text_construct.h"

#include <cstdint>

namespace tearsheet::feed {
namespace {

std::string normalised(std::string_view value) {
  std::string lower;
  for (const char c : value.substr(0, value.find(';'))) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
      lower.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c);
  }
  return lower;
}

bool is_binary(std::string_view media) {
  return media == "application/octet-stream" || media.starts_with("image/") ||
         media.starts_with("audio/") || media.starts_with("video/");
}

int sextet(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  return c == '/' || c == '_' ? 63 : -1;
}

}  // namespace

ConstructType construct_type(std::string_view type, std::string_view mode, TextKind otherwise) {
  const auto media = normalised(type);
  const auto how = normalised(mode);
  ConstructType result{otherwise, how == "base64"};
  if (media == "text" || media == "text/plain") {
    result.kind = TextKind::kPlain;
  } else if (media == "html" || media == "text/html") {
    result.kind = how == "xml" ? TextKind::kXhtml : TextKind::kHtml;
  } else if (media == "xhtml" || media == "application/xhtml+xml") {
    result.kind = how == "escaped" ? TextKind::kHtml : TextKind::kXhtml;
  } else if (is_binary(media) && how.empty()) {
    result = {TextKind::kHtml, true};  // RFC 4287 4.1.3.3; what it holds is told by itself
  } else if (!media.empty()) {
    result.kind = TextKind::kPlain;  // elements in it make it XHTML
  }
  return result;
}

std::string decode_base64(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
    const int value = sextet(c);
    if (value < 0) break;
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push_back(static_cast<char>((bits >> count) & 0xFF));
    }
  }
  return bytes;
}

}  // namespace tearsheet::feed
