// Data of score_trees_table.cpp.
#pragma once

#include "base/trees.h"

namespace tearsheet::dedup {

/// Over the evidence in the order of kEvidenceNames; the sum is a logit.
[[nodiscard]] TreeEnsemble score_trees();

}  // namespace tearsheet::dedup
