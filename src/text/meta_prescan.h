// What a page says about its own encoding in its first bytes.
#pragma once

#include <optional>
#include <string_view>

#include "text/encoding_names.h"

namespace tearsheet::text {

/// "Prescan a byte stream to determine its encoding" (WHATWG HTML 13.2.3.2) over the first 1024
/// bytes, and further while the head goes on: real pages have their <meta> behind long scripts.
[[nodiscard]] std::optional<Encoding> prescan_meta(std::string_view bytes);
/// `encoding` of an XML declaration at the very start (WHATWG HTML 13.2.3.2, XML 1.0 F.1).
[[nodiscard]] std::optional<Encoding> xml_declaration_encoding(std::string_view bytes);
/// The charset in <meta content> (WHATWG HTML 2.5.2).
[[nodiscard]] std::optional<Encoding> charset_parameter(std::string_view content);
/// Of a header Content-Type: its own parameter alone, not one whose name ends so ("xcharset=") or a
/// text in the quotes of another.
[[nodiscard]] std::optional<Encoding> header_charset(std::string_view content_type);

}  // namespace tearsheet::text
