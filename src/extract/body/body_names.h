// What the body model's features are called; those of the hints by the hints' own names.
#pragma once

#include "extract/body/body_features.h"
#include "extract/model/names.h"

namespace tearsheet::extract {

inline constexpr auto kBodyNames = [] {
  auto names = enumerator_names<Feature, kFeatureCount>();
  static_assert(!is_enumerator<static_cast<Hint>(kHintCount)>());
  const auto hints = enumerator_names<Hint, kHintCount>();
  for (std::size_t i = 0; i < kHintCount; ++i)
    names.at(static_cast<std::size_t>(Feature::kHintFirst) + i) = hints.at(i);
  return names;
}();

}  // namespace tearsheet::extract
