// Character references: numbers, the names of HTML, and the few that a document declares itself.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tearsheet::feed {

/// The text lies in the row itself: 2,231 pairs of pointers would be relocated at each start of the
/// program.
struct NamedCharacter {
  char name_text[33];
  char utf8_text[7];
  [[nodiscard]] std::string_view name() const {
    return name_text;
  }  ///< With its semicolon, where it needs one.
  [[nodiscard]] std::string_view utf8() const { return utf8_text; }
};
/// All named references of HTML, sorted by name.
[[nodiscard]] std::span<const NamedCharacter> named_characters();

/// Plain internal entities of a document type declaration: their text holds no reference and no
/// markup, so that nothing can grow.
using OwnEntities = std::vector<std::pair<std::string, std::string>>;

/// Appends `text` to `out` with its references resolved (HTML 13.2.5.72 for names and numbers, in
/// XML as well: feeds use &nbsp; and &#146; everywhere). What is no reference stays as it is, a
/// bare '&' among them; references to characters that text cannot hold vanish.
void append_resolved(std::string& out, std::string_view text, const OwnEntities* own = nullptr);

/// How much of `text` can be resolved by itself, if more text follows: a reference may be cut at
/// the end.
[[nodiscard]] std::size_t resolvable_prefix(std::string_view text);

}  // namespace tearsheet::feed
