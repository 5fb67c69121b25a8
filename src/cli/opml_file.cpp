#include "cli/opml_file.h"

#include <fmt/format.h>

#include "cli/page_file.h"
#include "feed/opml.h"

namespace tearsheet::cli {

std::optional<std::vector<std::string>> opml_addresses(const std::string& path, Console& console) {
  const feed::OpmlLimits limits;
  const auto bytes = read_maybe_gzipped(path, limits.max_bytes);
  if (!bytes) {
    console.log().error(bytes.error().message);
    return std::nullopt;
  }
  const auto opml = feed::parse_opml(*bytes, limits);
  if (!opml) {
    console.log().error(path + ": " + opml.error().message);
    return std::nullopt;
  }
  for (const feed::OpmlTrouble& trouble : opml->troubles)
    console.log().warning(fmt::format("{}: \"{}\": {}", path, trouble.outline, trouble.why));
  if (opml->more_troubles > 0)
    console.log().warning(
        fmt::format("{}: {} further outlines cannot be used", path, opml->more_troubles));
  if (opml->left_out > 0) {
    console.log().warning(fmt::format("{}: {} addresses beyond {} are left out", path,
                                      opml->left_out, limits.max_addresses));
  }
  if (opml->outlines.empty()) {
    console.log().error(path + ": no outline there names a feed or a page");
    return std::nullopt;
  }
  std::vector<std::string> addresses;
  for (const feed::OpmlOutline& outline : opml->outlines) addresses.push_back(outline.address());
  return addresses;
}

}  // namespace tearsheet::cli
