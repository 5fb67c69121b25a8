// Making text from anywhere harmless where it is shown.
#pragma once

#include <string>
#include <string_view>

namespace tearsheet {

/// One line that is safe on a terminal: invalid UTF-8 becomes U+FFFD; C0 and C1 controls, line and
/// paragraph separators and the bidirectional overrides become \n, \t or \xNN / \u{NNNN}.
[[nodiscard]] std::string to_printable(std::string_view text);

/// A JSON string with its quotes (RFC 8259); invalid UTF-8 becomes U+FFFD.
[[nodiscard]] std::string to_json_string(std::string_view text);

/// Appends `text` as HTML or XML text, or as the value of an attribute in double quotes: & < > "
/// escaped, control characters dropped but tab and line ends.
void append_markup(std::string& out, std::string_view text);
[[nodiscard]] std::string to_markup(std::string_view text);

}  // namespace tearsheet
