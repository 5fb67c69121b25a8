// What is remembered of the rules of site files.
#include "store/sql/sql_store.h"

namespace tearsheet::store::sql {

Result<std::vector<RuleState>> SqlStore::rule_states() {
  return attempt<std::vector<RuleState>>([&]() -> Result<std::vector<RuleState>> {
    std::vector<RuleState> states;
    Use row(
        sql_("SELECT r.site_id, s.key, r.rules, r.history, r.rule, r.since, r.odd, r.lies,"
             " r.alarm FROM _rule r JOIN sites s ON s.id = r.site_id ORDER BY 1, 5"));
    while (row.step()) {
      RuleState& state = states.emplace_back();
      state.site = row.integer_at(0);
      state.site_key = row.text_at(1);
      state.rules = row.text_at(2);
      state.history = row.text_at(3);
      state.doubt.rule = row.text_at(4);
      state.doubt.since = row.time_at(5);
      state.doubt.odd = static_cast<int>(row.integer_at(6));
      state.doubt.lies = static_cast<int>(row.integer_at(7));
      state.doubt.is_alarm = row.integer_at(8) != 0;
    }
    return states;
  });
}

Result<void> SqlStore::put_rule_state(const RuleState& state) {
  return attempt<void>([&]() -> Result<void> {
    if (state.doubt.is_alarm && state.doubt.since) note_due_again(state);
    Use row(sql_(
        "INSERT INTO _rule(site_id, rule, rules, history, since, odd, lies, alarm)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(site_id, rule) DO UPDATE SET rules ="
        " excluded.rules, history = excluded.history, since = excluded.since, odd = excluded.odd,"
        " lies = excluded.lies, alarm = excluded.alarm"));
    row.integer(state.site)
        .text(state.doubt.rule)
        .text(state.rules)
        .text(state.history)
        .time_or_null(state.doubt.since)
        .integer(state.doubt.odd)
        .integer(state.doubt.lies)
        .integer(state.doubt.is_alarm ? 1 : 0);
    row.run();
    return {};
  });
}

}  // namespace tearsheet::store::sql
