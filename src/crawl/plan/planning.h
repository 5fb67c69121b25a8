// A page while it is planned. Private to plan/.
#pragma once

#include <cstddef>

#include "crawl/plan/plan.h"

namespace tearsheet::crawl {

/// So many pages of one pattern without an article among them: a calendar, a gallery of tags, a
/// wall of soft 404s.
inline constexpr int kTrapPages = 25;

struct Planner::Work {
  PageOutcome& page;
  Plan& plan;
  KnownArticles articles;
  SysTime now;
  std::size_t taken = 0;  ///< Addresses that nobody knew before this run.
  int streak = 0;         ///< Known items in a row at the end of the page.

  [[nodiscard]] Receipt& receipt() const { return plan.receipt; }
  [[nodiscard]] store::PageChanges& changes() const { return plan.changes; }
};

}  // namespace tearsheet::crawl
