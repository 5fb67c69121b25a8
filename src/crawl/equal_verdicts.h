// Stories that a site answers all alike with something else: a wall, a page for times of repair, a
// server that knows nothing any more. Each verdict alone is no trouble; many equal ones are one.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "crawl/plan/outcome.h"

namespace tearsheet::crawl {

/// So many equal verdicts of one round at least, and more than half of the site's first looks at
/// announced stories.
inline constexpr std::size_t kEqualVerdicts = 5;

/// Of one site and round.
class EqualVerdicts {
 public:
  struct Told {
    std::string what, example;
    std::size_t count = 0;
  };
  void add(const Receipt& receipt);
  [[nodiscard]] std::optional<Told> told() const;

 private:
  std::size_t looks_ = 0;
  std::map<std::string, std::pair<std::size_t, std::string>> verdicts_;  // count, an address
};

}  // namespace tearsheet::crawl
