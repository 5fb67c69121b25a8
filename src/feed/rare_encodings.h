// Encodings that the Encoding Standard left behind, and that XML declarations still name: EBCDIC
// code pages, DOS code pages, HZ, ISO-2022-KR, UTF-7. ICU knows them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tearsheet::feed {

/// `bytes` as UTF-8; empty where the name is unknown or more than a thousandth of the text does not
/// fit it.
[[nodiscard]] std::optional<std::string> decode_rare(std::string_view bytes,
                                                     std::string_view label);

/// Whether plain ASCII bytes mean something else in it: such text looks like UTF-8 and is not.
[[nodiscard]] bool shifts_within_ascii(std::string_view lower_case_label);

/// "<?xm" in EBCDIC (XML 1.0 F.1).
[[nodiscard]] bool is_ebcdic(std::string_view front);

}  // namespace tearsheet::feed
