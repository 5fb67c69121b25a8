#include "extract/kind/kind_model.h"

namespace tearsheet::extract {

float article_odds(const KindRow& row) {
  return tree_sums(kind_trees(), std::span<const KindRow>(&row, 1)).front();
}

}  // namespace tearsheet::extract
