// Pictures and styles beside raw pages.
#include "store/assets.h"

#include "store/sqlite/sqlite_store.h"

namespace tearsheet::store::sqlite {

Result<std::vector<std::int64_t>> SqliteStore::bare_pages(SysTime since, std::int64_t most) {
  return guarded<std::vector<std::int64_t>>(file_, [&]() -> Result<std::vector<std::int64_t>> {
    std::vector<std::int64_t> pages;
    // Behind an article's first page come those of its other parts.
    Use row(statements_(
        "SELECT r.id FROM _raw_page r JOIN articles a ON a.id = r.article_id AND r.id >="
        " a.raw_page WHERE r.fetched_at >= ? AND NOT EXISTS (SELECT 1 FROM"
        " _page_with_assets p WHERE p.raw_page = r.id) ORDER BY r.id DESC LIMIT ?"));
    row.integer(since.time_since_epoch().count()).integer(most);
    while (row.step()) pages.push_back(row.integer_at(0));
    return pages;
  });
}

Result<std::optional<BarePage>> SqliteStore::bare_page(std::int64_t id) {
  using Found = std::optional<BarePage>;
  return guarded<Found>(file_, [&]() -> Result<Found> {
    Use row(
        statements_("SELECT r.id, u.site_id, r.url, r.fetched_at, r.status, r.headers, r.size,"
                    " r.body, r.dictionary FROM _raw_page r JOIN _url u ON u.id = r.url_id WHERE"
                    " r.id = ?"));
    if (!row.integer(id).step()) return Found();
    BarePage bare;
    bare.id = row.integer_at(0);
    bare.site = row.integer_at(1);
    bare.page.url = row.text_at(2);
    bare.page.fetched_at = row.time_at(3).value_or(SysTime{});
    bare.page.status = static_cast<int>(row.integer_at(4));
    bare.page.headers = row.text_at(5);
    bare.page.size = static_cast<std::size_t>(row.integer_at(6));
    bare.page.compressed = row.text_at(7);
    bare.page.dictionary = row.is_null(8) ? 0 : row.integer_at(8);
    return Found(std::move(bare));
  });
}

Result<std::optional<KnownAsset>> SqliteStore::asset_at(const std::string& url) {
  using Found = std::optional<KnownAsset>;
  return guarded<Found>(file_, [&]() -> Result<Found> {
    Use row(
        statements_("SELECT id, checked_at, headers, etag, last_modified FROM _asset WHERE url = ?"
                    " ORDER BY checked_at DESC, id DESC LIMIT 1"));
    if (!row.text(url).step()) return Found();
    KnownAsset known;
    known.id = row.integer_at(0);
    known.checked_at = row.time_at(1).value_or(SysTime{});
    known.headers = row.text_at(2);
    known.etag = row.text_at(3);
    known.last_modified = row.text_at(4);
    return Found(std::move(known));
  });
}

Result<std::string> SqliteStore::asset_body(std::int64_t id) {
  return guarded<std::string>(file_, [&]() -> Result<std::string> {
    Use row(statements_("SELECT body FROM _asset WHERE id = ?"));
    if (!row.integer(id).step()) return std::string();
    return std::string(row.text_at(0));
  });
}

Result<void> SqliteStore::put_assets(std::int64_t raw_page, const std::vector<Asset>& fresh,
                                     const std::vector<std::int64_t>& known,
                                     const std::vector<std::int64_t>& confirmed, SysTime checked) {
  return in_one<void>([&]() -> Result<void> {
    std::vector<std::int64_t> all = known;
    for (const Asset& asset : fresh) {
      Use row(
          statements_("INSERT INTO _asset(url, fetched_at, checked_at, status, headers, body,"
                      " address, etag, last_modified) VALUES (?,?,?,?,?,?,?,?,?)"));
      const std::int64_t at = asset.fetched_at.time_since_epoch().count();
      row.text(asset.url).integer(at).integer(at).integer(asset.status).text(asset.headers);
      row.blob(asset.body).text_or_null(asset.address).text_or_null(asset.etag);
      row.text_or_null(asset.last_modified).run();
      all.push_back(database_.getLastInsertRowid());
      evidence_.add(EvidenceKind::kAsset, all.back());
    }
    for (const std::int64_t id : all) {
      Use row(statements_("INSERT OR IGNORE INTO _page_asset(raw_page, asset) VALUES (?,?)"));
      row.integer(raw_page).integer(id).run();
    }
    for (const std::int64_t id : confirmed) {
      Use row(statements_("UPDATE _asset SET checked_at = ? WHERE id = ?"));
      row.integer(checked.time_since_epoch().count()).integer(id).run();
    }
    Use row(statements_("INSERT OR IGNORE INTO _page_with_assets(raw_page) VALUES (?)"));
    row.integer(raw_page).run();
    return {};
  });
}

Result<void> SqliteStore::assets_of(std::int64_t raw_page,
                                    const std::function<bool(std::int64_t, const Asset&)>& each) {
  return guarded<void>(file_, [&]() -> Result<void> {
    Use row(
        statements_("SELECT a.id, a.url, a.fetched_at, a.status, a.headers, a.body, a.address,"
                    " a.etag, a.last_modified FROM _page_asset p JOIN _asset a ON a.id = p.asset"
                    " WHERE p.raw_page = ? ORDER BY a.id"));
    row.integer(raw_page);
    while (row.step()) {
      Asset asset;
      asset.url = row.text_at(1);
      asset.fetched_at = row.time_at(2).value_or(SysTime{});
      asset.status = static_cast<int>(row.integer_at(3));
      asset.headers = row.text_at(4);
      asset.body = row.text_at(5);
      asset.address = row.text_at(6);
      asset.etag = row.text_at(7);
      asset.last_modified = row.text_at(8);
      if (!each(row.integer_at(0), asset)) break;
    }
    return {};
  });
}

}  // namespace tearsheet::store::sqlite
