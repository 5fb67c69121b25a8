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
  /// Feeds that were read, by site, then by address: given, or found on a site. Of those that were
  /// given alone, the addresses that brought articles as a feed does.
  virtual Result<std::vector<SiteAddress>> feeds() = 0;
  /// Keeps one; that it is there already is no error. The store must have been opened for a run.
  virtual Result<void> put_address(const SiteAddress& address) = 0;
  /// That it is not there is no error.
  virtual Result<void> drop_address(const SiteAddress& address) = 0;

 protected:
  ~AddressStore() = default;
};

}  // namespace tearsheet::store
