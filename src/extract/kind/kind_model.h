// How likely a page is no article but a listing, a product, a thread of a forum: boosted trees over
// kind_features.h.
#pragma once

#include "base/trees.h"
#include "extract/kind/kind_features.h"

namespace tearsheet::extract {

/// kind_model_table.cpp.
[[nodiscard]] TreeEnsemble kind_trees();

/// Log odds that it is an article, on pages of sites like those of the fit: as many of each.
[[nodiscard]] float article_odds(const KindRow& row);

}  // namespace tearsheet::extract
