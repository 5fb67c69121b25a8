// What stands in a listing's items: link, title, day, teaser.
#pragma once

#include <vector>

#include "learn/rules/listed.h"
#include "learn/rules/listing_rules.h"

namespace tearsheet::learn {

/// Fills link, title, date and summary; a rule that is not right on nearly all items is left out.
void find_item_parts(const std::vector<Item>& items, const ListingQuestion& question,
                     ListingRules& out);

}  // namespace tearsheet::learn
