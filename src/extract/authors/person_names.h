// Names of persons in bylines and metadata: where they begin and end, what looks like one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tearsheet::extract {

/// "By Ann Lee and Bo Ek, Staff Writers" -> {"Ann Lee", "Bo Ek"}. `is_byline`: free text, to be
/// split with more care. At most 12 names.
[[nodiscard]] std::vector<std::string> split_names(std::string_view text, bool is_byline);

/// "Ann Lee, Port Engineer, and Bo Ek, Head of Works" -> {"Ann Lee", "Bo Ek"}: names that each have
/// a role behind a comma. Empty if it is anything else.
[[nodiscard]] std::vector<std::string> names_with_roles(std::string_view text);

/// The text behind "By", "Von", "Autor:" ...; `had_opener` becomes true where there was one.
[[nodiscard]] std::string_view strip_opener(std::string_view text, bool& had_opener);
/// The text behind an opener that stands within it ("17 May 2024 by Ann Lee"); empty if none does.
[[nodiscard]] std::string_view behind_inner_opener(std::string_view text);
/// Up to where the names of a byline must have ended: a digit, a bracket, a separator, "on", "in".
[[nodiscard]] std::string_view cut_byline(std::string_view text);
/// Nothing but an opener or a label of a byline: "Written by", "Author".
[[nodiscard]] bool is_bare_opener(std::string_view text);

/// Two to four words (or a few letters of a script without spaces) that begin with capitals, with
/// particles and initials; no digits, no role.
[[nodiscard]] bool looks_like_person(std::string_view name);
/// "ann-lee", "ann.lee", "alee2": what a login looks like.
[[nodiscard]] bool is_account(std::string_view name);
[[nodiscard]] bool has_role_word(std::string_view name);
[[nodiscard]] bool looks_like_address(std::string_view text);
[[nodiscard]] std::size_t word_count(std::string_view text);
/// Letters and digits alone, folded: two names are the same if these are.
[[nodiscard]] std::string name_key(std::string_view name);

}  // namespace tearsheet::extract
