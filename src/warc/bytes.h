// Where an archive's bytes come from, and the same bytes unpacked. Private to warc/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "unpack/unpack.h"
#include "warc/warc.h"

namespace tearsheet::warc {

/// A stream of bytes as stored.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Up to `size` bytes into `to`; 0 at the end.
  virtual Result<std::size_t> read(char* to, std::size_t size) = 0;
  /// Goes on with the next file of the archive; false: there is none.
  virtual Result<bool> next_file() { return false; }
  [[nodiscard]] virtual std::uint64_t size() const { return 0; }  ///< 0: unknown.
};

Result<std::unique_ptr<ByteSource>> open_file(const std::string& path);
std::unique_ptr<ByteSource> over_memory(std::string_view bytes);
/// The archives in a zip. kInvalid where there is none.
Result<std::unique_ptr<ByteSource>> open_wacz(const std::string& path, const Limits& limits);
/// Whether the file starts as a zip does.
[[nodiscard]] bool is_zip(const std::string& path);

/// A piece of the unpacked bytes.
struct Chunk {
  std::string_view bytes;    ///< Valid until the next call. Empty: the end.
  bool starts_part = false;  ///< Of a gzip member, a zstd frame or a file: a record may start here.
  bool gap = false;          ///< Something before it was damaged and is missing.
};

/// A way of packing, undone. Part by part: a gzip member, a zstd frame.
class Unpacker {
 public:
  virtual ~Unpacker() = default;
  virtual unpack::Step step(std::string_view in, char* out, std::size_t room) = 0;
  virtual void start_part() = 0;
  /// Where in `in` the next part may start; npos: not in there.
  [[nodiscard]] virtual std::size_t find_part(std::string_view in) const = 0;
};
std::unique_ptr<Unpacker> make_gzip_unpacker();
std::unique_ptr<Unpacker> make_zstd_unpacker();

/// Unpacks a source whatever way it is packed; damage is skipped up to the next part.
class PlainStream {
 public:
  PlainStream(std::unique_ptr<ByteSource> source, const Limits& limits);
  Result<Chunk> next();
  [[nodiscard]] std::uint64_t bytes_read() const { return read_; }
  [[nodiscard]] std::uint64_t file_size() const { return source_->size(); }

 private:
  Result<bool> fill();  ///< More input behind what is left; false at the end of the file.
  Result<void> start_file();
  Result<Chunk> unpack();
  Result<Chunk> plain();
  Result<void> seek_part();
  void give_up_part();
  [[nodiscard]] std::string_view rest() const { return std::string_view(input_).substr(at_); }

  std::unique_ptr<ByteSource> source_;
  const Limits limits_;
  std::unique_ptr<Unpacker> unpacker_;  // null: the file is not packed
  std::string input_, output_;
  std::size_t at_ = 0;       // what of input_ was used
  std::size_t part_at_ = 0;  // where the part in hand begins, while it is kept
  std::uint64_t read_ = 0, made_ = 0;
  std::uint64_t gone_back_ = 0;  // place in the source up to which parts were given up already
  bool started_ = false, source_ended_ = false;
  bool part_starts_ = true, gap_ = false;
  bool in_part_ = false;
};

}  // namespace tearsheet::warc
