#include "feed/encoding.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.h"
#include "feed/rare_encodings.h"
#include "feed/source.h"
#include "feed/utf8_check.h"
#include "text/text.h"

namespace tearsheet::feed {
namespace {

struct Alias {
  std::string_view label;
  std::string_view name;  // of the Encoding Standard
};
// Names of Windows code pages and Python codecs that declarations hold and the Encoding Standard
// does not list.
constexpr std::array<Alias, 10> kAliases = {{{"cp949", "euc-kr"},
                                             {"ms949", "euc-kr"},
                                             {"uhc", "euc-kr"},
                                             {"cp932", "shift_jis"},
                                             {"cp936", "gbk"},
                                             {"ms936", "gbk"},
                                             {"cp950", "big5"},
                                             {"euc_kr", "euc-kr"},
                                             {"euc_jp", "euc-jp"},
                                             {"utf_8", "utf-8"}}};

std::string normalised(std::string_view label) {
  std::string lower;
  for (const char c : label) {
    if (c != ' ' && c != '\t' && c != '"' && c != '\'') lower.push_back(to_lower(c));
  }
  return lower;
}

std::string name_for(std::string_view label) {
  const auto key = normalised(label);
  for (const auto& alias : kAliases) {
    if (alias.label == key) return std::string(alias.name);
  }
  return std::string(text::encoding_for_label(key));
}

// The next ';' outside quotes.
std::size_t find_semicolon(std::string_view text) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == ';' && !quoted) return i;
  }
  return std::string_view::npos;
}

// charset=... of a Content-Type.
std::string_view charset_of(std::string_view content_type) {
  while (true) {
    const auto semicolon = find_semicolon(content_type);
    if (semicolon == std::string_view::npos) return {};
    content_type.remove_prefix(semicolon + 1);
    const auto parameter = content_type.substr(0, find_semicolon(content_type));
    const auto equals = parameter.find('=');
    if (equals != std::string_view::npos && normalised(parameter.substr(0, equals)) == "charset") {
      return parameter.substr(equals + 1);
    }
  }
}

// encoding="..." of the XML declaration in text whose ASCII is readable.
std::string_view declared_in(std::string_view front) {
  const auto declaration = front.find("<?xml");
  if (declaration == std::string_view::npos) return {};
  front = front.substr(declaration, front.find('>', declaration) - declaration);
  const auto at = front.find("encoding");
  if (at == std::string_view::npos) return {};
  const auto open = front.find_first_of("\"'", at);
  if (open == std::string_view::npos) return {};
  const auto close = front.find_first_of("\"'", open + 1);
  return close == std::string_view::npos ? std::string_view{}
                                         : front.substr(open + 1, close - open - 1);
}

enum class Wide { kNone, kUtf16Be, kUtf16Le, kUtf32Be, kUtf32Le };

// Byte order marks and "<" of the encodings whose ASCII is not a byte (XML 1.0 F.1).
Wide wide_encoding(std::string_view front) {
  using namespace std::string_view_literals;
  for (const auto& [magic, wide] :
       {std::pair("\0\0\xFE\xFF"sv, Wide::kUtf32Be), std::pair("\xFF\xFE\0\0"sv, Wide::kUtf32Le),
        std::pair("\0\0\0<"sv, Wide::kUtf32Be), std::pair("<\0\0\0"sv, Wide::kUtf32Le),
        std::pair("\xFE\xFF"sv, Wide::kUtf16Be), std::pair("\xFF\xFE"sv, Wide::kUtf16Le),
        std::pair("\0<"sv, Wide::kUtf16Be), std::pair("<\0"sv, Wide::kUtf16Le)}) {
    if (!front.starts_with(magic)) continue;
    // "\0<?xml" is a stray NUL in front of bytes, not UTF-16.
    const bool is_mark = static_cast<unsigned char>(magic.back()) >= 0xFE ||
                         static_cast<unsigned char>(magic[0]) >= 0xFE;
    if (is_mark || front.substr(magic.size(), 2).find('\0') != std::string_view::npos) return wide;
  }
  return Wide::kNone;
}

std::string decode_utf32(std::string_view bytes, bool is_little) {
  std::string units;  // as UTF-16BE, which the decoder knows
  for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) {
    std::uint32_t c = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      c = (c << 8) | static_cast<unsigned char>(bytes[at + (is_little ? 3 - i : i)]);
    }
    const auto put = [&units](std::uint32_t unit) {
      units.push_back(static_cast<char>(unit >> 8));
      units.push_back(static_cast<char>(unit & 0xFF));
    };
    if (c > 0xFFFF && c <= 0x10FFFF) {
      put(0xD800 + ((c - 0x10000) >> 10));
      put(0xDC00 + ((c - 0x10000) & 0x3FF));
    } else {
      put(c <= 0xFFFF ? c : 0xFFFD);
    }
  }
  return text::decode_as(units, "utf-16be").utf8;
}

