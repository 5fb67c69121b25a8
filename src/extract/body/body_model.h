// How likely each block of text belongs to the article.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "extract/body/body_features.h"

namespace tearsheet::extract {

/// A node of a decision tree: rows with features[feature] <= value go left. A leaf has feature -1
/// and its value.
struct TreeNode {
  std::int16_t feature;
  float value;
  std::uint16_t left, right;
};
struct TreeEnsemble {
  std::span<const TreeNode> nodes;
  std::span<const std::uint16_t> roots;
  float base;
};
/// body_model_table.cpp.
[[nodiscard]] TreeEnsemble body_trees();

/// Probabilities, one a row.
[[nodiscard]] std::vector<float> body_probabilities(std::span<const FeatureRow> rows);

}  // namespace tearsheet::extract
