// A page, an expression, and the ids or values it gives, as one string each: rows of tables stay
// readable.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "html/html.h"
#include "select/select.h"

namespace tearsheet::select {

inline html::Document parse(std::string_view html) {
  auto document = html::Document::parse(std::string(html));
  EXPECT_TRUE(document);
  return std::move(*document);
}

/// "a b -": ids of the elements, "-" where an element has none, values in quotes: "'x' 'y'".
inline std::string describe(const std::vector<Match>& matches) {
  std::string out;
  for (const Match& match : matches) {
    if (!out.empty()) out += ' ';
    if (match.kind != Match::Kind::kElement) {
      out.append("'").append(match.value).append("'");
    } else {
      out += match.node.id().empty() ? "-" : match.node.id();
    }
  }
  return out;
}

inline std::string run(const Result<Query>& query, const html::Document& document,
                       html::Node scope) {
  if (!query) return "error: " + query.error().message;
  const auto matches = Evaluator(document).all(*query, scope);
  if (!matches) return "error: " + matches.error().message;
  return describe(*matches);
}
inline std::string css(std::string_view selector, const html::Document& document) {
  return run(Query::css(selector), document, document.root());
}
inline std::string xpath(std::string_view expression, const html::Document& document) {
  return run(Query::xpath(expression), document, document.root());
}

}  // namespace tearsheet::select
