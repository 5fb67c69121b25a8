#include "text/guess.h"

#include <uchardet.h>

#include <algorithm>

#include "base/handle.h"

namespace tearsheet::text {
namespace {

// uchardet gains nothing from more, and costs 10 ns a byte.
constexpr std::size_t kMaxSample = 64 * 1024;

}  // namespace

Encoding guess_encoding(std::string_view bytes, std::string_view /*language*/,
                        std::string_view /*domain*/) {
  const Handle<uchardet, uchardet_delete> detector(uchardet_new());
  const std::string_view sample = bytes.substr(0, kMaxSample);
  if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0)
    return Encoding::kWindows1252;
  uchardet_data_end(detector.get());
  return find_encoding(uchardet_get_charset(detector.get())).value_or(Encoding::kWindows1252);
}

}  // namespace tearsheet::text
