// When an address is asked for again after what just came of it: failures ever more rarely, sources
// by their rhythm, archives that bring nothing ever more rarely.
#pragma once

#include <cstddef>

#include "crawl/plan/task.h"
#include "store/store.h"

namespace tearsheet::crawl {

/// What failed now, or of sources also what is gone, is tried again in a later run, or given up. A
/// source is never given up: it is the site; one that is dead is asked ever more rarely.
void plan_retry(const Task& task, store::Visit& visit);
/// A sitemap of the archive, or a following page of a listing, that brings nothing is asked ever
/// more rarely: an hour, two, four ... a week.
void slow_down(const Task& task, store::Visit& visit);
/// A source that was read brought so many new addresses. A listing's following pages are asked for
/// as long as the first one brings something; everything else that names articles has a rhythm.
void plan_visit(const Task& task, store::Visit& visit, std::size_t news);

}  // namespace tearsheet::crawl
