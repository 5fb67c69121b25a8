// What is shown of an article that a search found, as each engine selects it.
#pragma once

#include <vector>

#include "store/search.h"
#include "store/sql/snippet.h"

namespace tearsheet::store::sql {

/// Two parameters: the article's number, and that of its story.
inline constexpr const char* kSelectHit =
    "SELECT s.key, a.url, a.date, a.first_seen, a.language, a.title, a.summary, a.body,"
    " (SELECT count(*) FROM articles c WHERE c.duplicate_of = ?2)"
    " FROM articles a JOIN sites s ON s.id = a.site_id WHERE a.id = ?1";

template <class Row>
void fill(SearchHit& hit, Row& row, const std::vector<text::Needle>& needles) {
  hit.site = row.text_at(0);
  hit.url = row.text_at(1);
  hit.date = row.text_at(2);
  hit.first_seen = row.text_at(3);
  hit.language = row.text_at(4);
  hit.title = marked(row.text_at(5), needles);
  hit.snippet = snippet({row.text_at(6), row.text_at(7)}, needles);
  hit.copies = row.integer_at(8);
}

}  // namespace tearsheet::store::sql
