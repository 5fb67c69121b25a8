// How likely each block of text belongs to the article.
#pragma once

#include <span>
#include <vector>

#include "base/trees.h"
#include "extract/body/body_features.h"

namespace tearsheet::extract {

/// body_model_table.cpp.
[[nodiscard]] TreeEnsemble body_trees();

/// Probabilities, one a row.
[[nodiscard]] std::vector<float> body_probabilities(std::span<const FeatureRow> rows);

}  // namespace tearsheet::extract
