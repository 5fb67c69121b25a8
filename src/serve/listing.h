// A list of stories as a request asks for it: newest first, or what matches words. Private to the
// folder.
#pragma once

#include <string>

#include "serve/page.h"
#include "store/store.h"

namespace tearsheet::serve {

/// What a list is asked for with, as people type it; empty: not at all.
struct ListQuery {
  std::string words, site, language, since, until;
  bool by_relevance = false;
  std::int64_t skip = 0;
};
/// As it was typed, whatever that is.
[[nodiscard]] ListQuery typed_query_of(const Request& request);
/// "2025", "2025-11", "2025-11-14".
[[nodiscard]] bool is_day(std::string_view text);
/// kInvalid: a day that is none, a page beyond kDeepest.
Result<void> check(const ListQuery& query);
/// The same of a query that is sound.
Result<ListQuery> list_query_of(const Request& request);
/// "/feed.atom?q=ferry" and the like; without `skip`.
[[nodiscard]] std::string address_of(std::string_view path, const ListQuery& query);

/// The same for the store, without pages that are no news.
[[nodiscard]] store::ArticleFilter filter_of(const ListQuery& query);
/// The stories, kRows of them, without pages that are no news. kInvalid: no query, or a site that
/// is not there.
Result<store::SearchAnswer> list(store::SearchStore& store, const ListQuery& query);

/// The list as a page, with the form that asks for another; what was typed wrongly is told there.
Result<Response> front_page(store::Store& store, const ListQuery& query, const std::string& name);

}  // namespace tearsheet::serve
