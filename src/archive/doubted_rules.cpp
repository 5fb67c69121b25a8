#include "archive/doubted_rules.h"

#include <utility>

namespace tearsheet::archive {

Result<void> RuleDoubts::load(store::RuleStore& store) {
  auto states = store.rule_states();
  if (!states) return fail(states.error());
  for (store::RuleState& state : *states) {
    if (state.doubt.is_alarm && state.doubt.since)
      by_site_[state.site_key].push_back(std::move(state));
  }
  return {};
}

extract::FieldSet RuleDoubts::of(std::string_view site, std::string_view rules,
                                 SysTime fetched_at) const {
  extract::FieldSet doubted;
  const auto known = by_site_.find(site);
  if (known == by_site_.end()) return doubted;
  for (const store::RuleState& state : known->second) {
    if (state.rules != rules || fetched_at < *state.doubt.since) continue;
    for (std::size_t i = 0; i < extract::kRuledFields.size(); ++i) {
      if (state.doubt.rule == extract::kRuledFields[i].name)
        doubted.add(static_cast<extract::RuledField>(i));
    }
  }
  return doubted;
}

}  // namespace tearsheet::archive
