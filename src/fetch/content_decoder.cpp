#include "fetch/content_decoder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "unpack/unpack.h"

namespace tearsheet::fetch {
namespace {}  // namespace

DecodeStatus append_bounded(std::string_view in, std::string& out, std::size_t max_out) {
  const std::size_t room = max_out - std::min(max_out, out.size());
  out.append(in.substr(0, room));
  return in.size() > room ? DecodeStatus::kTooLarge : DecodeStatus::kOk;
}

DecodeStatus unpack_part(unpack::Stream& stream, std::string_view& in, std::string& out,
                         std::size_t max_out, bool& ends) {
  std::array<char, 32768> buffer;
  for (;;) {
    const unpack::Step step = stream.step(in, buffer.data(), buffer.size());
    in.remove_prefix(step.used);
    ends = step.ends;
    const DecodeStatus status = append_bounded({buffer.data(), step.made}, out, max_out);
    if (status != DecodeStatus::kOk) return status;
    if (step.is_damaged) return DecodeStatus::kDamaged;
    if (step.ends || (in.empty() && step.made < buffer.size())) return DecodeStatus::kOk;
    if (step.used == 0 && step.made == 0) return DecodeStatus::kOk;  // wants more input
  }
}

Result<ContentDecoder> ContentDecoder::create(std::string_view content_encoding,
                                              bool also_unlabelled_gzip, std::size_t max_bytes) {
  ContentDecoder decoder(max_bytes);
  while (!content_encoding.empty()) {
    const auto comma = content_encoding.find(',');
    const std::string name = to_lower(trimmed(content_encoding.substr(0, comma)));
    content_encoding =
        comma == std::string_view::npos ? std::string_view{} : content_encoding.substr(comma + 1);
    if (name == "gzip" || name == "x-gzip") {
      decoder.stages_.push_back(make_gzip_stage());
    } else if (name == "deflate") {
      decoder.stages_.push_back(make_deflate_stage());
    } else if (name == "br") {
      decoder.stages_.push_back(make_brotli_stage());
    } else if (name == "zstd") {
      decoder.stages_.push_back(make_zstd_stage());
    } else if (name == "compress" || name == "x-compress" || name == "exi" ||
               name == "pack200-gzip" || name == "dcb" || name == "dcz" ||
               name == "aes128gcm") {  // the other codings of the IANA registry
      return fail(ErrorCode::kInvalid, fmt::format("content coding {} was not asked for", name));
    }
    if (decoder.stages_.size() > kMaxCodings)
      return fail(ErrorCode::kInvalid, "too many content codings");
  }
  std::ranges::reverse(decoder.stages_);  // the header lists them in the order they were applied
  if (also_unlabelled_gzip) decoder.stages_.push_back(make_gzip_stage());
  return decoder;
}

DecodeStatus ContentDecoder::pass(std::size_t stage, std::string_view in, std::string& out) {
  // A loop over the stages, each with a buffer of its own but the last; a buffer is as bounded as
  // the end result.
  std::string buffer, next;
  DecodeStatus worst = DecodeStatus::kOk;
  for (; stage < stages_.size(); ++stage) {
    const bool is_last = stage + 1 == stages_.size();
    next.clear();
    const DecodeStatus status = stages_[stage]->write(in, is_last ? out : next, max_bytes_);
    if (status == DecodeStatus::kDamaged) return status;
    if (status != DecodeStatus::kOk) worst = status;
    if (!is_last) {
      buffer.swap(next);
      in = buffer;
    }
  }
  return worst;
}

DecodeStatus ContentDecoder::write(std::string_view in, std::string& out) {
  return stages_.empty() ? append_bounded(in, out, max_bytes_) : pass(0, in, out);
}

DecodeStatus ContentDecoder::finish(std::string& out) {
  for (std::size_t i = 0; i < stages_.size(); ++i) {
    std::string rest;
    DecodeStatus status = stages_[i]->finish(i + 1 == stages_.size() ? out : rest, max_bytes_);
    if (status == DecodeStatus::kOk && !rest.empty()) status = pass(i + 1, rest, out);
    if (status != DecodeStatus::kOk) return status;
  }
  return DecodeStatus::kOk;
}

}  // namespace tearsheet::fetch
