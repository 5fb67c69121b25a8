#include "store/article_columns.h"

#include "base/escape.h"

namespace tearsheet::store {

std::string column::kind(const Article& article) {
  return records::to_string(article.kind);
}

std::string column::canonical_url(const Article& article) {
  return article.canonical_url.empty() ? article.url : article.canonical_url;
}

std::string column::parts(const Article& article) {
  return article.parts.empty() ? std::string() : to_json_array(article.parts);
}

ArticleColumns columns_of(const records::Article& article) {
  ArticleColumns columns;
  for (const ColumnSpec& spec : kArticleColumnTable) {
    if (!spec.is_ours()) columns[spec.column] = spec.read(article);
  }
  return columns;
}

bool says_nothing(const std::string& value) {
  return value.empty() || value == "[]";
}

std::string to_json_array(const std::vector<std::string>& strings) {
  std::string out = "[";
  for (const std::string& one : strings) {
    if (out.size() > 1) out += ',';
    out += to_json_string(one);
  }
  return out += ']';
}

std::string date_text(const std::optional<dates::Timestamp>& date) {
  return date ? date->to_utc_iso8601() : std::string();
}

}  // namespace tearsheet::store
