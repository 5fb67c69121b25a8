// The rule for a listing's next page.
#pragma once

#include "learn/rules/listed.h"
#include "learn/rules/listing_rules.h"

namespace tearsheet::learn {

/// Fills `next`: what leads from each page to the one that the automatic reading finds, and nowhere
/// where that finds none.
void find_next_rule(const ListedPages& pages, const ListingQuestion& question, ListingRules& out);

}  // namespace tearsheet::learn
