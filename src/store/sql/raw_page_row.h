// A stored raw page with what is known of its address, as both engines select it.
#pragma once

#include <string>

#include "store/raw_pages.h"
#include "store/sql/hint.h"

namespace tearsheet::store::sql {

/// Two parameters: fetched not before, and before. More conditions go behind it.
inline const std::string kSelectRawPages =
    "SELECT r.id, r.url_id, u.site_id, coalesce(r.article_id, 0), a.raw_page IS NOT DISTINCT FROM"
    " r.id, s.key, u.url, u.key, u.hint, r.url, r.fetched_at, r.status, r.headers, r.size, r.body,"
    " r.address, r.extractor, r.rules, r.dictionary FROM _raw_page r JOIN _url u ON u.id = r.url_id"
    " JOIN sites s ON s.id = u.site_id LEFT JOIN articles a ON a.id = r.article_id WHERE"
    " r.fetched_at >= ? AND r.fetched_at < ?";

template <class Row>
StoredRawPage raw_page_at(Row& row) {
  StoredRawPage stored;
  stored.id = row.integer_at(0);
  stored.url_id = row.integer_at(1);
  stored.site = row.integer_at(2);
  stored.article = row.integer_at(3);
  stored.current = row.integer_at(4) != 0;
  stored.site_key = row.text_at(5);
  stored.asked_url = row.text_at(6);
  stored.key = row.hash_at(7);
  if (!row.is_null(8)) stored.hint = hint_from_json(row.text_at(8));
  RawPage& page = stored.page;
  page.url = row.text_at(9);
  page.fetched_at = row.time_at(10).value_or(SysTime{});
  page.status = static_cast<int>(row.integer_at(11));
  page.headers = row.text_at(12);
  page.size = static_cast<std::size_t>(row.integer_at(13));
  page.compressed = row.text_at(14);
  page.address = row.text_at(15);
  page.extractor = static_cast<int>(row.integer_at(16));
  page.rules = row.text_at(17);
  page.dictionary = row.is_null(18) ? 0 : row.integer_at(18);
  return stored;
}

}  // namespace tearsheet::store::sql
