#include "store/addresses.h"

#include "store/sqlite/sqlite_store.h"

namespace tearsheet::store::sqlite {

Result<std::vector<SiteAddress>> SqliteStore::addresses() {
  return guarded<std::vector<SiteAddress>>(file_, [&]() -> Result<std::vector<SiteAddress>> {
    std::vector<SiteAddress> all;
    Use row(statements_("SELECT url, site FROM _address ORDER BY site, url"));
    while (row.step()) all.push_back({std::string(row.text_at(0)), std::string(row.text_at(1))});
    return all;
  });
}

Result<void> SqliteStore::put_address(const SiteAddress& address) {
  return guarded<void>(file_, [&]() -> Result<void> {
    Use row(statements_("INSERT OR REPLACE INTO _address(url, site) VALUES (?,?)"));
    row.text(address.url).text(address.site).run();
    return {};
  });
}

Result<void> SqliteStore::drop_address(const SiteAddress& address) {
  return guarded<void>(file_, [&]() -> Result<void> {
    Use row(statements_("DELETE FROM _address WHERE url = ? AND site = ?"));
    row.text(address.url).text(address.site).run();
    return {};
  });
}

}  // namespace tearsheet::store::sqlite
