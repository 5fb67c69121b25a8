// Rules as site files write them: a selector, a table, or a list of alternatives.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "site/reader.h"

namespace tearsheet::site {

/// What is wrong is complained of and left out.
[[nodiscard]] Rules read_rules(const Table& table, std::string_view key);
[[nodiscard]] std::vector<Pattern> read_patterns(const Table& table, std::string_view key);
/// A selector, or a table with css or xpath.
[[nodiscard]] std::optional<select::Query> read_query(const Table& table, std::string_view key);
/// One of them or a list.
[[nodiscard]] std::vector<select::Query> read_queries(const Table& table, std::string_view key);

}  // namespace tearsheet::site
