// What was learned of sites that have no rules, as whoever learned it wrote it.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace tearsheet::store {

class SiteModelStore {
 public:
  /// By site (its row).
  virtual Result<std::vector<std::pair<std::int64_t, std::string>>> site_models() = 0;
  /// Between begin() and commit() or rollback().
  virtual Result<void> put_site_model(std::int64_t site, const std::string& model) = 0;

 protected:
  ~SiteModelStore() = default;
};

}  // namespace tearsheet::store
