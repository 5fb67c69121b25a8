// A stored raw page with what is known of its address, as both engines select it.
#pragma once

#include <string>

#include "store/raw_pages.h"
#include "store/sql/hint.h"

namespace tearsheet::store::sql {

/// The columns of `_raw_page r` and its `_url u` that fill() reads.
inline const std::string kRawPageColumns =
    "u.url, u.key, u.hint, r.url, r.fetched_at, r.status, r.headers, r.size, r.body, r.address,"
    " r.extractor, r.rules, r.dictionary";
inline constexpr int kCountRawPageColumns = 13;

/// Two parameters: fetched not before, and before. More conditions go behind it.
inline const std::string kSelectRawPages =
    "SELECT " + kRawPageColumns +
    ", r.id, r.url_id, u.site_id, coalesce(r.article_id, 0), a.raw_page IS NOT DISTINCT FROM r.id,"
    " s.key FROM _raw_page r JOIN _url u ON u.id = r.url_id JOIN sites s ON s.id = u.site_id LEFT"
    " JOIN articles a ON a.id = r.article_id WHERE r.fetched_at >= ? AND r.fetched_at < ?";

/// What is known of the page's address, in a StoredRawPage or KeptPages.
template <class Known, class Row>
void fill_address(Known& known, Row& row) {
  known.asked_url = row.text_at(0);
  known.key = row.hash_at(1);
  if (!row.is_null(2)) known.hint = hint_from_json(row.text_at(2));
}

template <class Row>
void fill(RawPage& page, Row& row) {
  page.url = row.text_at(3);
  page.fetched_at = row.time_at(4).value_or(SysTime{});
  page.status = static_cast<int>(row.integer_at(5));
  page.headers = row.text_at(6);
  page.size = static_cast<std::size_t>(row.integer_at(7));
  page.compressed = row.text_at(8);
  page.address = row.text_at(9);
  page.extractor = static_cast<int>(row.integer_at(10));
  page.rules = row.text_at(11);
  page.dictionary = row.is_null(12) ? 0 : row.integer_at(12);
}

template <class Row>
StoredRawPage raw_page_at(Row& row) {
  StoredRawPage stored;
  fill_address(stored, row);
  fill(stored.page, row);
  stored.id = row.integer_at(kCountRawPageColumns);
  stored.url_id = row.integer_at(kCountRawPageColumns + 1);
  stored.site = row.integer_at(kCountRawPageColumns + 2);
  stored.article = row.integer_at(kCountRawPageColumns + 3);
  stored.current = row.integer_at(kCountRawPageColumns + 4) != 0;
  stored.site_key = row.text_at(kCountRawPageColumns + 5);
  return stored;
}

}  // namespace tearsheet::store::sql
