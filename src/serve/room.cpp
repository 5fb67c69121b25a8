// Which page a path is.
#include <charconv>

#include "serve/article_page.h"
#include "serve/feeds.h"
#include "serve/listing.h"
#include "serve/serve.h"
#include "serve/store_pool.h"

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
          .body = std::string(style_sheet()),
          .headers = {{"Cache-Control", "max-age=3600"}}};
}

}  // namespace

struct ReadingRoom::State {
  State(std::filesystem::path database, const Clock& the_clock)
      : name(database.filename().string()), clock(the_clock), stores(std::move(database)) {}

  Result<Response> page(const Request& request, store::Store& store) {
    const std::string_view path = request.path;
    if (path == "/") {
      const auto query = list_query_of(request);
      if (!query) return fail(query.error());
      return front_page(store, *query, name);
    }
    if (const auto rest = behind(path, "/article/")) {
      if (const auto id = id_of(*rest)) return article_page(store, *id, name);
    }
    if (is_feed(path)) return feed(store, request, clock.now());
    if (path == "/api/articles") return api_articles(store, request);
    if (path == "/api/search") return api_search(store, request);
    if (const auto rest = behind(path, "/api/article/")) {
      if (const auto id = id_of(*rest)) return api_article(store, *id);
    }
    return fail(no_page(path));
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
  const Clock& clock;
  StorePool stores;
};

ReadingRoom::ReadingRoom(std::filesystem::path database, const Clock& clock)
    : state_(std::make_unique<State>(std::move(database), clock)) {}

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
  if (status_of(page.error().code) == 500) store->drop();
  return state_->failure(request, page.error());
}

}  // namespace tearsheet::serve
