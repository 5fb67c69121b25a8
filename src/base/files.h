// Reading and replacing whole files.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tearsheet {

/// The bytes of `path` ("-" is standard input); kTooLarge above `max_bytes`, kNotFound, kIo. Reads
/// at most max_bytes + 1.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes);

/// Replaces `path` atomically (base/pending_file.h).
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace tearsheet
