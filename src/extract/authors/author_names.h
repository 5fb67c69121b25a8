// What the author model's features are called, and behind them the values of the first, whose
// numbers the trees divide.
#pragma once

#include "extract/authors/author_features.h"
#include "extract/model/names.h"

namespace tearsheet::extract {

inline constexpr std::size_t kNameSourceCount = static_cast<std::size_t>(NameSource::kGroup) + 1;
static_assert(!is_enumerator<static_cast<NameSource>(kNameSourceCount)>());

inline constexpr auto kAuthorNames = [] {
  const auto features = enumerator_names<AuthorFeature, kAuthorFeatureCount>();
  const auto sources = enumerator_names<NameSource, kNameSourceCount>();
  std::array<std::string_view, kAuthorFeatureCount + kNameSourceCount> names;
  for (std::size_t i = 0; i < kAuthorFeatureCount; ++i) names.at(i) = features.at(i);
  for (std::size_t i = 0; i < kNameSourceCount; ++i)
    names.at(kAuthorFeatureCount + i) = sources.at(i);
  return names;
}();

}  // namespace tearsheet::extract
