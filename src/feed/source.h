// Bytes that come in pieces: from memory, from a file, out of gzip. Feeds are read from here so
// that a 50 MB sitemap needs no 50 MB.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "feed/feed.h"

namespace tearsheet::feed {

/// Owns its text.
class TextSource final : public ByteSource {
 public:
  explicit TextSource(std::string text) : text_(std::move(text)) {}
  Result<std::string_view> next() override {
    return std::exchange(is_at_end_, true) ? std::string_view{} : text_;
  }
  Result<void> rewind() override {
    is_at_end_ = false;
    return {};
  }

 private:
  std::string text_;
  bool is_at_end_ = false;
};

/// Whether gzip's magic bytes stand at the front (RFC 1952 2.3.1).
[[nodiscard]] bool is_gzip(std::string_view bytes);
/// What `packed` unpacks to, member by member. Damage ends the text where it is: what came before
/// is kept.
[[nodiscard]] std::unique_ptr<ByteSource> unpack_gzip(ByteSource& packed);

/// Everything that is left in `source`; kTooLarge above `max_bytes`.
Result<std::string> read_all(ByteSource& source, std::size_t max_bytes);

}  // namespace tearsheet::feed
