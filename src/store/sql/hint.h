// What a source says of a page, as _url keeps it. Private to store/.
#pragma once

#include <string>
#include <string_view>

#include "store/frontier.h"

namespace tearsheet::store::sql {

[[nodiscard]] std::string to_json(const Hint& hint);
[[nodiscard]] Hint hint_from_json(std::string_view text);
/// A bit for each kind of page that names addresses (_url.via); 0: a source's own address.
[[nodiscard]] int bit_of(std::string_view origin);

/// Eight columns from `column` on: state, status, visited_at, due_at, failures, unchanged, etag,
/// last_modified.
template <class Row>
Visit visit_at(Row& row, int column) {
  Visit visit;
  visit.state = static_cast<VisitState>(row.integer_at(column));
  visit.status = static_cast<int>(row.integer_at(column + 1));
  visit.visited_at = row.time_at(column + 2).value_or(SysTime{});
  visit.due_at = row.time_at(column + 3);
  visit.failures = static_cast<int>(row.integer_at(column + 4));
  visit.unchanged = static_cast<int>(row.integer_at(column + 5));
  visit.etag = row.text_at(column + 6);
  visit.last_modified = row.text_at(column + 7);
  return visit;
}

}  // namespace tearsheet::store::sql
