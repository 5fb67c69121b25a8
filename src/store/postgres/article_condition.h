// The common part of every query over articles on a server. Private to store/postgres/.
#pragma once

#include <string>
#include <vector>

#include "store/articles.h"
#include "store/postgres/text_query.h"

namespace tearsheet::store::postgres {

/// " WHERE ..." and the values for it, in order.
struct Condition {
  std::string sql = " WHERE true";
  std::vector<std::string> values;

  void add(const std::string& condition, std::string value) {
    sql += condition;
    values.push_back(std::move(value));
  }
};

/// Without the full-text query, and with the copies. The articles are named `row`.
Condition condition_of(const ArticleFilter& filter, const std::string& row);
/// All that the filter asks for: of a story's pages the first that matches, where one is wanted.
/// `text`: what its full-text query came to; null: it has none.
Condition whole_condition_of(const ArticleFilter& filter, const TextQuery* text);

}  // namespace tearsheet::store::postgres
