#include <zstd.h>

#include "base/handle.h"
#include "unpack/unpack.h"

namespace tearsheet::unpack {

struct WholeZstd::Context {
  Handle<ZSTD_DCtx, ZSTD_freeDCtx> handle{ZSTD_createDCtx()};
};

WholeZstd::WholeZstd() : context_(std::make_unique<Context>()) {}
WholeZstd::~WholeZstd() = default;

WholeZstd::Status WholeZstd::unpack(std::string_view frame, std::size_t max_bytes, std::string& out,
                                    std::string_view prefix) {
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
    return Status::kNoWholeFrame;
  if (size > max_bytes) return Status::kTooLarge;
  ZSTD_DCtx* const context = context_->handle.get();
  ZSTD_DCtx_reset(context, ZSTD_reset_session_only);
  if (!prefix.empty()) ZSTD_DCtx_refPrefix(context, prefix.data(), prefix.size());
  out.assign(static_cast<std::size_t>(size), '\0');
  const std::size_t made =
      ZSTD_decompressDCtx(context, out.data(), out.size(), frame.data(), frame.size());
  return ZSTD_isError(made) == 0 && made == out.size() ? Status::kOk : Status::kDamaged;
}

}  // namespace tearsheet::unpack
