// What is remembered of the rules of site files.
#include "store_fixture.h"

namespace tearsheet::store {
namespace {

class Rules : public StoreWithSite {
 protected:
  void put_state(const RuleState& state) {
    ASSERT_TRUE(store_->begin());
    ASSERT_TRUE(store_->put_rule_state(state));
    ASSERT_TRUE(store_->commit());
  }
};

TEST_F(Rules, AreKeptOncePerRuleAndOverARestart) {
  put_state({site_, {}, "r1", "1 2 3", {"title", std::nullopt, 0, 0, false}});
  put_state({site_, {}, "r1", "4 5 6", {"title", kNow, 3, 1, true}});
  put_state({site_, {}, "r1", "7", {"body", std::nullopt, 0, 0, false}});
  open();
  const auto states = store_->rule_states();
  ASSERT_TRUE(states);
  ASSERT_EQ(states->size(), 2U);
  const RuleState& title = states->at(1);
  EXPECT_EQ(title.site_key, "harbour");
  EXPECT_EQ(title.rules, "r1");
  EXPECT_EQ(title.history, "4 5 6");
  EXPECT_EQ(title.doubt.since, kNow);
  EXPECT_EQ(title.doubt.odd, 3);
  EXPECT_EQ(title.doubt.lies, 1);
  EXPECT_TRUE(title.doubt.is_alarm);
  EXPECT_FALSE(states->front().doubt.since);
}

TEST_F(Rules, OnlyAlarmsOfTodaysSiteFileAreInTheStatus) {
  put_state({site_, {}, "r1", "1", {"title", kNow, 3, 1, true}});
  put_state({site_, {}, "r0", "1", {"body", kNow, 3, 1, true}});
  put_state({site_, {}, "r1", "1", {"date", kNow, 1, 1, false}});
  const auto report = store_->status(kNow);
  ASSERT_TRUE(report);
  ASSERT_EQ(report->sites.size(), 1U);
  ASSERT_EQ(report->sites[0].alarms.size(), 1U);
  EXPECT_EQ(report->sites[0].alarms[0].rule, "title");
}

}  // namespace
}  // namespace tearsheet::store
