// Days that the scripts of a page hold, under names that say so.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "html/html.h"

namespace tearsheet::extract {

/// Views into the scripts.
struct StateDate {
  std::string_view key, value;
};

/// Of the state that scripts draw the page from: "publishedAt":"2025-03-11T19:40:00Z" in JSON; with
/// `with_code` also `var ct = "1741721990"` and `publishTime: '2025-03-11'` in code. O(scripts).
[[nodiscard]] std::vector<StateDate> dates_in_scripts(std::span<const html::DataScript> scripts,
                                                      bool with_code);

}  // namespace tearsheet::extract
