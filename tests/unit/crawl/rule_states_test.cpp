// A rule's history in the database.
#include "crawl/rule_states.h"

#include <gtest/gtest.h>

namespace tearsheet::crawl {
namespace {

TEST(RuleStates, AHistoryComesBackAsItWent) {
  learn::RuleHistory history;
  for (int i = 0; i < 12; ++i) {
    learn::observe(history, {.is_found = i < 10, .is_elsewhere = true, .agrees = true},
                   learn::Need::kAlways, SysTime{std::chrono::seconds(i)});
  }
  ASSERT_TRUE(history.since);
  store::RuleState state;
  state.history = to_text(history);
  state.doubt = {"title", history.since, history.odd, history.lies, history.is_alarmed};
  const learn::RuleHistory back = history_of(state);
  EXPECT_EQ(back.calm, history.calm);
  EXPECT_EQ(back.doubt, history.doubt);
  EXPECT_NEAR(back.score, history.score, 0.001);
  EXPECT_EQ(back.since, history.since);
  EXPECT_EQ(back.odd, 2);
}

TEST(RuleStates, WhatCannotBeReadIsNoHistory) {
  const std::string good = to_text(learn::RuleHistory{});
  for (const std::string& text : {std::string(), std::string("1 2"), "x" + good, "nan" + good,
                                  "-1" + good, "1e300 " + good}) {
    SCOPED_TRACE(text);
    store::RuleState state;
    state.history = text;
    state.doubt.is_alarm = true;
    EXPECT_EQ(history_of(state), learn::RuleHistory{});
  }
}

}  // namespace
}  // namespace tearsheet::crawl
