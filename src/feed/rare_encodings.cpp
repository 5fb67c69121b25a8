#include "feed/rare_encodings.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/handle.h"

namespace tearsheet::feed {
namespace {

constexpr std::array<std::string_view, 7> kShifting = {
    "iso-2022-jp", "iso-2022-kr", "iso-2022-cn", "csiso2022kr", "hz-gb-2312", "hz", "utf-7"};

// Names only: ICU reads options and file names out of other characters.
bool is_plain_name(std::string_view label) {
  return !label.empty() && label.size() <= 40 && std::ranges::all_of(label, [](char c) {
    return is_alnum(c) || c == '-' || c == '_' || c == '.' || c == ':';
  });
}

}  // namespace

std::optional<std::string> decode_rare(std::string_view bytes, std::string_view label) {
  if (!is_plain_name(label)) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  const Handle<UConverter, ucnv_close> converter(ucnv_open(std::string(label).c_str(), &status));
  if (U_FAILURE(status)) return std::nullopt;
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                converter.get(), status);
  if (U_FAILURE(status)) return std::nullopt;
  std::int32_t damaged = 0;
  for (std::int32_t at = 0; at < text.length(); ++at) damaged += text[at] == 0xFFFD ? 1 : 0;
  if (damaged > text.length() / 1000) return std::nullopt;
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

bool shifts_within_ascii(std::string_view lower_case_label) {
  return std::ranges::find(kShifting, lower_case_label) != kShifting.end();
}

bool is_ebcdic(std::string_view front) {
  return front.starts_with("\x4C\x6F\xA7\x94");
}

}  // namespace tearsheet::feed
