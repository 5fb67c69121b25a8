// JSON as pages write it, made into JSON as parsers read it (RFC 8259).
#pragma once

#include <string>
#include <string_view>

namespace tearsheet::extract {

/// Drops byte order marks, comments, CDATA and HTML comment marks around the data, trailing commas,
/// stray semicolons and control characters outside strings; escapes raw line ends and tabs inside
/// strings; repairs unknown escapes and quotes that stand unescaped within a string; adds commas
/// forgotten at a line's end and quotes forgotten around names; puts null for missing values and
/// words like undefined; closes what a cut document left open; makes several roots a list. Linear;
/// the result may still be no JSON.
[[nodiscard]] std::string repair_json(std::string_view text);

}  // namespace tearsheet::extract
