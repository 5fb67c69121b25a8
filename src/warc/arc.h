// ARC (archive.org/web/researcher/ArcFileFormat.php), what was before WARC: a line of five fields (or
// ten, version 2), then so many bytes. Private to warc/.
#pragma once

#include <optional>
#include <string_view>

#include "warc/warc.h"

namespace tearsheet::warc {

/// Whether a file of it begins so: "filedesc://".
[[nodiscard]] bool starts_arc(std::string_view line);

/// The record that a line is the head of: "filedesc" (the file's own), "response" of http(s), or
/// "resource" of anything else. Empty: it is none.
[[nodiscard]] std::optional<Record> parse_arc_line(std::string_view line);

}  // namespace tearsheet::warc
