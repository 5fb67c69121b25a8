#include "extract/authors/author_model.h"

namespace tearsheet::extract {

float expected_share(const AuthorRow& row) {
  const TreeEnsemble trees = author_trees();
  float sum = trees.base;
  for (const std::uint16_t root : trees.roots) {
    const TreeNode* node = &trees.nodes[root];
    while (node->feature >= 0) {
      const float value = row.at(static_cast<std::size_t>(node->feature));
      node = &trees.nodes[value <= node->value ? node->left : node->right];
    }
    sum += node->value;
  }
  return sum;
}

}  // namespace tearsheet::extract
