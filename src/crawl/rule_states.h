// A rule's history as the database keeps it.
#pragma once

#include <string>
#include <string_view>

#include "learn/drift/drift.h"
#include "store/store.h"

namespace tearsheet::crawl {

/// Numbers divided by spaces.
[[nodiscard]] std::string to_text(const learn::RuleHistory& history);
/// What cannot be read is a history that has not begun.
[[nodiscard]] learn::RuleHistory history_of(const store::RuleState& state);

/// As a doubt names a listing's rules.
[[nodiscard]] std::string items_of(std::string_view address);

}  // namespace tearsheet::crawl
