// The fields that no rule found.
#pragma once

#include <vector>

#include "extract/draft.h"
#include "extract/groundwork.h"
#include "extract/rules.h"

namespace tearsheet::extract {

/// Fills what is still empty. `rules` strips the body where the draft has a layout. `explain` may be
/// null.
void fill_automatically(Groundwork& ground, RuleReader& rules, std::vector<Explanation>* explain,
                        Draft& draft);

}  // namespace tearsheet::extract
