// Words to FTS5 (sqlite.org/fts5.html, 3): every word goes there as a string in quotes, which has
// no syntax of its own.
#include "store/sqlite/query.h"

#include "store/sql/query.h"

namespace tearsheet::store::sqlite {
namespace {

using Node = sql::QueryNode;

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out += '"';
}

enum class Index { kWords, kPairs };

// Empty where nothing but exclusions is left: FTS5 has no way to say "all without".
std::string render(const Node& node, Index index) {
  const std::string column = node.column.empty() ? "" : node.column + " : ";
  if (node.kind == Node::Kind::kPhrase) {
    if (index == Index::kWords) return column + in_quotes(node.text) + (node.is_prefix ? " *" : "");
    const text::PairPhrase pairs = text::to_pair_phrase(node.text);
    return column + in_quotes(pairs.text) + (node.is_prefix || pairs.is_prefix ? " *" : "");
  }
  std::string wanted, unwanted;
  std::size_t count = 0;
  const char* const between = node.kind == Node::Kind::kAny ? " OR " : " AND ";
  for (const Node& part : node.parts) {
    const std::string one = render(part, index);
    if (one.empty()) return {};
    if (part.excluded) {
      unwanted += " NOT " + one;
    } else {
      wanted += (wanted.empty() ? "" : between) + one;
      ++count;
    }
  }
  if (wanted.empty()) return {};
  if (count > 1) wanted = "(" + wanted + ")";
  if (!unwanted.empty()) wanted = "(" + wanted + unwanted + ")";
  return column.empty() ? wanted : column + "(" + wanted + ")";
}

}  // namespace

Result<FullTextQuery> parse_query(std::string_view text) {
  const auto root = sql::read_query(text);
  if (!root) return fail(root.error());
  return FullTextQuery{render(*root, Index::kWords), render(*root, Index::kPairs),
                       sql::needles_of(*root)};
}

FullTextQuery as_fts5_query(std::string_view text) {
  return {std::string(text), {}, sql::needles_in(text)};
}

}  // namespace tearsheet::store::sqlite
