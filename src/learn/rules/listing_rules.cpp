#include "learn/rules/listing_rules.h"

namespace tearsheet::learn {

ListingRules listing_rules(const ListingQuestion& /*question*/) {
  return {};
}

}  // namespace tearsheet::learn
