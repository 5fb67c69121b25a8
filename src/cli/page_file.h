// A page as a file: read, unpacked where it is gzipped, decoded and parsed.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "html/html.h"

namespace tearsheet::cli {

/// `path` ("-": standard input), unpacked if its first bytes are gzip's; kTooLarge above
/// `max_bytes` unpacked.
Result<std::string> read_maybe_gzipped(const std::string& path, std::size_t max_bytes);

/// The parsed page. `url` helps to guess the encoding and may be empty.
Result<html::Document> read_page(const std::string& path, std::string_view url,
                                 std::string_view content_type = {});

}  // namespace tearsheet::cli
