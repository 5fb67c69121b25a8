// The addresses that the database knows, 16 bytes each. Private to archive/.
#pragma once

#include <vector>

#include "store/store.h"

namespace tearsheet::archive {

/// Const after load(): any thread.
class KnownPages {
 public:
  Result<void> load(store::Store& store);
  /// When it was visited last; 1970: never.
  [[nodiscard]] SysTime visited(store::UrlHash key) const;

 private:
  struct Page {
    store::UrlHash key = 0;
    SysTime visited{};
  };
  std::vector<Page> pages_;  // by key
};

}  // namespace tearsheet::archive
