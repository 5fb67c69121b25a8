// How much of a set of names is likely to be right: boosted trees over author_features.h.
#pragma once

#include <span>
#include <vector>

#include "base/trees.h"
#include "extract/authors/author_features.h"

namespace tearsheet::extract {

/// author_model_table.cpp.
[[nodiscard]] TreeEnsemble author_trees();

/// The expected F1 of the names and those of the article's authors, one a row: about 0 to 1.
[[nodiscard]] std::vector<float> expected_shares(std::span<const AuthorRow> rows);

}  // namespace tearsheet::extract
