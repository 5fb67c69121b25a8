#include <algorithm>
#include <cmath>

#include "learn/drift/drift.h"

namespace tearsheet::learn {
namespace {

// What a rule that no longer fits does: it finds nothing, or what is false, on most pages ...
constexpr double kBrokenWrong = 0.9;
// ... and says something else than the automatic extraction, which errs too, on most others.
constexpr double kBrokenDiffers = 0.8;

// Before there is a history: so many pages, of which so many were wrong. A rule for what every
// article has is taken for sound, so that three misses are an alarm; one for what they may lack, or
// another text than the automatic one, has to be seen for longer.
struct Prior {
  double pages, wrong;
};
constexpr Prior kAlwaysPrior{18.5, 0.5};
constexpr Prior kOftenPrior{10, 3};
constexpr Prior kDiffersPrior{10, 1};
// Whoever wrote a rule because the automatic extraction errs on the site wants no alarm of it.
constexpr double kMostDiffering = 0.34;
constexpr double kFewWrong = 0.2;

// The log likelihood ratio of a sign that is this likely after a redesign, and that often seen
// before.
double weight_of(bool is_odd, double broken, double share) {
  const double ratio = is_odd ? broken / share : (1 - broken) / (1 - share);
  return std::clamp(std::log(ratio), -kHeaviestSign, kHeaviestSign);
}

double share_of(double odd, double pages, Prior prior) {
  return (odd + prior.wrong) / (pages + prior.pages);
}

void fade(double& pages, double& odd) {
  if (pages <= kLongestMemory) return;
  odd *= kLongestMemory / pages;
  pages = kLongestMemory;
}

void make_history(RuleHistory& rule) {
  rule.calm.pages += rule.doubt.pages;
  rule.calm.wrong += rule.doubt.wrong;
  rule.calm.compared += rule.doubt.compared;
  rule.calm.differed += rule.doubt.differed;
  fade(rule.calm.pages, rule.calm.wrong);
  fade(rule.calm.compared, rule.calm.differed);
  rule.doubt = {};
}

// What a page adds to the score, by the history before the doubt began.
double weigh(RuleHistory& rule, const Sign& sign, Need need) {
  const RuleCounts& calm = rule.calm;
  RuleCounts& doubt = rule.doubt;
  const bool is_wrong = !sign.is_found || sign.is_a_lie;
  const double wrong = weight_of(
      is_wrong, kBrokenWrong,
      share_of(calm.wrong, calm.pages, need == Need::kAlways ? kAlwaysPrior : kOftenPrior));
  doubt.pages += 1;
  doubt.wrong += is_wrong ? 1 : 0;
  // What contradicts a rule from the first page on is wrong itself: a sitemap of invented days.
  if (sign.is_found && sign.is_a_lie && !was_honest(rule)) return 0;
  if (is_wrong || !sign.agrees) return wrong;
  doubt.compared += 1;
  doubt.differed += *sign.agrees ? 0 : 1;
  const double differs = weight_of(!*sign.agrees, kBrokenDiffers,
                                   share_of(calm.differed, calm.compared, kDiffersPrior));
  if (*sign.agrees) return std::min(wrong, differs);
  // That it found something speaks for no rule that finds the wrong thing.
  const bool has_history =
      calm.compared >= kFewestPages && calm.differed <= kMostDiffering * calm.compared;
  return has_history ? differs : 0.0;
}

Turn settle_alarm(RuleHistory& rule, const Sign& sign, int good) {
  const bool is_good = sign.is_found && !sign.is_a_lie && sign.agrees.value_or(false);
  rule.good = is_good ? good + 1 : 0;
  if (rule.good < kGoodPages) return Turn::kNone;
  rule.is_alarmed = false;
  rule.score = 0;
  rule.doubt = {};
  rule.odd = rule.lies = rule.good = 0;
  rule.since.reset();
  return Turn::kHealed;
}

}  // namespace

Turn observe(RuleHistory& rule, const Sign& sign, Need need, SysTime at, int weight) {
  if (!sign.is_found && !sign.is_elsewhere) return Turn::kNone;
  // What a broken rule does is none of its history.
  if (rule.is_alarmed) return settle_alarm(rule, sign, rule.good);
  Turn turn = Turn::kNone;
  for (int i = 0; i < weight && turn == Turn::kNone; ++i) {
    const double more = weigh(rule, sign, need);
    rule.score = std::max(0.0, rule.score + more);
    if (rule.score >= kAlarmScore) turn = Turn::kAlarm;
  }
  if (rule.score <= 0) {
    make_history(rule);
    rule.odd = rule.lies = 0;
    rule.since.reset();
    return turn;
  }
  if (!rule.since) rule.since = at;
  const bool is_odd = !sign.is_found || sign.is_a_lie || !sign.agrees.value_or(true);
  rule.odd += is_odd ? 1 : 0;
  rule.lies += is_odd && sign.is_found ? 1 : 0;
  rule.is_alarmed = turn == Turn::kAlarm;
  return turn;
}

bool was_honest(const RuleHistory& rule) {
  return rule.calm.pages >= kFewestPages && rule.calm.wrong <= kFewWrong * rule.calm.pages;
}

bool wants_comparison(const RuleHistory& rule) {
  return rule.is_alarmed || rule.since.has_value() || rule.calm.pages < kYoungPages;
}

}  // namespace tearsheet::learn
