// Mappings of Unicode TR 46 that changed after Unicode 15.0.
#pragma once

#include <string>
#include <string_view>

namespace tearsheet::url {

/// Appends `utf8` with those characters mapped that revisions 31 to 35 (Unicode 15.1 to 17.0) map
/// and older ICU releases refuse. With a newer ICU nothing changes.
[[nodiscard]] std::string with_recent_mappings(std::string_view utf8);

}  // namespace tearsheet::url
