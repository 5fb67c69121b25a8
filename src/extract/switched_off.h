// Fields that a site file says have no value, whatever the page says: `author = []`.
#pragma once

#include <vector>

#include "extract/extract.h"

namespace tearsheet::extract {

/// Empties them in `out`, with what is noted of where they came from. `explain` may be null.
void drop_switched_off(const site::ArticleRules& layout, std::vector<Explanation>* explain,
                       records::Article& out);

}  // namespace tearsheet::extract
