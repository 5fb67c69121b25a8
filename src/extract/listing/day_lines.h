// Dates that stand outside the cards of a listing: on the line of a link, or above a group of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "dates/dates.h"
#include "html/html.h"
#include "records/records.h"

namespace tearsheet::extract {

/// A link of a listing and the item that it belongs to.
struct ItemLink {
  std::uint32_t node = 0;  ///< Of the <a>.
  std::size_t item = 0;
};

/// Dates the items that have no date yet. Links parted by <br> have theirs on their own line
/// ("2025-03-11 - Title"); else, if no item has one, a line that is nothing but a date says it of
/// the links that follow, up to the next such line, if there are two or more of those with links
/// behind them (one alone may be today's, in the page's head), or if the items say the time of day. A
/// time alone is today's only where no such line stands. `links` in the order of the document. One
/// pass over the nodes from the page's first to the last of them.
void date_by_lines(const html::Document& page, const std::vector<ItemLink>& links,
                   const dates::DateOptions& options, std::vector<records::ListingItem>& items);

/// The date that a short line says, to the day at least. Empty if it is long, or says none.
[[nodiscard]] std::optional<dates::Timestamp> date_of_line(std::string_view line,
                                                           const dates::DateOptions& options);

/// "9:15", and nothing else.
[[nodiscard]] bool is_time_of_day(std::string_view line);

}  // namespace tearsheet::extract
