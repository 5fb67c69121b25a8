#include "cli/page_file.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "base/files.h"
#include "base/handle.h"
#include "text/text.h"
#include "url/url.h"

namespace tearsheet::cli {
namespace {

/// RFC 1952; several members in a row are one text.
Result<std::string> gunzip(std::string_view bytes, const std::string& name, std::size_t max_bytes) {
  z_stream stream{};
  if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK)
    return fail(ErrorCode::kIo, name + ": zlib cannot start");
  struct End {
    z_stream* stream;
    ~End() { inflateEnd(stream); }
  } end{&stream};
  std::string out;
  std::string chunk(262'144, '\0');
  // zlib's interface predates const.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));  // NOLINT
  stream.avail_in = static_cast<uInt>(bytes.size());
  for (;;) {
    stream.next_out = reinterpret_cast<Bytef*>(chunk.data());  // NOLINT
    stream.avail_out = static_cast<uInt>(chunk.size());
    const int status = inflate(&stream, Z_NO_FLUSH);
    out.append(chunk, 0, chunk.size() - stream.avail_out);
    if (out.size() > max_bytes)
      return fail(ErrorCode::kTooLarge,
                  name + ": more than " + std::to_string(max_bytes) + " bytes unpacked");
    if (status == Z_STREAM_END) {
      if (stream.avail_in == 0) return out;
      if (inflateReset(&stream) != Z_OK) return out;
    } else if (status != Z_OK) {
      return fail(ErrorCode::kInvalid, name + ": broken gzip data");
    } else if (stream.avail_in == 0 && stream.avail_out > 0) {
      return fail(ErrorCode::kInvalid, name + ": gzip data ends too soon");
    }
  }
}

bool is_utf8_beyond_ascii(std::string_view bytes) {
  const bool beyond = std::any_of(bytes.begin(), bytes.end(),
                                  [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  return beyond && bytes.find('\x1b') == std::string_view::npos && text::is_valid_utf8(bytes);
}

}  // namespace

Result<std::string> read_maybe_gzipped(const std::string& path, std::size_t max_bytes) {
  auto bytes = read_file(path, max_bytes);
  if (!bytes || !bytes->starts_with("\x1f\x8b")) return bytes;
  return gunzip(*bytes, path, max_bytes);
}

Result<html::Document> read_page(const std::string& path, std::string_view url,
                                 std::string_view content_type) {
  const html::ParseLimits limits;
  auto bytes = read_maybe_gzipped(path, limits.max_bytes);
  if (!bytes) return fail(bytes.error());
  text::DecodeHints hints;
  hints.content_type = content_type;
  // Who saves a page often writes UTF-8 and leaves the old <meta charset> in it. Bytes beyond ASCII
  // are hardly ever valid UTF-8 by chance; ISO-2022-JP, which is, has escape characters.
  if (content_type.empty() && is_utf8_beyond_ascii(*bytes))
    hints.content_type = "text/html; charset=utf-8";
  std::string host;
  if (const auto parsed = url::Url::parse(url)) host = std::string(parsed->host());
  hints.domain = host;
  auto decoded = text::decode(*bytes, hints);
  bytes->clear();
  bytes->shrink_to_fit();
  return html::Document::parse(std::move(decoded.utf8), limits);
}

}  // namespace tearsheet::cli
