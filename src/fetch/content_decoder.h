// Content codings (RFC 9110 8.4.1) undone under a limit on what comes out.
//
// Done here and not by libcurl, because 7.88 takes a gzip stream that stops in the middle for a
// whole one, and knows nothing of gzip files that come without a Content-Encoding.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tearsheet::unpack {
class Stream;
}

namespace tearsheet::fetch {

/// What came of some bytes.
enum class DecodeStatus { kOk, kTooLarge, kDamaged, kCutOff };

/// Appends what fits below `max_out`.
DecodeStatus append_bounded(std::string_view in, std::string& out, std::size_t max_out);
/// Unpacks `in` up to the end of its part, which `ends` tells, or all of it; what was used is gone
/// from `in`.
DecodeStatus unpack_part(unpack::Stream& stream, std::string_view& in, std::string& out,
                         std::size_t max_out, bool& ends);

/// One coding.
class DecodeStage {
 public:
  virtual ~DecodeStage() = default;
  /// Appends to `out`, which never grows beyond `max_out`.
  virtual DecodeStatus write(std::string_view in, std::string& out, std::size_t max_out) = 0;
  /// The input is over: appends what was held back. kCutOff: in the middle of the stream.
  virtual DecodeStatus finish(std::string& out, std::size_t max_out) = 0;
};
std::unique_ptr<DecodeStage>
make_gzip_stage();  ///< Any number of members; what is no gzip passes as it is.
std::unique_ptr<DecodeStage>
make_deflate_stage();  ///< With and without the zlib wrapper: servers send both.
std::unique_ptr<DecodeStage> make_brotli_stage();
std::unique_ptr<DecodeStage>
make_zstd_stage();  ///< Window at most 8 MiB (RFC 8878 3.1.1.1.2); no zstd passes.

/// The codings of one body, undone in turn. One thread.
class ContentDecoder {
 public:
  static constexpr std::size_t kMaxCodings = 3;  ///< Nobody honest stacks more than two.

  /// `content_encoding`: all values of the header, joined with commas. A name that is no coding
  /// ("utf-8", "none") is ignored, as browsers do. kInvalid: a coding that nobody asked for and
  /// that cannot be undone, or too many.
  static Result<ContentDecoder> create(std::string_view content_encoding, bool also_unlabelled_gzip,
                                       std::size_t max_bytes);

  /// kTooLarge: `out` would have grown beyond max_bytes; it holds exactly as much.
  [[nodiscard]] DecodeStatus write(std::string_view in, std::string& out);
  /// The input is over. A short gzip body is decoded here, at once: only now are size and damage
  /// known.
  [[nodiscard]] DecodeStatus finish(std::string& out);

 private:
  explicit ContentDecoder(std::size_t max_bytes) : max_bytes_(max_bytes) {}
  DecodeStatus pass(std::size_t stage, std::string_view in, std::string& out);

  std::size_t max_bytes_;
  std::vector<std::unique_ptr<DecodeStage>> stages_;  // outermost coding first
};

}  // namespace tearsheet::fetch
