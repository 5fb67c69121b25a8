#include "cli/page_file.h"

#include "base/files.h"
#include "reading/reading.h"
#include "unpack/unpack.h"

namespace tearsheet::cli {
namespace {

/// RFC 1952; several members in a row are one text.
Result<std::string> gunzip(std::string_view bytes, const std::string& name, std::size_t max_bytes) {
  const auto stream = unpack::make_gzip();
  std::string out;
  std::string chunk(262'144, '\0');
  for (;;) {
    const unpack::Step step = stream->step(bytes, chunk.data(), chunk.size());
    bytes.remove_prefix(step.used);
    out.append(chunk, 0, step.made);
    if (out.size() > max_bytes)
      return fail(ErrorCode::kTooLarge,
                  name + ": more than " + std::to_string(max_bytes) + " bytes unpacked");
    if (step.ends) {
      if (bytes.empty()) return out;
      stream->restart();
    } else if (step.is_damaged || (step.used == 0 && step.made == 0)) {
      return fail(ErrorCode::kInvalid, name + ": broken gzip data");
    } else if (bytes.empty() && step.made < chunk.size()) {
      return fail(ErrorCode::kInvalid, name + ": gzip data ends too soon");
    }
  }
}

}  // namespace

Result<std::string> read_maybe_gzipped(const std::string& path, std::size_t max_bytes) {
  auto bytes = read_file(path, max_bytes);
  if (!bytes || !unpack::is_gzip(*bytes)) return bytes;
  return gunzip(*bytes, path, max_bytes);
}

Result<reading::Page> read_page(const std::string& path, const url::Url& url,
                                const site::SiteDefinition* site) {
  const auto bytes = read_maybe_gzipped(path, html::ParseLimits().max_bytes);
  if (!bytes) return fail(bytes.error());
  return reading::open_page(*bytes, {}, url, site);
}

}  // namespace tearsheet::cli
