// A page as a file: read, unpacked where it is gzipped, decoded and parsed.
#pragma once

#include <string>

#include "base/result.h"
#include "reading/reading.h"
#include "site/site.h"
#include "url/url.h"

namespace tearsheet::cli {

/// `path` ("-": standard input), unpacked if its first bytes are gzip's; kTooLarge above
/// `max_bytes` unpacked.
Result<std::string> read_maybe_gzipped(const std::string& path, std::size_t max_bytes);

/// The opened page; `url` and `site` (may be null) as in reading::open_page().
Result<reading::Page> read_page(const std::string& path, const url::Url& url,
                                const site::SiteDefinition* site);

}  // namespace tearsheet::cli
