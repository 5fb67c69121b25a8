// What is remembered of the rules of site files.
#include "store/sqlite/sqlite_store.h"

namespace tearsheet::store::sqlite {

Result<std::vector<RuleState>> SqliteStore::rule_states() {
  return guarded<std::vector<RuleState>>(file_, [&]() -> Result<std::vector<RuleState>> {
    std::vector<RuleState> states;
    Use row(
        statements_("SELECT r.site_id, s.key, r.rules, r.history, r.rule, r.since, r.odd, r.lies,"
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

Result<void> SqliteStore::put_rule_state(const RuleState& state) {
  return guarded<void>(file_, [&]() -> Result<void> {
    if (state.doubt.is_alarm && state.doubt.since) note_due_again(state);
    Use row(statements_(
        "INSERT OR REPLACE INTO _rule(site_id, rule, rules, history, since, odd, lies, alarm)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
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

// What came since the doubt began was read by a rule that does not fit; once, when that turns out.
void SqliteStore::note_due_again(const RuleState& alarm) {
  Use known(statements_("SELECT alarm FROM _rule WHERE site_id = ? AND rule = ? AND rules = ?"));
  known.integer(alarm.site).text(alarm.doubt.rule).text(alarm.rules);
  if (known.step() && known.integer_at(0) != 0) return;
  Use row(statements_(
      "INSERT OR IGNORE INTO _again SELECT a.id FROM articles a JOIN _raw_page r ON r.id ="
      " a.raw_page WHERE a.site_id = ? AND r.fetched_at >= ?"));
  row.integer(alarm.site).time_or_null(alarm.doubt.since).run();
}

}  // namespace tearsheet::store::sqlite
