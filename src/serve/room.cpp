// Which page a path is.
#include <charconv>

#include "serve/article_page.h"
#include "serve/differences.h"
#include "serve/feeds.h"
#include "serve/listing.h"
#include "serve/preview_page.h"
#include "serve/serve.h"
#include "serve/sites_page.h"
#include "serve/store_pool.h"
#include "serve/stored_page.h"

namespace tearsheet::serve {
namespace {

/// The rest of the path behind `prefix`, where it begins so.
std::optional<std::string_view> behind(std::string_view path, std::string_view prefix) {
  if (!path.starts_with(prefix)) return std::nullopt;
  return path.substr(prefix.size());
}

std::optional<std::int64_t> id_of(std::string_view text) {
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc{} || end != text.data() + text.size() || id < 1) return std::nullopt;
  return id;
}

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalid:
      return 400;
    case ErrorCode::kNotFound:
      return 404;
    case ErrorCode::kBusy:
    case ErrorCode::kNetwork:  // the database's server
      return 503;
    default:
      return 500;
  }
}

Error no_page(std::string_view path) {
  return {ErrorCode::kNotFound, "there is no page " + std::string(path)};
}

Response style_response() {
  return {.type = "text/css; charset=utf-8",
          .body = style_sheet(),
          .headers = {{"Cache-Control", "max-age=3600"}}};
}

}  // namespace

struct ReadingRoom::State {
  State(std::string database, std::string shown, std::filesystem::path site_files,
        const Clock& the_clock)
      : name(std::move(shown)),
        selectors(std::move(site_files)),
        clock(the_clock),
        stores(std::move(database)) {}

  Result<Response> page(const Request& request, store::Store& store) {
    const std::string_view path = request.path;
    if (path == "/") return front_page(store, typed_query_of(request), name);
    if (const auto rest = behind(path, "/article/")) return of_article(request, store, *rest);
    if (path == "/sites") return sites_page(store, clock.now(), name);
    if (const auto rest = behind(path, "/site/"); rest && !rest->empty())
      return site_page(store, std::string(*rest), clock.now(), name);
    if (path == "/coverage") return coverage_page(store, name);
    if (is_feed(path)) return feed(store, request, clock.now());
    if (path == "/api/articles") return api_articles(store, request);
    if (path == "/api/search") return api_search(store, request);
    if (const auto rest = behind(path, "/api/article/")) {
      if (const auto id = id_of(*rest)) return api_article(store, *id);
    }
    return fail(no_page(path));
  }

  /// "7", "7/versions", "7/page", "7/frame", "7/preview", "7/compare/8".
  Result<Response> of_article(const Request& request, store::Store& store,
                              std::string_view rest) const {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const auto id = id_of(rest.substr(0, slash));
    if (!id) return fail(no_page(request.path));
    const std::string_view what = rest.substr(slash);
    if (what.empty()) return article_page(store, *id, name);
    if (what == "/versions") return versions_page(store, *id, name);
    const auto part = request.query.find("part");
    const std::int64_t number = part == request.query.end() ? 1 : id_of(part->second).value_or(0);
    if (what == "/page") return stored_page(store, *id, number, name);
    if (what == "/frame") return framed_page(store, *id, number);
    if (what == "/preview") return preview_page(store, *id, number, selectors);
    if (const auto other = behind(what, "/compare/")) {
      if (const auto second = id_of(*other)) return comparison_page(store, *id, *second, name);
    }
    return fail(no_page(request.path));
  }

  [[nodiscard]] Response failure(const Request& request, const Error& error) const {
    const int status = status_of(error.code);
    if (!request.path.starts_with("/api/")) {
      return message_page(status, name, status == 404 ? "Not here" : "This did not work",
                          error.message);
    }
    return {.status = status,
            .type = "application/json",
            .body = "{\"error\":" + to_json_string(error.message) + "}\n"};
  }

  const std::string name;
  const std::filesystem::path selectors;
  const Clock& clock;
  StorePool stores;
};

ReadingRoom::ReadingRoom(std::string database, std::string name, std::filesystem::path selectors,
                         const Clock& clock)
    : state_(std::make_unique<State>(std::move(database), std::move(name), std::move(selectors),
                                     clock)) {}

ReadingRoom::~ReadingRoom() = default;

Result<void> ReadingRoom::open() {
  auto store = state_->stores.lend();
  if (!store) return fail(store.error());
  return {};
}

Response ReadingRoom::answer(const Request& request) {
  if (request.path == "/style.css") return style_response();
  auto store = state_->stores.lend();
  if (!store) return state_->failure(request, store.error());
  auto page = state_->page(request, **store);
  if (page) return std::move(*page);
  if (status_of(page.error().code) >= 500) store->drop();
  return state_->failure(request, page.error());
}

}  // namespace tearsheet::serve
