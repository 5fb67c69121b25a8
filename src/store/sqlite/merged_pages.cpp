#include "store/sqlite/merged_pages.h"

#include "store/sqlite/dictionaries.h"

namespace tearsheet::store::sqlite {
namespace {

constexpr std::size_t kMaxPage = 100'000'000;  // bytes; no page that is stored comes near it

}  // namespace

MergedPages::MergedPages(SQLite::Database& database, Statements& statements, Evidence& evidence,
                         const std::filesystem::path& other, MergeReceipt& receipt)
    : database_(database),
      statements_(statements),
      evidence_(evidence),
      receipt_(receipt),
      dictionaries_(make_dictionary_source(other)),
      unpacker_(&dictionaries_) {
  Prepared sites(
      database,
      "SELECT DISTINCT u.site_id FROM other._url u WHERE u.kind = 0 AND u.key IN (SELECT key FROM"
      " main._removed) AND u.key NOT IN (SELECT key FROM other._removed)");
  Use row(sites);
  while (row.step()) withheld_.insert(row.integer_at(0));
  // As raw_pages.cpp has it: the ledger has no index by address.
  database.exec(
      "CREATE TEMP TABLE their_not_modified(url TEXT, at INTEGER, address TEXT);"
      "INSERT INTO temp.their_not_modified SELECT url, CAST(round((julianday(started) - 2440587.5) *"
      " 86400000) AS INTEGER), address FROM other.fetches WHERE status = 304 AND purpose = 'article';"
      "CREATE INDEX temp.their_not_modified_url ON their_not_modified(url, at)");
}

Result<std::int64_t> MergedPages::take(std::int64_t theirs, std::int64_t article_id) {
  std::int64_t url = 0, site = 0;
  RawPage page;
  {
    Use row(statements_(
        "SELECT m.ours, u.site_id, r.size, r.body, r.dictionary, (SELECT o.id FROM main._raw_page o"
        " WHERE CASE WHEN ?2 <> 0 THEN o.article_id = ?2 ELSE o.url_id = m.ours AND o.article_id IS"
        " NULL END AND o.url = r.url AND o.fetched_at = r.fetched_at), length(r.headers) FROM"
        " other._raw_page r JOIN other._url u ON u.id = r.url_id JOIN temp.merged_url m ON m.theirs ="
        " r.url_id WHERE r.id = ?1"));
    row.integer(theirs).integer(article_id);
    if (!row.step()) return 0;
    if (!row.is_null(5)) {
      const std::int64_t here = row.integer_at(5);
      take_assets(theirs, here);
      return here;
    }
    url = row.integer_at(0);
    site = row.integer_at(1);
    page.size = static_cast<std::size_t>(row.integer_at(2));
    page.compressed = row.text_at(3);
    page.dictionary = row.is_null(4) ? 0 : row.integer_at(4);
    receipt_.bytes += row.integer_at(6);
  }
  std::int64_t dictionary = 0;
  if (page.dictionary != 0 && withheld_.contains(site)) {
    const auto body = unpacker_.unpack(page, kMaxPage);
    if (!body) return 0;  // it could be read in the other no more either
    alone_.pack({}, *body, page);
  } else if (page.dictionary != 0) {
    dictionary = dictionary_of(page.dictionary, site);
    if (dictionary == 0) return 0;
  }
  Use row(statements_(
      "INSERT INTO main._raw_page(url_id, article_id, url, fetched_at, status, headers, size, body,"
      " address, extractor, rules, digest, dictionary) SELECT ?2, nullif(?3, 0), url, fetched_at,"
      " status, headers, size, ?4, address, extractor, rules, digest, nullif(?5, 0) FROM"
      " other._raw_page WHERE id = ?1"));
  row.integer(theirs).integer(url).integer(article_id).blob(page.compressed).integer(dictionary);
  row.run();
  const std::int64_t ours = database_.getLastInsertRowid();
  evidence_.add(EvidenceKind::kPage, ours);
  ++receipt_.raw_pages;
  receipt_.bytes += static_cast<std::int64_t>(page.compressed.size());
  take_revisits(theirs, ours);
  take_assets(theirs, ours);
  return ours;
}

// Of a page whose pictures were looked for here it is known what it shows.
void MergedPages::take_assets(std::int64_t theirs, std::int64_t ours) {
  {
    Use row(statements_(
        "INSERT INTO main._page_with_assets(raw_page) SELECT ?2 WHERE EXISTS (SELECT 1 FROM"
        " other._page_with_assets WHERE raw_page = ?1) AND NOT EXISTS (SELECT 1 FROM"
        " main._page_with_assets WHERE raw_page = ?2)"));
    row.integer(theirs).integer(ours).run();
    if (database_.getChanges() == 0) return;
  }
  std::vector<std::int64_t> shown;
  {
    Use row(statements_("SELECT asset FROM other._page_asset WHERE raw_page = ? ORDER BY asset"));
    row.integer(theirs);
    while (row.step()) shown.push_back(row.integer_at(0));
  }
  for (const std::int64_t asset : shown) {
    const std::int64_t here = asset_of(asset);
    if (here == 0) continue;  // damaged: it is not there
    Use row(statements_("INSERT OR IGNORE INTO main._page_asset(raw_page, asset) VALUES (?,?)"));
    row.integer(ours).integer(here).run();
  }
}

// Pages share pictures: one that is here is used.
std::int64_t MergedPages::asset_of(std::int64_t theirs) {
  {
    Use same(statements_(
        "SELECT o.id FROM other._asset t JOIN main._asset o ON o.url = t.url AND o.fetched_at ="
        " t.fetched_at AND o.status = t.status AND o.headers = t.headers AND o.body = t.body WHERE"
        " t.id = ?"));
    if (same.integer(theirs).step()) return same.integer_at(0);
  }
  Use row(statements_(
      "INSERT INTO main._asset(url, fetched_at, checked_at, status, headers, body, address, etag,"
      " last_modified) SELECT url, fetched_at, checked_at, status, headers, body, address, etag,"
      " last_modified FROM other._asset WHERE id = ?"));
  row.integer(theirs).run();
  if (database_.getChanges() == 0) return 0;
  const std::int64_t ours = database_.getLastInsertRowid();
  evidence_.add(EvidenceKind::kAsset, ours);
  ++receipt_.assets;
  return ours;
}

// One that is here byte for byte is used: a merge that was cut off left it.
std::int64_t MergedPages::dictionary_of(std::int64_t theirs, std::int64_t site) {
  const auto known = ours_of_.find(theirs);
  if (known != ours_of_.end()) return known->second;
  std::int64_t& ours = ours_of_[theirs];
  {
    Use same(statements_(
        "SELECT d.id FROM other._dictionary t JOIN main._dictionary d ON d.site_id = (SELECT ours"
        " FROM temp.merged_site WHERE theirs = ?2) AND d.size = t.size AND d.body = t.body WHERE"
        " t.id = ?1"));
    same.integer(theirs).integer(site);
    if (same.step()) return ours = same.integer_at(0);
  }
  Use row(statements_(
      "INSERT INTO main._dictionary(site_id, size, body) SELECT (SELECT ours FROM temp.merged_site"
      " WHERE theirs = ?2), size, body FROM other._dictionary WHERE id = ?1"));
  row.integer(theirs).integer(site).run();
  if (database_.getChanges() == 0) return 0;  // lost
  ours = database_.getLastInsertRowid();
  evidence_.add(EvidenceKind::kDictionary, ours);
  ++receipt_.dictionaries;
  return ours;
}

// The other's own 304s stand in its ledger, which is not merged.
void MergedPages::take_revisits(std::int64_t theirs, std::int64_t ours) {
  Use row(statements_(
      "INSERT OR IGNORE INTO main._revisit(raw_page, at, status, address) SELECT ?2, at, status,"
      " address FROM other._revisit WHERE raw_page = ?1 UNION SELECT ?2, n.at, 304, n.address FROM"
      " other._raw_page r JOIN temp.their_not_modified n ON n.url = r.url AND n.at >= r.fetched_at"
      " AND n.at < coalesce((SELECT min(p.fetched_at) FROM other._raw_page p WHERE p.article_id ="
      " r.article_id AND p.id > r.id AND p.url = r.url), 9223372036854775807) WHERE r.id = ?1"));
  row.integer(theirs).integer(ours).run();
}

std::vector<std::int64_t> MergedPages::without_article(std::int64_t after) {
  constexpr std::int64_t kBatch = 200;
  std::vector<std::int64_t> pages;
  Use row(statements_(
      "SELECT r.id FROM other._raw_page r JOIN other._url u ON u.id = r.url_id WHERE r.id >"
      " ?1 AND r.article_id IS NULL AND u.key NOT IN (SELECT key FROM main._removed)"
      " ORDER BY r.id LIMIT ?2"));
  row.integer(after).integer(kBatch);
  while (row.step()) pages.push_back(row.integer_at(0));
  return pages;
}

}  // namespace tearsheet::store::sqlite
