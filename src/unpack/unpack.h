// What is packed, unpacked under a limit: gzip and deflate, Brotli, zstd. Every format is one
// Stream, which makes no more than it is given room for; what damage and the end of a part mean is
// its user's to decide. Two shorter ways for bytes that are all at hand stand beside it.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace tearsheet::unpack {

/// What came of one step.
struct Step {
  std::size_t used = 0, made = 0;  ///< Bytes of input and of output.
  bool ends = false;        ///< The part is over: a gzip member, a zstd frame, the Brotli stream.
  bool is_damaged = false;  ///< The part cannot be read any further.
};

/// One thread's. Without use or make there is no progress before there is more input.
class Stream {
 public:
  virtual ~Stream() = default;
  /// At most `room` bytes to `out`.
  virtual Step step(std::string_view in, char* out, std::size_t room) = 0;
  /// A new part begins, whatever became of the last one.
  virtual void restart() = 0;
};

std::unique_ptr<Stream> make_gzip();     ///< RFC 1952, member by member.
std::unique_ptr<Stream> make_zlib();     ///< RFC 1950.
std::unique_ptr<Stream> make_deflate();  ///< RFC 1951, without a wrapper.
/// RFC 7932: a window of at most 16 MiB, for the "large window" extension stays off.
std::unique_ptr<Stream> make_brotli();

class ZstdStream : public Stream {
 public:
  /// For the parts to come; restart() keeps it.
  virtual void load_dictionary(std::string_view bytes) = 0;
};
/// RFC 8878, frame by frame; a frame that wants a larger window (2^max_window_log bytes) is damaged.
std::unique_ptr<ZstdStream> make_zstd(int max_window_log);

/// Whether the bytes begin as gzip does (RFC 1952 2.3.1).
[[nodiscard]] bool is_gzip(std::string_view bytes);
/// As zstd does, by a frame or a skippable one (RFC 8878 3.1).
[[nodiscard]] bool is_zstd(std::string_view bytes);
/// As zlib's wrapper does (RFC 1950 2.2).
[[nodiscard]] bool is_zlib(std::string_view bytes);

/// Appends one whole gzip member in a third of a stream's time. False: `packed` is not that or does
/// not fit below `max_out` bytes in all, and `out` is as it was.
bool gzip_at_once(std::string_view packed, std::string& out, std::size_t max_out);

/// zstd frames that are all at hand and say their size. Keeps its memory: one for many frames. One
/// thread's.
class WholeZstd {
 public:
  WholeZstd();
  ~WholeZstd();
  WholeZstd(const WholeZstd&) = delete;
  WholeZstd& operator=(const WholeZstd&) = delete;

  enum class Status { kOk, kNoWholeFrame, kTooLarge, kDamaged };
  /// Sets `out`. `prefix`: what the frame was packed by, if anything.
  Status unpack(std::string_view frame, std::size_t max_bytes, std::string& out,
                std::string_view prefix = {});

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace tearsheet::unpack
