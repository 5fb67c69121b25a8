// Names of time zones to offsets.
#pragma once

#include <optional>
#include <string_view>

#include "dates/civil.h"
#include "dates/cursor.h"

namespace tearsheet::dates {

/// Minutes east of UTC at a local time in `zone`: an IANA name or an offset ("+09:00"). Empty: no
/// such zone.
[[nodiscard]] std::optional<int> offset_in_zone(std::string_view zone, const CivilDate& date,
                                                int hour, int minute);
/// The same for an instant.
[[nodiscard]] std::optional<int> offset_in_zone(std::string_view zone, SysTime time);

/// What an abbreviation means ("KST", "EDT", "Z"; letters in any case). Several countries share
/// some of them (CST, IST, BST): where `site_zone` itself uses the abbreviation that year, its
/// meaning wins.
[[nodiscard]] std::optional<int> offset_of_abbreviation(std::string_view name,
                                                        const CivilDate& date, int hour, int minute,
                                                        std::string_view site_zone);
/// Is it a name that offset_of_abbreviation() knows?
[[nodiscard]] bool is_abbreviation(std::string_view name);

/// Whether a Cyrillic name of a zone begins there ("МСК", "МСК+2", "московскому времени").
[[nodiscard]] bool is_cyrillic_zone(std::string_view text);

/// A zone as it stands behind a time: "+0900", "GMT", "UTC+09:00", "GMT-0500", "KST", "Asia/Seoul".
/// Moves the cursor only if it is one.
[[nodiscard]] std::optional<int> scan_zone(Cursor& cursor, const CivilDate& date, int hour,
                                           int minute, std::string_view site_zone);

}  // namespace tearsheet::dates
