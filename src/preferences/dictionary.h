// Dictionaries of structured fields (RFC 9651), as far as preferences are made of them. Private to
// the folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tearsheet::preferences {

/// A key with its value; empty: no token, but one of the other types, a list or a mere flag.
using Member = std::pair<std::string, std::string>;

/// RFC 9651 4.2.2: strict, the whole field or nothing (empty). Of a key told twice the last value
/// counts, at the place of the first. Parameters are checked and passed over. Linear, but for the
/// keys, of which it takes kMaxMembers at most.
[[nodiscard]] std::optional<std::vector<Member>> parse_dictionary(std::string_view field);

inline constexpr std::size_t kMaxMembers = 100;  ///< A field with more says nothing.

}  // namespace tearsheet::preferences
