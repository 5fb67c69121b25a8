#include "output/feed_facts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/escape.h"
#include "dates/dates.h"
#include "markdown/markdown.h"

namespace tearsheet::output {

using namespace store;  // the names of the columns

SysTime moment_of(const store::StoredArticle& article) {
  auto stamp = dates::parse_iso8601(article[kDateColumn]);
  if (!stamp) stamp = dates::parse_iso8601(article[kFirstSeenColumn]);
  return stamp ? stamp->to_sys() : SysTime{};
}

SysTime last_change_of(const store::StoredArticle& article) {
  const SysTime published = moment_of(article);
  const auto changed =
      dates::parse_iso8601(article.version > 1 ? article[kChangedColumn] : article[kUpdatedColumn]);
  return changed ? std::max(changed->to_sys(), published) : published;
}

std::vector<std::string> authors_of(const store::StoredArticle& article) {
  std::vector<std::string> names;
  const auto list = nlohmann::json::parse(article[kAuthorsColumn], nullptr, false);
  for (const auto& name : list.is_array() ? list : nlohmann::json::array()) {
    if (name.is_string()) names.push_back(name.get<std::string>());
  }
  return names;
}

std::string body_html(const store::StoredArticle& article) {
  if (!article[kMarkdownColumn].empty())
    return markdown::to_html(article[kMarkdownColumn], {.images = false});
  std::string html;
  std::string_view rest = article[kBodyColumn];
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find("\n\n"), rest.size());
    html += "<p>";
    append_markup(html, rest.substr(0, end));
    html += "</p>\n";
    rest.remove_prefix(std::min(end + 2, rest.size()));
  }
  return html;
}

}  // namespace tearsheet::output
