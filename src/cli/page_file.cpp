#include "cli/page_file.h"

#include <zlib.h>

#include <array>
#include <limits>
#include <utility>

#include "base/files.h"
#include "base/handle.h"
#include "reading/reading.h"

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

}  // namespace

Result<std::string> read_maybe_gzipped(const std::string& path, std::size_t max_bytes) {
  auto bytes = read_file(path, max_bytes);
  if (!bytes || !bytes->starts_with("\x1f\x8b")) return bytes;
  return gunzip(*bytes, path, max_bytes);
}

Result<html::Document> read_page(const std::string& path, const url::Url& url,
                                 const site::SiteDefinition* site) {
  const auto bytes = read_maybe_gzipped(path, html::ParseLimits().max_bytes);
  if (!bytes) return fail(bytes.error());
  return reading::open_page(*bytes, {}, url, site);
}

}  // namespace tearsheet::cli
