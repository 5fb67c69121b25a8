// The fields that a site file's rules find.
#pragma once

#include <vector>

#include "extract/draft.h"
#include "extract/groundwork.h"
#include "extract/rules.h"

namespace tearsheet::extract {

/// Chooses the layout that fits the page and fills what its rules find. Nothing happens where the
/// site has no rules for articles. `explain` may be null.
void fill_by_rules(const Groundwork& ground, RuleReader& rules, std::vector<Explanation>* explain,
                   Draft& draft);

}  // namespace tearsheet::extract
