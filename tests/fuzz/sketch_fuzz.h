// What must hold for the stored form of a document, whatever a database holds in its place; run by
// the fuzz target and, over its seeds, by the unit tests.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>

#include "dedup/dedup.h"
#include "dedup/sketch.h"

namespace tearsheet::dedup {

inline void check_sketch_properties(std::string_view input) {
  const auto require = [](bool holds) {
    if (!holds) std::abort();
  };
  const auto sketch = read_sketch(input);
  Clusters clusters;
  require(clusters.restore(1, 1, input, std::nullopt).has_value() == sketch.has_value());
  require(clusters.size() == (sketch ? 1U : 0U));
  if (!sketch) return;
  require(input.size() <= Fingerprint::kMaxBytes);
  require(std::is_sorted(sketch->lead.begin(), sketch->lead.end()));
  std::string again;
  append_sketch(again, *sketch);
  require(again == input);
  // Compared with itself, and with a text, in both directions.
  Fingerprint print;
  print.bytes = again;
  const Assignment same = clusters.add(2, print, std::nullopt);
  require(same.cluster == 1 || same.cluster == 2);
  require(same.score >= 0 && same.score <= 1);
  require(same.containment >= 0 && same.containment <= 1);
  const Story story{.title = "The harbour opens again in spring",
                    .text =
                        "The harbour opens again in spring, the council said on Monday after a "
                        "meeting.\nIt was closed for a hundred days of storm and ice.",
                    .host = "a.example"};
  const auto text = clusters.without_boilerplate(story, fingerprint(story));
  const Assignment other = clusters.add(3, text, std::nullopt);
  require(other.score >= 0 && other.score <= 1);
  clusters.forget_before(SysTime::max());
}

}  // namespace tearsheet::dedup
