// The addresses that the database knows, 24 bytes each. Private to archive/.
#pragma once

#include <optional>
#include <vector>

#include "store/store.h"

namespace tearsheet::archive {

/// Const after load(): any thread.
class KnownPages {
 public:
  Result<void> load(store::Store& store);
  /// When it was visited last; 1970: never.
  [[nodiscard]] SysTime visited(store::UrlHash key) const;
  [[nodiscard]] std::optional<std::int64_t> row(store::UrlHash key) const;

 private:
  struct Page {
    store::UrlHash key = 0;
    std::int64_t row = 0;
    SysTime visited{};
  };
  [[nodiscard]] const Page* find(store::UrlHash key) const;
  std::vector<Page> pages_;  // by key
};

}  // namespace tearsheet::archive
