// The table of dictionaries, as both engines read it.
#pragma once

#include <fmt/format.h>

#include <memory>
#include <string>

#include "store/packing.h"
#include "store/share.h"

namespace tearsheet::store::sql {

/// One parameter: the site's key.
inline constexpr const char* kSelectNewestDictionary =
    "SELECT d.id, d.size, length(d.body), (SELECT count(*) FROM _dictionary c WHERE c.site_id ="
    " d.site_id) FROM _dictionary d WHERE d.site_id = (SELECT id FROM sites WHERE key = ?) ORDER BY"
    " d.id DESC LIMIT 1";
inline constexpr const char* kSelectDictionary = "SELECT size, body FROM _dictionary WHERE id = ?";

template <class Row>
DictionarySource::OfSite of_site(Row& row, const std::string& site_key) {
  DictionarySource::OfSite found;
  row.text(site_key);
  if (!row.step()) return found;
  found.newest = row.integer_at(0);
  found.size = static_cast<std::size_t>(row.integer_at(1));
  found.packed = static_cast<std::size_t>(row.integer_at(2));
  found.count = static_cast<int>(row.integer_at(3));
  return found;
}

template <class Row>
Result<Dictionary> load_dictionary(Row& row, std::int64_t id) {
  row.integer(id);
  if (!row.step())
    return fail(ErrorCode::kNotFound,
                fmt::format("dictionary {}, which stored pages need, is lost", id));
  Dictionary found;
  found.id = id;
  found.size = static_cast<std::size_t>(row.integer_at(0));
  found.frame = std::make_shared<const std::string>(row.text_at(1));
  return found;
}

}  // namespace tearsheet::store::sql
