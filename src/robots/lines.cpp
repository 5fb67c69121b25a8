#include "robots/lines.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include "base/ascii.h"
#include "base/utf8.h"
#include "robots/robots.h"
#include "unpack/unpack.h"

namespace tearsheet::robots {
namespace {

// Eight times the longest URL that browsers once took, the limit of the reference parser and its
// end mark; the rest of a line is dropped.
constexpr std::size_t kMaxLine = 8 * 2083 - 1;

struct KeyName {
  std::string_view start;  // keys that begin so count: "Sitemaps", "Disallowed"
  Key key;
};
// The misspellings that the reference parser accepts, as seen in the wild.
constexpr auto kKeyNames = std::to_array<KeyName>({
    {"user-agent", Key::kUserAgent},
    {"useragent", Key::kUserAgent},
    {"user agent", Key::kUserAgent},
    {"allow", Key::kAllow},
    {"disallow", Key::kDisallow},
    {"dissallow", Key::kDisallow},
    {"dissalow", Key::kDisallow},
    {"disalow", Key::kDisallow},
    {"diasllow", Key::kDisallow},
    {"disallaw", Key::kDisallow},
    {"crawl-delay", Key::kCrawlDelay},
    {"crawldelay", Key::kCrawlDelay},
    {"crawl delay", Key::kCrawlDelay},
    {"sitemap", Key::kSitemap},
    {"site-map", Key::kSitemap},
    {"content-usage", Key::kContentUsage},
    {"content-signal", Key::kContentSignal},
    {"license", Key::kLicense},
});

Key key_of(std::string_view name) {
  for (const KeyName& known : kKeyNames) {
    if (equals_ignoring_case(name.substr(0, known.start.size()), known.start)) return known.key;
  }
  return Key::kOther;
}

// "key: value"; without a colon "key value", but only if there are just these two words.
Line parse_line(std::string_view line) {
  line = trimmed(line.substr(0, line.find('#')));
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos) {
    return {.key = key_of(trimmed(line.substr(0, colon))),
            .value = trimmed(line.substr(colon + 1)),
            .text = line};
  }
  const auto space = std::ranges::find_if(line, is_space);
  const auto at = static_cast<std::size_t>(space - line.begin());
  const std::string_view value = trimmed(line.substr(at));
  if (value.empty() || std::ranges::any_of(value, is_space)) return {};
  return {.key = key_of(line.substr(0, at)), .value = value, .text = line};
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
  std::string out;
  out.reserve(bytes.size() / 2);
  const auto unit = [&](std::size_t at) -> char32_t {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
  };
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t c = unit(at);
    if (c >= 0xD800 && c < 0xDC00 && at + 3 < bytes.size()) {
      if (const char32_t low = unit(at + 2); low >= 0xDC00 && low < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      }
    }
    append_utf8(out, c >= 0xD800 && c < 0xE000 ? U'\uFFFD' : c);
  }
  return out;
}

enum class Utf16 { kNo, kLittle, kBig };

// By the byte order mark; without one by where the NULs stand, for what rules say is ASCII.
Utf16 utf16_of(std::string_view bytes) {
  if (bytes.starts_with("\xFE\xFF")) return Utf16::kBig;
  if (bytes.starts_with("\xFF\xFE")) return Utf16::kLittle;
  constexpr std::size_t kLooked = 1024;
  const std::string_view front = bytes.substr(0, kLooked);
  std::array<std::size_t, 2> nuls{};
  for (std::size_t at = 0; at < front.size(); ++at) nuls[at % 2] += front[at] == '\0' ? 1 : 0;
  const std::size_t most = front.size() / 2 * 3 / 4;
  if (most == 0) return Utf16::kNo;
  if (nuls[0] >= most && nuls[1] == 0) return Utf16::kBig;
  return nuls[1] >= most && nuls[0] == 0 ? Utf16::kLittle : Utf16::kNo;
}

// A file that lies packed on the server, and that nobody said so of. Damage ends it where it is.
std::string unpacked(std::string_view bytes) {
  const auto stream = unpack::make_gzip();
  std::string out(RobotsPolicy::kMaxBytes + 1, '\0');
  std::size_t size = 0;
  while (!bytes.empty() && size < out.size()) {
    const unpack::Step step = stream->step(bytes, out.data() + size, out.size() - size);
    bytes.remove_prefix(step.used);
    size += step.made;
    if (step.is_damaged || (step.used == 0 && step.made == 0)) break;
    if (step.ends) stream->restart();
  }
  out.resize(size);
  return out;
}

}  // namespace

void for_each_line(std::string_view bytes, const std::function<void(const Line&)>& take) {
  std::string plain;
  if (unpack::is_gzip(bytes)) {
    plain = unpacked(bytes);
    bytes = plain;
  }
  const bool is_cut = bytes.size() > RobotsPolicy::kMaxBytes;
  bytes = bytes.substr(0, RobotsPolicy::kMaxBytes);
  std::string converted;
  if (const Utf16 order = utf16_of(bytes); order != Utf16::kNo) {
    converted = from_utf16(bytes, order == Utf16::kBig);
    bytes = converted;
  }
  // A byte order mark, whole or torn.
  for (const char c : std::string_view("\xEF\xBB\xBF")) {
    if (!bytes.starts_with(c)) break;
    bytes.remove_prefix(1);
  }
  while (!bytes.empty()) {
    const std::size_t end = bytes.find_first_of("\r\n");
    if (end == std::string_view::npos && is_cut) return;
    const Line line = parse_line(bytes.substr(0, std::min({end, bytes.size(), kMaxLine})));
    if (line.key != Key::kOther) take(line);
    bytes.remove_prefix(std::min(end, bytes.size() - 1) + 1);
  }
}

}  // namespace tearsheet::robots
