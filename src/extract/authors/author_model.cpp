#include "extract/authors/author_model.h"

namespace tearsheet::extract {

std::vector<float> expected_shares(std::span<const AuthorRow> rows) {
  return tree_sums(author_trees(), rows);
}

}  // namespace tearsheet::extract
