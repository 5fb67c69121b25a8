// What stands before a date and says what it is the date of.
#pragma once

#include <string_view>

namespace tearsheet::extract {

/// The text begins with "Updated", "Zuletzt aktualisiert" and the like: a day of change follows.
[[nodiscard]] bool says_updated(std::string_view text);
/// The text begins with "Published", "Veröffentlicht am", "Datum" and the like.
[[nodiscard]] bool says_published(std::string_view text);

}  // namespace tearsheet::extract
