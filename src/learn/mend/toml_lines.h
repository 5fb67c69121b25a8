// A TOML file as its statements, each with the lines that it stands on: what can be changed without
// writing the rest anew.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tearsheet::learn {

struct TomlStatement {
  std::string table;               ///< Header of the table that it stands in, as "[article]".
  std::size_t table_number = 0;    ///< Which of the file's headers, from 1; 0: before the first.
  std::string key;                 ///< Empty: the header itself.
  std::string value;               ///< As written.
  std::size_t begin = 0, end = 0;  ///< Lines.
};

[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);
/// Comments and empty lines are no statements. O(size of the file).
[[nodiscard]] std::vector<TomlStatement> statements_of(const std::vector<std::string>& lines);

}  // namespace tearsheet::learn
