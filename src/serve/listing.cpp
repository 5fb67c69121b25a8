#include "serve/listing.h"

#include <charconv>

#include "base/ascii.h"

namespace tearsheet::serve {
namespace {

std::string value_of(const Request& request, const char* name) {
  const auto found = request.query.find(name);
  return found == request.query.end() ? std::string() : std::string(trimmed(found->second));
}

/// One beyond the deepest of what is none.
std::int64_t skip_of(const std::string& text) {
  if (text.empty()) return 0;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_sound = error == std::errc{} && end == text.data() + text.size() && number >= 0;
  return is_sound ? number : kDeepest + 1;
}

}  // namespace

bool is_day(std::string_view text) {
  constexpr std::string_view kForm = "dddd-dd-dd";
  if (text.size() != 4 && text.size() != 7 && text.size() != kForm.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (kForm[i] == 'd' ? !is_digit(text[i]) : text[i] != kForm[i]) return false;
  }
  return true;
}

ListQuery typed_query_of(const Request& request) {
  ListQuery query;
  query.words = value_of(request, "q");
  query.site = value_of(request, "site");
  query.language = value_of(request, "language");
  query.since = value_of(request, "since");
  query.until = value_of(request, "until");
  query.by_relevance = value_of(request, "sort") == "best" && !query.words.empty();
  query.skip = skip_of(value_of(request, "skip"));
  return query;
}

Result<void> check(const ListQuery& query) {
  for (const std::string& day : {query.since, query.until}) {
    if (!day.empty() && !is_day(day))
      return fail(ErrorCode::kInvalid, "\"" + day + "\" is no day: as in 2025-11-14");
  }
  if (query.skip > kDeepest)
    return fail(ErrorCode::kInvalid, "lists are leafed through up to their 10,000th story");
  return {};
}

Result<ListQuery> list_query_of(const Request& request) {
  ListQuery query = typed_query_of(request);
  if (auto sound = check(query); !sound) return fail(sound.error());
  return query;
}

std::string address_of(std::string_view path, const ListQuery& query) {
  return address_of(path, {{"q", query.words},
                           {"site", query.site},
                           {"language", query.language},
                           {"since", query.since},
                           {"until", query.until},
                           {"sort", query.by_relevance ? "best" : ""}});
}

store::ArticleFilter filter_of(const ListQuery& query) {
  store::ArticleFilter filter;
  filter.where = query.words;
  if (!query.site.empty()) filter.sites.push_back(query.site);
  filter.language = query.language;
  filter.since = query.since;
  filter.until = query.until;
  filter.news_only = true;
  return filter;
}

Result<store::SearchAnswer> list(store::SearchStore& store, const ListQuery& query) {
  store::SearchQuery search;
  search.filter = filter_of(query);
  search.filter.limit = kRows;
  search.order = query.by_relevance ? store::SearchOrder::kBest : store::SearchOrder::kNewest;
  search.skip = query.skip;
  return store.search(search);
}

}  // namespace tearsheet::serve
