// What a publisher allows, as a condition.
#pragma once

#include <string>

#include "store/articles.h"

namespace tearsheet::store::sql {

/// That its publisher allows the use that the filter is for; it is one. Articles are named `row`.
[[nodiscard]] std::string allowance_of(const ArticleFilter& filter, const std::string& row);

}  // namespace tearsheet::store::sql
