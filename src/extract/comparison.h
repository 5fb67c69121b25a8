// The site's rules held against what would be found without them.
#pragma once

#include "extract/draft.h"
#include "extract/groundwork.h"
#include "extract/rules.h"

namespace tearsheet::extract {

/// Sets Article::agreement: how far the automatic extraction says the same, field by field, where
/// rules chose. On one page in sixteen, because it costs as much again.
void compare_with_rules(Groundwork& ground, RuleReader& rules, Draft& draft);

}  // namespace tearsheet::extract
