#include "store/sql/list_origin.h"

#include <algorithm>
#include <set>
#include <string>

namespace tearsheet::store::sql {
namespace {

// Sites that do not say it may be in any.
std::string common_language(Statements& statements, const std::vector<std::string>& sites) {
  std::set<std::string> languages;
  Use row(statements("SELECT key, coalesce(language, '') FROM sites"));
  while (row.step()) {
    const bool is_asked = sites.empty() || std::ranges::count(sites, row.text_at(0)) > 0;
    if (is_asked) languages.emplace(row.text_at(1));
  }
  return languages.size() == 1 ? *languages.begin() : std::string();
}

}  // namespace

ListOrigin origin_of(Statements& statements, const ArticleFilter& filter, bool has_identity) {
  ListOrigin origin;
  if (has_identity) {
    Use row(statements("SELECT identity FROM _database"));
    if (row.step()) origin.database = row.text_at(0);
  }
  origin.language =
      filter.language.empty() ? common_language(statements, filter.sites) : filter.language;
  return origin;
}

}  // namespace tearsheet::store::sql
