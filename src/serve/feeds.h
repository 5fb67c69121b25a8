// Lists for programs: feeds that readers subscribe to, and JSON. Private to the folder.
#pragma once

#include "serve/page.h"
#include "store/store.h"

namespace tearsheet::serve {

/// "/feed.atom", "/feed.rss", "/feed.json".
[[nodiscard]] bool is_feed(std::string_view path);
/// The list that the query asks for, as a feed; 304 where nothing changed since `if_none_match`.
Result<Response> feed(store::Store& store, const Request& request, SysTime now);

/// What was stored, changed or removed behind `cursor`, as export has it.
Result<Response> api_articles(store::Store& store, const Request& request);
/// The stories of a list with their snippets.
Result<Response> api_search(store::Store& store, const Request& request);
/// One article, as a line of `export --format jsonl`.
Result<Response> api_article(store::Store& store, std::int64_t id);

}  // namespace tearsheet::serve
