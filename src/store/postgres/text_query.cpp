#include "store/postgres/text_query.h"

#include <array>

#include "text/text.h"

namespace tearsheet::store::postgres {
namespace {

using Node = sql::QueryNode;

constexpr unsigned kAllColumns = 7;
constexpr std::array<std::string_view, 3> kColumns = {"title", "summary", "body"};
constexpr std::array<char, 3> kWeights = {'A', 'B', 'D'};

unsigned columns_of(const std::string& column) {
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    if (kColumns.at(i) == column) return 1U << i;
  }
  return kAllColumns;
}

// A word in quotes has no syntax of its own.
std::string in_quotes(std::string_view word) {
  std::string out = "'";
  for (const char c : word) {
    if (c == '\'' || c == '\\') out += c;
    out += c;
  }
  return out += '\'';
}

std::string to_text(const Phrase& phrase) {
  std::string weights;
  if (phrase.columns != kAllColumns) {
    for (std::size_t i = 0; i < kWeights.size(); ++i) {
      if ((phrase.columns >> i & 1) != 0) weights += kWeights.at(i);
    }
    if (weights.empty()) weights = "C";  // title:(body:...): no word has this one
  }
  std::string out;
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    if (i > 0) out += " <-> ";
    out += in_quotes(phrase.words[i]);
    const bool is_prefix = phrase.is_prefix && i + 1 == phrase.words.size();
    if (is_prefix || !weights.empty()) out += ':';
    if (is_prefix) out += '*';
    out += weights;
  }
  return "(" + out + ")";
}

class Renderer {
 public:
  Renderer(const sqlite::Tokenizer& tokenizer, bool as_pairs)
      : tokenizer_(tokenizer), as_pairs_(as_pairs) {}

  VectorQuery render(const Node& root) {
    query_.text = of(root, kAllColumns, false);
    return std::move(query_);
  }

 private:
  /// Empty: there is no word in it.
  std::string of(const Node& node, unsigned columns, bool is_excluded) {
    columns &= columns_of(node.column);
    is_excluded = is_excluded || node.excluded;
    if (node.kind == Node::Kind::kPhrase) return of_phrase(node, columns, is_excluded);
    std::string out, unwanted;
    const char* const between = node.kind == Node::Kind::kAny ? " | " : " & ";
    for (const Node& part : node.parts) {
      const std::string one = of(part, columns, is_excluded);
      if (one.empty()) continue;
      if (part.excluded) {
        unwanted += " & !" + one;
      } else {
        out += (out.empty() ? "" : between) + one;
      }
    }
    if (out.empty()) return {};
    return "((" + out + ")" + unwanted + ")";
  }

  std::string of_phrase(const Node& node, unsigned columns, bool is_excluded) {
    Phrase phrase{{}, node.is_prefix, columns};
    std::string text = node.text;
    if (as_pairs_) {
      text::PairPhrase pairs = text::to_pair_phrase(node.text);
      phrase.is_prefix = phrase.is_prefix || pairs.is_prefix;
      text = std::move(pairs.text);
    }
    tokenizer_.each(text, [&](std::string_view word) { phrase.words.emplace_back(word); });
    if (phrase.words.empty()) return {};
    std::string out = to_text(phrase);
    if (!is_excluded) {
      query_.each.push_back(out);
      query_.phrases.push_back(std::move(phrase));
    }
    return out;
  }

  const sqlite::Tokenizer& tokenizer_;
  const bool as_pairs_;
  VectorQuery query_;
};

}  // namespace

std::string TextQuery::condition(const std::string& row, std::vector<std::string>& values) const {
  const std::string matches = row + ".words @@ CAST(? AS tsquery)";
  values.push_back(words.text);
  if (words.text == pairs.text) return " AND " + matches;
  values.push_back(pairs.text);
  return " AND ((NOT " + row + ".is_paired AND " + matches + ") OR (" + row + ".is_paired AND " +
         matches + "))";
}

Result<TextQuery> text_query_of(const ArticleFilter& filter) {
  if (filter.fts5)
    return fail(ErrorCode::kInvalid,
                "--fts5 is SQLite's own syntax, which a database on a server does not know");
  const auto root = sql::read_query(filter.where);
  if (!root) return fail(root.error());
  const auto tokenizer = sqlite::Tokenizer::make();
  if (!tokenizer) return fail(tokenizer.error());
  TextQuery query;
  query.words = Renderer(*tokenizer, false).render(*root);
  query.pairs = Renderer(*tokenizer, true).render(*root);
  query.needles = sql::needles_of(*root);
  return query;
}

}  // namespace tearsheet::store::postgres
