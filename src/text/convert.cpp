#include "text/convert.h"

#include <unicode/ucnv.h>

#include "base/handle.h"
#include "text/utf8.h"

namespace tearsheet::text {
namespace {

using Converter = Handle<UConverter, ucnv_close>;

std::size_t convert_with_icu(std::string& out, std::string_view bytes, const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  const Converter converter(ucnv_open(name, &status));
  if (U_FAILURE(status)) return append_repaired(out, bytes);
  std::size_t replacements = 0;
  const char* source = bytes.data();
  const char* end = bytes.data() + bytes.size();
  char16_t buffer[1024];
  char32_t high = 0;
  do {
    status = U_ZERO_ERROR;
    char16_t* target = buffer;
    ucnv_toUnicode(converter.get(), &target, buffer + 1024, &source, end, nullptr, true, &status);
    for (const char16_t* unit = buffer; unit != target; ++unit) {
      if (*unit >= 0xD800 && *unit < 0xDC00) {
        high = *unit;
      } else if (*unit >= 0xDC00 && *unit < 0xE000) {
        append_utf8(out, 0x10000 + ((high - 0xD800) << 10) + (*unit - 0xDC00U));
      } else {
        if (*unit == kReplacement) ++replacements;
        append_utf8(out, *unit);
      }
    }
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  return replacements;
}

const char* icu_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::kGbk:
      return "gb18030";
    case Encoding::kShiftJis:
      return "ibm-943_P15A-2003";
    case Encoding::kEucKr:
      return "windows-949-2000";
    case Encoding::kBig5:
      return "ibm-1375_P100-2008";
    case Encoding::kXUserDefined:
      return "windows-1252";
    case Encoding::kIso88598I:
      return "iso-8859-8";
    default:
      return encoding_name(encoding).data();
  }
}

}  // namespace

std::size_t convert(std::string& out, std::string_view bytes, Encoding encoding) {
  if (encoding == Encoding::kUtf8) return append_repaired(out, bytes);
  if (encoding == Encoding::kReplacement) {
    if (bytes.empty()) return 0;
    append_utf8(out, kReplacement);
    return 1;
  }
  return convert_with_icu(out, bytes, icu_name(encoding));
}

}  // namespace tearsheet::text
