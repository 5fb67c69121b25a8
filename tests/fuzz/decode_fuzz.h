// What must hold for any bytes: they become valid UTF-8, and cleaned text stays as it is when
// cleaned again.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "text/text.h"

namespace tearsheet::text {

/// The first byte picks a declared encoding, the rest is the page. Aborts where a property does not
/// hold.
inline void check_decode_properties(std::string_view input) {
  if (input.empty()) return;
  constexpr std::string_view kLabels[] = {
      "",       "utf-8",        "utf-16le",  "utf-16be",    "gb18030",        "gbk",
      "big5",   "euc-jp",       "shift_jis", "iso-2022-jp", "euc-kr",         "latin1",
      "koi8-r", "windows-1255", "ibm866",    "replacement", "x-user-defined", "iso-8859-16"};
  const std::string_view label = kLabels[static_cast<unsigned char>(input[0]) % std::size(kLabels)];
  const std::string_view page = input.substr(1);
  const std::string content_type =
      label.empty() ? std::string() : "text/html; charset=" + std::string(label);
  const Decoded decoded = decode(page, {.content_type = content_type});
  if (!is_valid_utf8(decoded.utf8)) std::abort();
  if (encoding_for_label(decoded.encoding) != decoded.encoding) std::abort();
  if (decoded.source == EncodingSource::kHttp && decoded.encoding != encoding_for_label(label))
    std::abort();
  if (decode_as(page, "utf-8").replacements == 0 && !is_valid_utf8(page)) std::abort();

  const std::string line = clean_line(decoded.utf8);
  if (clean_line(line) != line || line.find('\n') != line.npos || !is_valid_utf8(line))
    std::abort();
  const std::string paragraphs = clean_paragraphs(decoded.utf8);
  if (clean_paragraphs(paragraphs) != paragraphs) std::abort();
  if (clean_line(paragraphs) != line) std::abort();
  if (!is_valid_utf8(fold(page))) std::abort();
  if (count_words(page) > page.size()) std::abort();
  const std::string_view cut = truncate(line, 10);
  if (!is_valid_utf8(cut) || line.compare(0, cut.size(), cut) != 0) std::abort();
}

}  // namespace tearsheet::text
