// The site's rules held against what would be found without them, and against what is known of the
// page from outside.
#pragma once

#include "extract/draft.h"
#include "extract/groundwork.h"
#include "extract/rules.h"

namespace tearsheet::extract {

/// Fills the context's findings, where they are asked for, and sets Article::agreement: how far the
/// automatic extraction says the same, field by field, where rules chose. The latter on one page in
/// eight (by its address), because it costs as much again; so do findings where the context asks
/// that they compare.
void compare_with_rules(Groundwork& ground, RuleReader& rules, Draft& draft);

}  // namespace tearsheet::extract
