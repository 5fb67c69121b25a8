// Every key that a site file may have. The reader takes these and no others, and the reference
// (docs/reference/site-file.md, tearsheet-site(5)) is made of them, so that the two cannot differ.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace tearsheet::site {

struct Key {
  std::string_view name;
  std::string_view type;
  std::string_view meaning;   ///< For people; `code` in backquotes.
  std::string_view fallback;  ///< What holds without it; empty: nothing.
};

struct KeyTable {
  std::string_view name;  ///< As complaints call it: "source", "article.strip_from"; "": the file.
  std::string_view heading;  ///< As it is written: "[[source]]".
  std::string_view about;
  std::span<const Key> keys;
};

[[nodiscard]] std::span<const KeyTable> key_tables();

/// The names of a table's keys; of a table that is none, nothing.
[[nodiscard]] std::vector<std::string_view> known_keys(std::string_view table);

}  // namespace tearsheet::site
