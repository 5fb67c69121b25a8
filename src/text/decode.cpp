// Which encoding a page is in, and its text: byte order mark, HTTP, <meta>, valid UTF-8, then a
// guess (WHATWG HTML 13.2.3.2). Left on purpose: undeclared text that is valid UTF-8 is UTF-8,
// which browsers do not dare to say of a stream that has not ended.
#include "text/convert.h"
#include "text/guess.h"
#include "text/meta_prescan.h"
#include "text/text.h"
#include "text/utf8.h"

namespace tearsheet::text {
namespace {

// "The first 1024 bytes" of the standard.
constexpr std::size_t kPrescanBytes = 1024;
// Browsers go on to the end of the head; a <meta> so far behind only counts where the bytes don't
// contradict it.
constexpr std::size_t kLatePrescanBytes = 64 * 1024;

struct Choice {
  Encoding encoding;
  EncodingSource source;
  std::size_t skip = 0;  // bytes of the byte order mark
};

std::optional<Choice> byte_order_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return Choice{Encoding::kUtf8, EncodingSource::kBom, 3};
  if (bytes.starts_with("\xFE\xFF")) return Choice{Encoding::kUtf16be, EncodingSource::kBom, 2};
  if (bytes.starts_with("\xFF\xFE")) return Choice{Encoding::kUtf16le, EncodingSource::kBom, 2};
  return std::nullopt;
}

// Text of another encoding is hardly ever valid UTF-8 by chance; ISO-2022-JP always is, and has
// escape characters.
bool is_utf8_beyond_ascii(std::string_view bytes) {
  const std::size_t ascii = ascii_prefix(bytes);
  return ascii < bytes.size() && bytes.find('\x1b') == std::string_view::npos &&
         is_valid_utf8(bytes.substr(ascii));
}

Choice choose(std::string_view bytes, const DecodeHints& hints) {
  if (const auto mark = byte_order_mark(bytes)) return *mark;
  if (const auto http = header_charset(hints.content_type)) return {*http, EncodingSource::kHttp};
  if (hints.bytes_before_meta && is_utf8_beyond_ascii(bytes))
    return {Encoding::kUtf8, EncodingSource::kValidUtf8};
  if (const auto xml = xml_declaration_encoding(bytes))
    return {*xml, EncodingSource::kXmlDeclaration};
  if (hints.is_html) {
    if (const auto meta = prescan_meta(bytes.substr(0, kPrescanBytes)))
      return {*meta, EncodingSource::kMeta};
  }
  if (const auto found = recognise_encoding(bytes)) return {*found, EncodingSource::kGuess};
  const bool is_ascii = ascii_prefix(bytes) == bytes.size();
  if (!is_ascii && is_valid_utf8(bytes)) return {Encoding::kUtf8, EncodingSource::kValidUtf8};
  if (hints.is_html && bytes.size() > kPrescanBytes) {
    if (const auto meta = prescan_meta(bytes.substr(0, kLatePrescanBytes)))
      return {*meta, EncodingSource::kMeta};
  }
  if (is_ascii) return {Encoding::kUtf8, EncodingSource::kValidUtf8};
  return {guess_encoding(bytes, hints.language, hints.domain), EncodingSource::kGuess};
}

Decoded decode_choice(std::string_view bytes, const Choice& choice) {
  Decoded result;
  result.encoding = encoding_name(choice.encoding);
  result.source = choice.source;
  result.replacements = convert(result.utf8, bytes.substr(choice.skip), choice.encoding);
  return result;
}

}  // namespace

Decoded decode(std::string_view bytes, const DecodeHints& hints) {
  return decode_choice(bytes, choose(bytes, hints));
}

Decoded decode_as(std::string_view bytes, std::string_view whatwg_name) {
  Choice choice{find_encoding(whatwg_name).value_or(Encoding::kWindows1252), EncodingSource::kHttp};
  const auto mark = byte_order_mark(bytes);
  if (mark && mark->encoding == choice.encoding) choice.skip = mark->skip;
  return decode_choice(bytes, choice);
}

}  // namespace tearsheet::text
