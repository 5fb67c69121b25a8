// JSON as pages write it, made into JSON as parsers read it (RFC 8259).
#pragma once

#include <string>
#include <string_view>

namespace tearsheet::extract {

/// Drops comments, CDATA and HTML comment marks around the data, trailing commas, stray semicolons
/// and control characters outside strings; escapes raw line ends and tabs inside strings; repairs
/// unknown escapes and quotes that stand unescaped within a string; closes what a cut document left
/// open. Linear; the result may still be no JSON.
[[nodiscard]] std::string repair_json(std::string_view text);

}  // namespace tearsheet::extract
