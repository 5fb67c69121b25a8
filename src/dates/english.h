// English month and day names: the ones that machine formats use whatever the page's language.
#pragma once

#include <optional>
#include <string_view>

namespace tearsheet::dates {

/// 1 to 12 for a name or a beginning of it of three letters or more, in any case ("Sept"); no full
/// stop.
[[nodiscard]] std::optional<int> english_month(std::string_view word);
/// 0 = Sunday.
[[nodiscard]] std::optional<int> english_weekday(std::string_view word);

}  // namespace tearsheet::dates
