#include "fetch/content_decoder.h"
#include "fetch/fetch.h"

namespace tearsheet::fetch {

Result<std::string> decode_content(std::string_view content_encoding, std::string body,
                                   std::size_t max_bytes) {
  const auto too_large = [&] {
    return fail(ErrorCode::kTooLarge, "larger than " + std::to_string(max_bytes) + " bytes");
  };
  if (content_encoding.empty()) {
    if (body.size() > max_bytes) return too_large();
    return body;
  }
  auto decoder = ContentDecoder::create(content_encoding, false, max_bytes);
  if (!decoder) return fail(decoder.error());
  std::string out;
  DecodeStatus status = decoder->write(body, out);
  if (status == DecodeStatus::kOk) status = decoder->finish(out);
  if (status == DecodeStatus::kTooLarge) return too_large();
  if (status != DecodeStatus::kOk)
    return fail(ErrorCode::kInvalid, "the content coding is damaged or cut off");
  return out;
}

}  // namespace tearsheet::fetch
