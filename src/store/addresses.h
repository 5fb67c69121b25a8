// The addresses of sites that have no file.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace tearsheet::store {

struct SiteAddress {
  std::string url;
  std::string site;  ///< SiteRecord::key.
};

class AddressStore {
 public:
  /// By site, then by address.
  virtual Result<std::vector<SiteAddress>> addresses() = 0;
  /// Keeps one; that it is there already is no error. The store must have been opened for a run.
  virtual Result<void> put_address(const SiteAddress& address) = 0;
  /// That it is not there is no error.
  virtual Result<void> drop_address(const SiteAddress& address) = 0;

 protected:
  ~AddressStore() = default;
};

}  // namespace tearsheet::store
