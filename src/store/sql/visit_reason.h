// What became of an address, in the words of a report.
#pragma once

#include <string>
#include <string_view>

#include "store/frontier.h"

namespace tearsheet::store::sql {

/// States that carry a note of their own keep it, without what differs from address to address.
[[nodiscard]] std::string reason_of(VisitState state, int status, std::string_view note);

}  // namespace tearsheet::store::sql
