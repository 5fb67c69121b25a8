// What people type to look for. Private to store/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "text/text.h"

namespace tearsheet::store::sql {

struct QueryNode {
  enum class Kind : std::uint8_t { kPhrase, kAll, kAny } kind = Kind::kPhrase;
  bool excluded = false;
  bool is_prefix = false;        ///< The phrase's last word may go on.
  std::string column{}, text{};  ///< Of a phrase; the column of a group holds for its parts.
  std::vector<QueryNode> parts{};
};

/// Reads words, "phrases", beginnings*, -excluded words, title:words (also summary: and body:),
/// alternatives with OR, and parentheses; AND and NOT are understood too, with FTS5's precedence.
/// Anything else is text to look for: no query of words is a mistake of syntax. kInvalid: nothing
/// is left to look for, or more than 64 words. O(length).
Result<QueryNode> read_query(std::string_view text);
/// What to mark in the texts found.
std::vector<text::Needle> needles_of(const QueryNode& query);
/// The same of a query that is in FTS5's syntax, as far as it can be told.
std::vector<text::Needle> needles_in(std::string_view text);

}  // namespace tearsheet::store::sql
