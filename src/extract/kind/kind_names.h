// What the kind model's features are called.
#pragma once

#include "extract/kind/kind_features.h"
#include "extract/model/names.h"

namespace tearsheet::extract {

inline constexpr auto kKindNames = enumerator_names<KindFeature, kKindFeatureCount>();

}  // namespace tearsheet::extract
