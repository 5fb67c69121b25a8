// What made an article's row, as each engine selects it.
#pragma once

#include <string>

#include "store/reextraction.h"

namespace tearsheet::store::sql {

/// A condition over `articles a` goes behind it.
inline const std::string kSelectStamps =
    "SELECT a.id, a.raw_page IS NOT NULL, a.noarchive, s.key, a.url, a.extractor, a.rules FROM"
    " articles a JOIN sites s ON s.id = a.site_id";

/// Views are valid until the next step.
template <class Row>
ArticleStamp stamp_at(Row& row) {
  ArticleStamp stamp;
  stamp.article = row.integer_at(0);
  stamp.has_page = row.integer_at(1) != 0;
  stamp.noarchive = row.integer_at(2) != 0;
  stamp.site = row.text_at(3);
  stamp.url = row.text_at(4);
  stamp.extractor = static_cast<int>(row.integer_at(5));
  stamp.rules = row.text_at(6);
  return stamp;
}

}  // namespace tearsheet::store::sql
