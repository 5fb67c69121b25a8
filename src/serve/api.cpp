// The same as JSON.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "output/output.h"
#include "serve/article_page.h"
#include "serve/feeds.h"
#include "serve/listing.h"

namespace tearsheet::serve {
namespace {

constexpr std::int64_t kMostArticles = 500;  // of one answer

using Json = nlohmann::json;

Response json_response(std::string body) {
  return {.type = "application/json",
          .body = std::move(body),
          .headers = {{"Cache-Control", "no-cache"}}};
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

}  // namespace

Result<Response> api_articles(store::Store& store, const Request& request) {
  const auto query = list_query_of(request);
  if (!query) return fail(query.error());
  store::ArticleFilter filter;
  filter.where = query->words;
  if (!query->site.empty()) filter.sites.push_back(query->site);
  filter.language = query->language;
  filter.since = query->since;
  filter.until = query->until;
  filter.limit = kMostArticles;
  filter.with_sources = true;
  const auto cursor = request.query.find("cursor");
  const auto writer = output::find_format("jsonl")->make({});
  std::string articles, removed;
  const auto add = [](std::string& list, std::string record) {
    while (record.ends_with('\n')) record.pop_back();
    if (!list.empty()) list += ",\n";
    list += record;
    return true;
  };
  const auto next = store.each_change(
      filter, cursor == request.query.end() ? std::string() : cursor->second,
      [&](const store::StoredArticle& article) { return add(articles, writer->article(article)); },
      [&](std::int64_t id, std::string_view url) {
        return add(removed, writer->removed(id, url));
      });
  if (!next) return fail(next.error());
  return json_response("{\"articles\":[" + articles + "],\n\"removed\":[" + removed +
                       "],\n\"cursor\":" + to_json_string(*next) + "}\n");
}

Result<Response> api_search(store::Store& store, const Request& request) {
  const auto query = list_query_of(request);
  if (!query) return fail(query.error());
  const auto answer = list(store, *query);
  if (!answer) return fail(answer.error());
  Json stories = Json::array();
  for (const store::SearchHit& hit : answer->hits) {
    stories.push_back({{"id", hit.id},
                       {"url", hit.url},
                       {"title", hit.title.text},
                       {"date", or_null(hit.date)},
                       {"first_seen", hit.first_seen},
                       {"site", hit.site},
                       {"language", or_null(hit.language)},
                       {"cluster", hit.cluster},
                       {"copies", hit.copies},
                       {"snippet", hit.snippet.text}});
  }
  return json_response(dump({{"stories", std::move(stories)}, {"more", answer->left_out > 0}}));
}

Result<Response> api_article(store::Store& store, std::int64_t id) {
  const auto writer = output::find_format("jsonl")->make({});
  std::string record;
  const auto found = store.article(id, [&](const store::StoredArticle& article, const auto&) {
    record = writer->article(article);
  });
  if (!found) return fail(found.error());
  if (!*found) return fail(no_article(id));
  return json_response(std::move(record));
}

}  // namespace tearsheet::serve
