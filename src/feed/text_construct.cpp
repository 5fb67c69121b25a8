#include "feed/text_construct.h"

#include "base/ascii.h"

namespace tearsheet::feed {
namespace {

std::string normalised(std::string_view value) {
  std::string lower;
  for (const char c : value.substr(0, value.find(';'))) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') lower.push_back(to_lower(c));
  }
  return lower;
}

bool is_binary(std::string_view media) {
  return media == "application/octet-stream" || media.starts_with("image/") ||
         media.starts_with("audio/") || media.starts_with("video/");
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

}  // namespace tearsheet::feed
