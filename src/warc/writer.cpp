// WARC 1.1 records, each its own gzip member or zstd frame (iipc.github.io/warc-specifications,
// "WARC-zstd"): what lets readers go to a record by its offset.
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <utility>

#include "base/handle.h"
#include "warc/warc.h"

namespace tearsheet::warc {
namespace {

std::string one_line(std::string_view value) {
  std::string out(value);
  std::replace_if(
      out.begin(), out.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return out;
}

}  // namespace

struct Writer::State {
  Sink sink;
  Packing packing;
  z_stream stream{};
  bool ready = false;
  std::string packed;
  Handle<ZSTD_CCtx, ZSTD_freeCCtx> zstd;
  std::uint64_t records = 0, bytes = 0, last_bytes = 0;

  // zlib writes no time and no name into the member's head, so equal records are equal bytes.
  std::string_view pack(std::string_view plain) {
    return packing == Packing::kGzip   ? pack_gzip(plain)
           : packing == Packing::kZstd ? pack_zstd(plain)
                                       : plain;
  }

  std::string_view pack_zstd(std::string_view plain) {
    packed.resize(ZSTD_compressBound(plain.size()));
    const std::size_t size =
        ZSTD_compress2(zstd.get(), packed.data(), packed.size(), plain.data(), plain.size());
    packed.resize(ZSTD_isError(size) != 0 ? 0 : size);
    return packed;
  }

  std::string_view pack_gzip(std::string_view plain) {
    packed.resize(deflateBound(&stream, static_cast<uLong>(plain.size())));
    // zlib's interface predates const.
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(plain.data()));  // NOLINT
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());  // NOLINT
    stream.avail_out = static_cast<uInt>(packed.size());
    const bool done = ready && deflate(&stream, Z_FINISH) == Z_STREAM_END;
    const std::size_t room = packed.size(), left = stream.avail_out;
    packed.erase(done && left <= room ? room - left : 0);
    deflateReset(&stream);
    return packed;
  }
};

Writer::Writer(Sink sink, Packing packing) : state_(std::make_unique<State>()) {
  state_->sink = std::move(sink);
  state_->packing = packing;
  if (packing == Packing::kZstd) {
    state_->zstd.reset(ZSTD_createCCtx());
    ZSTD_CCtx_setParameter(state_->zstd.get(), ZSTD_c_checksumFlag, 1);
  }
  state_->ready = deflateInit2(&state_->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS,
                               8, Z_DEFAULT_STRATEGY) == Z_OK;
}

Writer::~Writer() {
  deflateEnd(&state_->stream);
}

Result<void> Writer::write(const Fields& fields, std::string_view block) {
  std::string record = "WARC/1.1\r\n";
  const auto add = [&](std::string_view name, std::string_view value) {
    ((record += name) += ": ") += one_line(value);
    record += "\r\n";
  };
  for (const auto& [name, value] : fields) add(name, value);
  add("WARC-Block-Digest", sha1_digest(block));
  add("Content-Length", std::to_string(block.size()));
  ((record += "\r\n") += block) += "\r\n\r\n";
  const std::string_view out = state_->pack(record);
  if (out.empty() || !state_->sink(out))
    return fail(ErrorCode::kIo, "the archive cannot be written");
  ++state_->records;
  state_->bytes += out.size();
  state_->last_bytes = out.size();
  return {};
}

std::uint64_t Writer::records() const {
  return state_->records;
}
std::uint64_t Writer::bytes() const {
  return state_->bytes;
}

std::uint64_t Writer::last_bytes() const {
  return state_->last_bytes;
}

}  // namespace tearsheet::warc
