#include "feed/rules.h"

#include <algorithm>
#include <tuple>

namespace tearsheet::feed {
namespace {

auto key(const Rule& rule) {
  return std::tuple(rule.vocabulary, rule.name);
}

}  // namespace

RuleSet::RuleSet(Family family) {
  const auto add = [this](std::span<const Rule> rules) {
    rules_.insert(rules_.end(), rules.begin(), rules.end());
  };
  if (family == Family::kSitemap) {
    add(sitemap_rules());
  } else {
    add(rss_rules());  // in Atom too: some mix them
    add(atom_rules());
    add(module_rules());
  }
  std::ranges::stable_sort(rules_, {}, key);
}

const Rule* RuleSet::find(Vocabulary vocabulary, std::string_view name, Scope scope) const {
  const auto wanted = std::tuple(vocabulary, name);
  for (auto at = std::ranges::lower_bound(rules_, wanted, {}, key);
       at != rules_.end() && key(*at) == wanted; ++at) {
    if ((at->scopes & scope) != 0) return &*at;
  }
  return nullptr;
}

}  // namespace tearsheet::feed
