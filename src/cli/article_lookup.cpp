#include "cli/article_lookup.h"

#include <charconv>

#include "reading/reading.h"
#include "store/share.h"
#include "url/url.h"

namespace tearsheet::cli {

Result<std::optional<std::int64_t>> find_article(store::Store& store, const std::string& named) {
  std::int64_t id = 0;
  const char* const end = named.data() + named.size();
  const auto read = std::from_chars(named.data(), end, id);
  if (read.ec == std::errc() && read.ptr == end) return std::optional(id);
  std::optional<store::UrlHash> key;
  if (const auto url = url::Url::parse(named)) key = reading::article_key(*url);
  return store.find_article(named, key);
}

Error no_article(const std::string& database, const std::string& named) {
  return {ErrorCode::kNotFound, store::shown_name(database) + ": no article " + named};
}

}  // namespace tearsheet::cli
