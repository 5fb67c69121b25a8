// How much of a set of names is likely to be right: boosted trees over author_features.h.
#pragma once

#include "extract/authors/author_features.h"
#include "extract/body/body_model.h"

namespace tearsheet::extract {

/// author_model_table.cpp.
[[nodiscard]] TreeEnsemble author_trees();

/// The expected F1 of the names and those of the article's authors: about 0 to 1.
[[nodiscard]] float expected_share(const AuthorRow& row);

}  // namespace tearsheet::extract
