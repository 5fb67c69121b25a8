// When an address that held no article is asked for again: feeds run ahead of their pages, and a
// page that answers with a challenge, a login form or "not found" today is a story tomorrow. A
// negative verdict on a young address is provisional.
#pragma once

#include <array>
#include <chrono>

#include "crawl/plan/task.h"

namespace tearsheet::crawl {

/// After the first, second ... negative answer; the one after the last is final, unless a source
/// gives the address another headline.
inline constexpr std::array<std::chrono::hours, 4> kAskedAgainAfter = {
    std::chrono::hours(1), std::chrono::hours(4), std::chrono::hours(24), std::chrono::hours(96)};
/// An address that its source dates further back is of an archive: its first answer is final. One
/// of which nobody says how old it is counts as young.
inline constexpr std::chrono::hours kYoungFor{7 * 24};
/// Addresses without an article, the newest ones, of which a run notices that a source gives them
/// another headline: 16 bytes and a node each.
inline constexpr std::size_t kMaxUnsettled = 50'000;

/// Whether the visit of an article's address ended without one, for now or for good.
[[nodiscard]] bool is_negative(store::VisitState state);
/// Counts the verdict in visit.unchanged and fills visit.due_at, if the verdict is negative and
/// nothing is stored at the address. `task` is an article's.
void plan_unsettled(const Task& task, store::PageRecord& record);

}  // namespace tearsheet::crawl