// Whether text that is not valid UTF-8 is UTF-8 all the same, with a few damaged places: cut
// characters, a stray byte. Where it says that it is UTF-8, it has to be refuted: text of another
// encoding holds hardly a sequence that is valid by chance.
bool is_mostly_utf8(const Utf8Check& check, bool is_declared) {
  return check.multibyte() > 0 && check.multibyte() >= (is_declared ? 1 : 4) * check.invalid();
}

// By a name from outside, if the text fits it. UTF-8 and UTF-16 have shown themselves before.
std::optional<std::string> decode_declared(std::string_view bytes, std::string_view label) {
  const auto name = name_for(label);
  if (name.empty() || name == "replacement") return decode_rare(bytes, normalised(label));
  if (name.starts_with("utf-")) return std::nullopt;
  auto decoded = text::decode_as(bytes, name);
  // A thousandth of bad bytes is damage, not a wrong name.
  if (decoded.replacements > bytes.size() / 1000) return std::nullopt;
  return std::move(decoded.utf8);
}

std::string decode_bytes(std::string_view bytes, std::string_view front, const Utf8Check& check,
                         const FeedOptions& options) {
  switch (wide_encoding(front)) {
    case Wide::kUtf16Be:
      return text::decode_as(bytes, "utf-16be").utf8;
    case Wide::kUtf16Le:
      return text::decode_as(bytes, "utf-16le").utf8;
    case Wide::kUtf32Be:
      return decode_utf32(bytes, false);
    case Wide::kUtf32Le:
      return decode_utf32(bytes, true);
    case Wide::kNone:
      break;
  }
  if (is_ebcdic(front)) {
    const auto readable = decode_rare(front, "ibm-37");
    const auto label = readable ? normalised(declared_in(*readable)) : std::string{};
    if (auto decoded = decode_rare(bytes, label)) return std::move(*decoded);
  }
  const std::string_view labels[] = {charset_of(options.content_type), declared_in(front)};
  const bool says_utf8 = std::ranges::any_of(
      labels, [](std::string_view label) { return name_for(label) == "utf-8"; });
  if (is_mostly_utf8(check, says_utf8)) return text::decode_as(bytes, "utf-8").utf8;
  for (const auto label : labels) {
    if (auto decoded = decode_declared(bytes, label)) return std::move(*decoded);
  }
  // What the declaration says has been weighed; the guess should not see it again.
  const auto end =
      front.find("<?xml") != std::string_view::npos ? front.find("?>") : std::string_view::npos;
  return text::decode(end == std::string_view::npos ? bytes : bytes.substr(end + 2),
                      {.language = options.language, .is_html = false})
      .utf8;
}

}  // namespace

Result<Utf8Source> settle_encoding(ByteSource& source, const FeedOptions& options) {
  Utf8Source result;
  Utf8Check check;
  std::size_t total = 0;
  while (true) {
    const auto piece = source.next();
    if (!piece) return fail(piece.error());
    if (piece->empty()) break;
    total += piece->size();
    if (total > options.max_bytes) {
      return fail(ErrorCode::kTooLarge,
                  "more than " + std::to_string(options.max_bytes) + " bytes");
    }
    if (result.front.size() < kFrontBytes)
      result.front.append(piece->substr(0, kFrontBytes - result.front.size()));
    check.add(*piece);
  }
  check.finish();
  if (auto done = source.rewind(); !done) return fail(done.error());

  result.source = &source;
  const bool looks_like_utf8 = check.invalid() == 0 && wide_encoding(result.front) == Wide::kNone;
  std::string shifting;  // the name of an encoding that spells everything in ASCII
  for (const auto label : {charset_of(options.content_type), declared_in(result.front)}) {
    if (check.multibyte() == 0 && shifts_within_ascii(normalised(label))) shifting = label;
  }
  if (looks_like_utf8 && shifting.empty()) return result;

  auto bytes = read_all(source, options.max_bytes);
  if (!bytes) return fail(bytes.error());
  std::string utf8;
  if (looks_like_utf8) {
    auto decoded = decode_declared(*bytes, shifting);
    utf8 = decoded ? std::move(*decoded) : std::move(*bytes);
  } else {
    utf8 = decode_bytes(*bytes, result.front, check, options);
  }
  result.front = utf8.substr(0, kFrontBytes);
  result.converted = std::make_unique<TextSource>(std::move(utf8));
  result.source = result.converted.get();
  return result;
}

}  // namespace tearsheet::feed
