#include "serve/feeds.h"

#include <algorithm>
#include <array>

#include "output/output.h"
#include "serve/article_page.h"
#include "serve/listing.h"

namespace tearsheet::serve {
namespace {

struct Form {
  std::string_view path, format, type;
};
constexpr std::array kForms = {
    Form{"/feed.atom", "atom", "application/atom+xml; charset=utf-8"},
    Form{"/feed.rss", "rss", "application/rss+xml; charset=utf-8"},
    Form{"/feed.json", "jsonfeed", "application/feed+json; charset=utf-8"},
};

const Form* form_of(std::string_view path) {
  const auto found = std::ranges::find(kForms, path, &Form::path);
  return found == kForms.end() ? nullptr : &*found;
}

std::string title_of(const ListQuery& query) {
  std::string title = "tearsheet";
  for (const std::string& part : {query.words, query.site, query.language}) {
    if (!part.empty()) title += (title == "tearsheet" ? ": " : ", ") + part;
  }
  return title;
}

Result<output::FeedPlace> place_of(store::Store& store, const Request& request,
                                   const ListQuery& query) {
  const store::ArticleFilter filter = filter_of(query);
  auto origin = store.origin_of(filter);
  if (!origin) return fail(origin.error());
  output::FeedPlace place{.origin = std::move(*origin), .list = output::list_name(filter)};
  if (!request.origin.empty()) {
    place.self = request.origin + address_of(request.path, query);
    place.page = request.origin + address_of("/", query);
  }
  return place;
}

}  // namespace

bool is_feed(std::string_view path) {
  return form_of(path) != nullptr;
}

Result<Response> feed(store::Store& store, const Request& request, SysTime now) {
  const Form& form = *form_of(request.path);
  auto query = list_query_of(request);
  if (!query) return fail(query.error());
  query->skip = 0;
  query->by_relevance = false;  // a feed tells what is new
  auto state = store.newest_change();
  if (!state) return fail(state.error());
  Response response;
  const std::string tag = "\"" + *state + "\"";
  response.headers = {{"ETag", tag}, {"Cache-Control", "no-cache"}};
  if (request.if_none_match == tag) {
    response.status = 304;
    return response;
  }
  const auto answer = list(store, *query);
  if (!answer) return fail(answer.error());
  auto place = place_of(store, request, *query);
  if (!place) return fail(place.error());
  const auto writer =
      output::find_format(form.format)
          ->make({.title = title_of(*query), .now = now, .feed = std::move(*place)});
  response.type = form.type;
  response.body = writer->head();
  for (const store::SearchHit& hit : answer->hits) {
    const auto found = store.article(hit.id, [&](const store::StoredArticle& article, const auto&) {
      response.body += writer->article(article);
    });
    if (!found) return fail(found.error());
  }
  response.body += writer->tail();
  return response;
}

}  // namespace tearsheet::serve
