// Short selectors that an element could be found by.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "html/html.h"

namespace tearsheet::learn {

struct Selector {
  std::string css;
  double cost = 0;  ///< What is short and says what it means is cheap.
};

/// Words that names are not trusted for: sections, authors. Lower case.
using Avoided = std::set<std::string, std::less<>>;

/// Of the element alone: by its id, classes, attributes or name, never by position.
[[nodiscard]] std::vector<Selector> units_of(html::Node element, const Avoided& avoided);

/// Of the element, alone and below one of the five elements around it; cheapest first, a few
/// hundred at most.
[[nodiscard]] std::vector<Selector> selectors_of(html::Node element, const Avoided& avoided);

/// The same, but not above `scope`, which stands for the repeated block of a listing.
[[nodiscard]] std::vector<Selector> selectors_within(html::Node element, html::Node scope,
                                                     const Avoided& avoided);

}  // namespace tearsheet::learn
