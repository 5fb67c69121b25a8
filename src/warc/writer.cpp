// WARC 1.1 records, each its own gzip member: what lets readers go to a record by its offset.
#include <zlib.h>

#include <algorithm>
#include <utility>

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
  bool gzip;
  z_stream stream{};
  bool ready = false;
  std::string packed;
  std::uint64_t records = 0, bytes = 0;

  // zlib writes no time and no name into the member's head, so equal records are equal bytes.
  std::string_view pack(std::string_view plain) {
    packed.resize(deflateBound(&stream, static_cast<uLong>(plain.size())));
    // zlib's interface predates const.
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(plain.data()));  // NOLINT
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());  // NOLINT
    stream.avail_out = static_cast<uInt>(packed.size());
    const bool done = ready && deflate(&stream, Z_FINISH) == Z_STREAM_END;
    packed.resize(done ? packed.size() - stream.avail_out : 0);
    deflateReset(&stream);
    return packed;
  }
};

Writer::Writer(Sink sink, bool gzip) : state_(std::make_unique<State>()) {
  state_->sink = std::move(sink);
  state_->gzip = gzip;
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
  const std::string_view out = state_->gzip ? state_->pack(record) : std::string_view(record);
  if (out.empty() || !state_->sink(out))
    return fail(ErrorCode::kIo, "the archive cannot be written");
  ++state_->records;
  state_->bytes += out.size();
  return {};
}

std::uint64_t Writer::records() const {
  return state_->records;
}
std::uint64_t Writer::bytes() const {
  return state_->bytes;
}

}  // namespace tearsheet::warc
