// gzip with libdeflate, which takes a third of zlib's time and wants all of it at hand.
#include <libdeflate.h>

#include "base/handle.h"
#include "unpack/unpack.h"

namespace tearsheet::unpack {
namespace {

constexpr std::size_t kTrailerBytes = 4;  // ISIZE (RFC 1952 2.3.1): the size, modulo 2^32

using Inflater = Handle<libdeflate_decompressor, libdeflate_free_decompressor>;

}  // namespace

bool gzip_at_once(std::string_view packed, std::string& out, std::size_t max_out) {
  const Inflater inflater(libdeflate_alloc_decompressor());
  if (!inflater || packed.size() < kTrailerBytes || out.size() > max_out) return false;
  std::size_t size = 0;
  for (std::size_t i = 0; i < kTrailerBytes; ++i)
    size = size << 8U | static_cast<unsigned char>(packed[packed.size() - 1 - i]);
  // What is more than a thousandfold is a lie: deflate packs no better.
  if (size > max_out - out.size() || size / 1100 > packed.size()) return false;
  const std::size_t before = out.size();
  out.resize(before + size);
  std::size_t taken = 0, made = 0;
  const auto result = libdeflate_gzip_decompress_ex(inflater.get(), packed.data(), packed.size(),
                                                    out.data() + before, size, &taken, &made);
  if (result == LIBDEFLATE_SUCCESS && taken == packed.size() && made == size) return true;
  out.resize(before);
  return false;
}

}  // namespace tearsheet::unpack
