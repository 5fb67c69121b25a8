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

// An address that was given is of no kind that is known before: a feed is what named an article that
// nothing but feeds (via: 2) named.
Result<std::vector<SiteAddress>> SqliteStore::feeds() {
  return guarded<std::vector<SiteAddress>>(file_, [&]() -> Result<std::vector<SiteAddress>> {
    std::vector<SiteAddress> all;
    Use row(statements_(
        "SELECT DISTINCT u.url, s.key FROM _url u JOIN _visit v ON v.url_id = u.id AND v.state = ?1"
        " JOIN sites s ON s.id = u.site_id WHERE u.kind = ?2 OR (u.kind <> ?3 AND u.key IN (SELECT"
        " source FROM _url WHERE kind = ?3 AND via = 2)) ORDER BY s.key, u.url"));
    row.integer(static_cast<int>(VisitState::kStored))
        .integer(static_cast<int>(UrlKind::kFeed))
        .integer(static_cast<int>(UrlKind::kArticle));
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
