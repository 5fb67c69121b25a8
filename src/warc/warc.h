// Web archives: WARC 1.0 and 1.1 (ISO 28500:2017) and WACZ (a zip of them) in and out, ARC in.
//
// Everything read is hostile: each limit below is kept whatever the lengths in the file say, damage
// costs the record it stands in and no more, and nothing is held but one record's head and as much
// of its block as the caller asks for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace tearsheet::warc {

using Fields = std::vector<std::pair<std::string, std::string>>;
/// The first value of `name`, compared without case; empty if there is none.
[[nodiscard]] std::string_view find_field(const Fields& fields, std::string_view name);

struct Limits {
  std::size_t max_line = 65'536;   ///< A line of a record's head or of HTTP headers.
  std::size_t max_head = 262'144;  ///< All lines of a head.
  std::size_t max_fields = 500;
  std::size_t max_entries = 10'000;  ///< Files in a WACZ.
  /// What is unpacked may be so many times what was read, beyond the first `max_slack` bytes: HTML
  /// shrinks to a tenth, a bomb to a thousandth.
  std::uint64_t max_ratio = 200;
  std::uint64_t max_slack = 1ULL << 28U;
};

/// A record without its block.
struct Record {
  std::string type;  ///< "response", "resource", "revisit" ..., lower case.
  std::string id, date, target_uri, content_type;
  std::string truncated;     ///< WARC-Truncated: the reason; empty: whole.
  std::uint64_t length = 0;  ///< Content-Length: the block's bytes, if it tells the truth.
  Fields fields;             ///< All of them.
  [[nodiscard]] std::string_view field(std::string_view name) const {
    return find_field(fields, name);
  }
};

/// What a reader met besides sound records.
struct Damage {
  std::uint64_t skipped_bytes = 0;  ///< That belong to no record.
  std::uint64_t broken_heads = 0;   ///< Records given up because of their head.
  std::uint64_t cut_records = 0;    ///< Blocks that ended before their length.
  std::uint64_t broken_parts = 0;   ///< Gzip members, zstd frames.
  [[nodiscard]] bool none() const {
    return skipped_bytes + broken_heads + cut_records + broken_parts == 0;
  }
};

/// The records of a file in order; those of an ARC as WARC would have them. Plain, gzip (a member a record, or all in one) or zstd (with the
/// dictionary in front that .warc.zst files have): told apart by their first bytes. One thread.
class Reader {
 public:
  /// "-" is standard input. A zip is read as WACZ: all archive/*.warc* in it, in order of name.
  /// kNotFound, kDenied, kIo; kInvalid for a zip that is no WACZ.
  static Result<Reader> open(const std::string& path, const Limits& limits = {});
  /// From memory, for tests; `bytes` must outlive the reader.
  static Result<Reader> over(std::string_view bytes, const Limits& limits = {});
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  /// The next record's head; empty at the end. What is left of the block before is skipped. kIo
  /// when reading fails; kTooLarge when the file unpacks beyond Limits::max_ratio; kInvalid when it
  /// ends without a record.
  Result<std::optional<Record>> next();
  struct Block {
    std::string bytes;
    bool whole = true;  ///< False: longer than `max_bytes`, or cut off in the file.
  };
  /// The block of the record that next() gave, at most `max_bytes` of it. Once a record.
  Result<Block> block(std::size_t max_bytes);
  [[nodiscard]] const Damage& damage() const;
  /// Bytes of the file that were read, and its size; 0 where unknown (standard input).
  [[nodiscard]] std::uint64_t bytes_read() const;
  [[nodiscard]] std::uint64_t file_size() const;

 private:
  struct State;
  explicit Reader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// An answer of a web server as it stands in a record of type application/http.
struct HttpAnswer {
  int status = 0;
  Fields headers;           ///< Names lower case, in order; folded lines are joined.
  std::size_t body_at = 0;  ///< Where the body starts in the block.
  [[nodiscard]] std::string_view header(std::string_view name) const {
    return find_field(headers, name);
  }
};
/// kInvalid for what does not start with a status line (RFC 9112 4). Lines may end in LF alone.
Result<HttpAnswer> parse_http(std::string_view block, const Limits& limits = {});
/// The body without its chunked transfer coding (RFC 9112 7.1). Many archives keep the header and
/// not the coding: what is not chunked comes back as it is. A last chunk that is cut off counts.
[[nodiscard]] std::string dechunk(std::string_view body);

/// A block of type application/warc-fields, as warcinfo and metadata records have it. What goes
/// beyond the limits is left out.
[[nodiscard]] Fields parse_fields(std::string_view block, const Limits& limits = {});

/// "sha1:" and 32 signs of base 32 (RFC 4648 6), as archives write their digests.
[[nodiscard]] std::string sha1_digest(std::string_view bytes);

enum class Packing : std::uint8_t { kPlain, kGzip, kZstd };

/// Records one after the other, a gzip member or a zstd frame each. The same input gives the same
/// bytes. One thread.
class Writer {
 public:
  /// `sink` gets each record's bytes; false: it is broken.
  using Sink = std::function<bool(std::string_view)>;
  explicit Writer(Sink sink, Packing packing = Packing::kGzip);
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer();

  /// `fields` in order, without WARC-Block-Digest and Content-Length, which are added. Line ends
  /// and control characters in values become spaces. kIo when the sink is broken.
  Result<void> write(const Fields& fields, std::string_view block);
  [[nodiscard]] std::uint64_t records() const;
  [[nodiscard]] std::uint64_t bytes() const;       ///< Given to the sink ...
  [[nodiscard]] std::uint64_t last_bytes() const;  ///< ... and of them for the last record.

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What an index says of a record.
struct IndexEntry {
  std::string url;
  SysTime at{};
  std::string mime;  ///< "text/html"; of a revisit "warc/revisit".
  int status = 0;
  std::string digest;  ///< Of the payload.
};

/// A WACZ 1.1.1: one archive with an index, the pages that people begin with, and a manifest. One
/// thread.
class WaczWriter {
 public:
  /// Who signs it (wacz-auth 0.1.0, "anonymous signature"). Readers verify ECDSA on P-384.
  struct Signer {
    std::string key;    ///< SubjectPublicKeyInfo, DER.
    std::string agent;  ///< Who says that it is theirs, as a JSON value of the manifest.
    /// With SHA-256: r and s.
    std::function<Result<std::string>(std::string_view text)> sign;
  };
  struct About {
    std::string title, software;
    SysTime now{};
    std::optional<Signer> signer{};  ///< Empty: it is not signed.
  };
  struct Page {
    std::string id, url, title;
    SysTime at{};
  };
  /// At `path`, written from its beginning. kIo.
  static Result<WaczWriter> create(const std::string& path, const About& about);
  WaczWriter(WaczWriter&&) noexcept;
  WaczWriter& operator=(WaczWriter&&) = delete;
  ~WaczWriter();

  /// What its records are written by.
  [[nodiscard]] Writer& archive();
  /// Of the record that was written last. kIo: there is no room for what is to be sorted.
  Result<void> index(const IndexEntry& entry);
  Result<void> add_page(const Page& page);
  /// All that comes behind the archive. Once.
  Result<void> finish();

 private:
  struct State;
  explicit WaczWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tearsheet::warc
