#include "archive/known_pages.h"

#include <algorithm>

namespace tearsheet::archive {

Result<void> KnownPages::load(store::Store& store) {
  auto read = store.each_article_url([&](store::UrlHash key, SysTime visited) {
    pages_.push_back({key, visited});
  });
  if (!read) return read;
  std::sort(pages_.begin(), pages_.end(),
            [](const Page& a, const Page& b) { return a.key < b.key; });
  return {};
}

SysTime KnownPages::visited(store::UrlHash key) const {
  const auto found =
      std::lower_bound(pages_.begin(), pages_.end(), key,
                       [](const Page& page, store::UrlHash k) { return page.key < k; });
  return found != pages_.end() && found->key == key ? found->visited : SysTime{};
}

}  // namespace tearsheet::archive
