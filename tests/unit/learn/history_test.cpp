// Whether a rule still fits: what a row of pages makes of its history.
#include <gtest/gtest.h>

#include <string>

#include "learn/drift/drift.h"

namespace tearsheet::learn {
namespace {

// A letter a page: '+' found and agreed, '.' found and not compared, '-' nothing found, '~' another
// text than the automatic one, '!' a lie, ' ' neither the rule nor anybody found anything.
Sign sign_of(char letter) {
  switch (letter) {
    case '+':
      return {.is_found = true, .is_elsewhere = true, .agrees = true};
    case '.':
      return {.is_found = true, .is_elsewhere = true};
    case '-':
      return {.is_elsewhere = true};
    case '~':
      return {.is_found = true, .is_elsewhere = true, .agrees = false};
    case '!':
      return {.is_found = true, .is_a_lie = true, .is_elsewhere = true, .agrees = false};
    default:
      return {};
  }
}

std::string repeat(const char* pages, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += pages;
  return all;
}

// The page (from 1) with which the alarm came; 0: none did.
int alarm_at(const std::string& pages, Need need, RuleHistory* out = nullptr) {
  RuleHistory rule;
  int page = 0, alarm = 0;
  for (const char letter : pages) {
    ++page;
    const SysTime at{std::chrono::seconds(page)};
    if (observe(rule, sign_of(letter), need, at) == Turn::kAlarm && alarm == 0) alarm = page;
  }
  if (out != nullptr) *out = rule;
  return alarm;
}

TEST(RuleHistory, TellsWhenARuleNoLongerFits) {
  const struct {
    const char* name;
    std::string pages;
    Need need;
    int first, last;  // the alarm comes within these pages; 0: never
  } cases[] = {
      {"nothing found any more", repeat("+", 40) + "-----", Need::kAlways, 43, 43},
      {"without comparisons", repeat(".", 400) + "-----", Need::kAlways, 403, 403},
      {"two odd pages", repeat("+", 40) + "--" + repeat("+", 40), Need::kAlways, 0, 0},
      {"an odd page now and then", repeat("+++++++++-", 100), Need::kAlways, 0, 0},
      {"odd pages in pairs", repeat(repeat("+", 48).append("--").c_str(), 20), Need::kAlways, 0, 0},
      {"a rule that never fitted", "-----", Need::kAlways, 3, 3},
      {"a field that articles may lack never came", repeat("-", 20), Need::kOften, 4, 9},
      {"pages without the field", repeat("+", 20) + repeat(" ", 50), Need::kOften, 0, 0},
      {"missed on a third of the pages", repeat("++-", 300), Need::kOften, 0, 0},
      {"missed on a third, then on all", repeat("++-", 50) + repeat("-", 20), Need::kOften, 155,
       164},
      {"a lie on every page", repeat("+", 40) + "!!!!!", Need::kAlways, 43, 43},
      {"lies from the first page on", repeat("!", 200), Need::kAlways, 0, 0},
      {"another text than the automatic one", repeat("+", 40) + "~~~~~~", Need::kAlways, 43, 44},
      {"another text from the first page on", repeat("~", 200), Need::kAlways, 0, 0},
      {"another text on half of the pages, ever", repeat("+~", 200), Need::kAlways, 0, 0},
      {"half of the pages are of the new layout", repeat("+", 60) + repeat("-+", 40), Need::kAlways,
       63, 85},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.name);
    const int alarm = alarm_at(one.pages, one.need);
    EXPECT_GE(alarm, one.first);
    EXPECT_LE(alarm, one.last);
  }
}

TEST(RuleHistory, RemembersWithWhichPageItBegan) {
  RuleHistory rule;
  ASSERT_EQ(alarm_at(repeat("+", 30) + "--++" + repeat("+", 20) + "-!-", Need::kAlways, &rule), 57);
  EXPECT_EQ(rule.since, SysTime{std::chrono::seconds(55)});
  EXPECT_EQ(rule.odd, 3);
  EXPECT_EQ(rule.lies, 1);
}

TEST(RuleHistory, IsTakenBackByGoodPagesAlone) {
  RuleHistory rule;
  alarm_at(repeat("+", 30) + "----" + "++++.", Need::kAlways, &rule);
  EXPECT_TRUE(rule.is_alarmed);
  alarm_at(repeat("+", 30) + "----" + "+++++", Need::kAlways, &rule);
  EXPECT_FALSE(rule.is_alarmed);
  EXPECT_FALSE(rule.since);
  EXPECT_EQ(rule.score, 0);
}

TEST(RuleHistory, APageOfManyMissedItemsIsWorthMany) {
  RuleHistory list;
  EXPECT_EQ(observe(list, sign_of('-'), Need::kAlways, SysTime{}, 3), Turn::kAlarm);
  RuleHistory one;
  EXPECT_EQ(observe(one, sign_of('-'), Need::kAlways, SysTime{}, 1), Turn::kNone);
}

TEST(RuleHistory, ALieIsBelievedOfAnHonestRuleAlone) {
  RuleHistory young, honest, liar;
  alarm_at("+++++", Need::kAlways, &young);
  alarm_at(repeat("+", 20), Need::kAlways, &honest);
  alarm_at(repeat("+!", 20), Need::kAlways, &liar);
  EXPECT_FALSE(was_honest(young));
  EXPECT_TRUE(was_honest(honest));
  EXPECT_FALSE(was_honest(liar));
}

TEST(RuleHistory, IsComparedWhileYoungOrSuspicious) {
  RuleHistory young, old, suspicious;
  alarm_at(repeat("+", static_cast<int>(kFewestPages)), Need::kAlways, &young);
  alarm_at(repeat(".", static_cast<int>(kYoungPages)), Need::kAlways, &old);
  alarm_at(repeat(".", 150) + "-", Need::kAlways, &suspicious);
  EXPECT_TRUE(wants_comparison(young));
  EXPECT_FALSE(wants_comparison(old));
  EXPECT_TRUE(wants_comparison(suspicious));
}

}  // namespace
}  // namespace tearsheet::learn
