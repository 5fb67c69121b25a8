#include "extract/body_model.h"

#include <cmath>

namespace tearsheet::extract {

std::vector<float> body_probabilities(std::span<const FeatureRow> rows) {
  const TreeEnsemble trees = body_trees();
  std::vector<float> out(rows.size(), trees.base);
  // Tree by tree: its nodes stay in the cache while the rows pass.
  for (const std::uint16_t root : trees.roots) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const TreeNode* node = &trees.nodes[root];
      while (node->feature >= 0) {
        node = &trees.nodes[rows[i][static_cast<std::size_t>(node->feature)] <= node->value
                                ? node->left
                                : node->right];
      }
      out[i] += node->value;
    }
  }
  for (float& value : out) value = 1.0F / (1.0F + std::exp(-value));
  return out;
}

}  // namespace tearsheet::extract
