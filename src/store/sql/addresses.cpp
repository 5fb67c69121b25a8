#include "store/addresses.h"

#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {

Result<std::vector<SiteAddress>> SqlStore::addresses() {
  return attempt<std::vector<SiteAddress>>([&]() -> Result<std::vector<SiteAddress>> {
    std::vector<SiteAddress> all;
    Use row(sql_("SELECT url, site FROM _address ORDER BY site, url"));
    while (row.step()) all.push_back({std::string(row.text_at(0)), std::string(row.text_at(1))});
    return all;
  });
}

// An address that was given is of no kind that is known before: a feed is what named an article that
// nothing but feeds (via: 2) named.
Result<std::vector<SiteAddress>> SqlStore::feeds() {
  return attempt<std::vector<SiteAddress>>([&]() -> Result<std::vector<SiteAddress>> {
    std::vector<SiteAddress> all;
    Use row(sql_(
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

Result<void> SqlStore::put_address(const SiteAddress& address) {
  return attempt<void>([&]() -> Result<void> {
    Use row(
        sql_("INSERT INTO _address(url, site) VALUES (?,?)"
             " ON CONFLICT(url) DO UPDATE SET site = excluded.site"));
    row.text(address.url).text(address.site).run();
    return {};
  });
}

Result<void> SqlStore::drop_address(const SiteAddress& address) {
  return attempt<void>([&]() -> Result<void> {
    Use row(sql_("DELETE FROM _address WHERE url = ? AND site = ?"));
    row.text(address.url).text(address.site).run();
    return {};
  });
}

}  // namespace tearsheet::store::sql
