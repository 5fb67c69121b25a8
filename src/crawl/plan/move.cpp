#include "crawl/plan/move.h"

#include <fmt/format.h>

namespace tearsheet::crawl {

std::string settle_move(const Task& task, const SiteEntry& site, store::Visit& visit) {
  const std::string before = task.before ? task.before->moved_to : std::string();
  if (visit.state != store::VisitState::kStored) {
    visit.moved_to = before;
    return {};
  }
  visit.moved_to = task.moved_to;
  const bool is_named = task.found.depth == 0;
  if (!is_named || site.definition->by_address || visit.moved_to.empty() ||
      visit.moved_to == before)
    return {};
  return fmt::format("{} moved for good to {}: write url = \"{}\" in {}", task.url.href(),
                     visit.moved_to, visit.moved_to, site.definition->file.string());
}

}  // namespace tearsheet::crawl
