// What a source says of a page, as _url keeps it.
#include "store/sql/hint.h"

#include <nlohmann/json.hpp>

namespace tearsheet::store::sql {

namespace {

using Json = nlohmann::json;

}  // namespace

int bit_of(std::string_view origin) {
  if (origin == "listing") return 1;
  if (origin == "feed") return 2;
  if (origin == "sitemap") return 4;
  return origin == "home" ? 8 : 0;
}

std::string to_json(const Hint& hint) {
  if (hint.empty()) return {};
  Json object = Json::object();
  object["from"] = hint.origin;
  if (!hint.title.empty()) object["title"] = hint.title;
  if (!hint.summary.empty()) object["summary"] = hint.summary;
  if (hint.published) object["published"] = hint.published->to_iso8601();
  if (hint.modified) object["modified"] = hint.modified->to_iso8601();
  if (!hint.authors.empty()) object["authors"] = hint.authors;
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Hint hint_from_json(std::string_view text) {
  Hint hint;
  const Json object = Json::parse(text, nullptr, false);
  if (!object.is_object()) return hint;
  const auto string_at = [&](const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  hint.origin = string_at("from");
  hint.title = string_at("title");
  hint.summary = string_at("summary");
  hint.published = dates::parse_iso8601(string_at("published"));
  hint.modified = dates::parse_iso8601(string_at("modified"));
  if (const auto authors = object.find("authors"); authors != object.end() && authors->is_array()) {
    for (const Json& author : *authors) {
      if (author.is_string()) hint.authors.push_back(author.get<std::string>());
    }
  }
  return hint;
}

}  // namespace tearsheet::store::sql
