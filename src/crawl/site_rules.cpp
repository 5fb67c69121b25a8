#include "crawl/site_rules.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "crawl/rule_states.h"
#include "text/text.h"

namespace tearsheet::crawl {
namespace {

// So many items that the rules of a listing miss tell as much as an article's page. A few links may
// stand beside a list that is empty today.
constexpr int kItemsAPage = 5;

std::uint64_t name_of(const records::Article& article) {
  return std::hash<std::string>{}(article.url);
}

learn::Need need_of(extract::RuledField field) {
  return extract::spec_of(field).is_everywhere ? learn::Need::kAlways : learn::Need::kOften;
}

store::RuleDoubt doubt_of(const std::string& rule, const learn::RuleHistory& history) {
  return {rule, history.since, history.odd, history.lies, history.is_alarmed};
}

}  // namespace

Result<void> SiteRules::load(store::RuleStore& store) {
  const auto states = store.rule_states();
  if (!states) return fail(states.error());
  for (const store::RuleState& state : *states) {
    for (std::size_t i = 0; i < sites_.size(); ++i) {
      if (sites_[i].row == state.site && sites_[i].definition->hash == state.rules)
        of_site_[i].rules.emplace(state.doubt.rule, history_of(state));
    }
  }
  return {};
}

extract::RuleTrust SiteRules::trust(std::size_t site) {
  const std::lock_guard lock(mutex_);
  Site& of = of_site_[site];
  extract::RuleTrust trust;
  for (std::size_t i = 0; i < extract::kRuledFields.size(); ++i) {
    const extract::RuledFieldSpec& spec = extract::kRuledFields[i];
    const auto field = static_cast<extract::RuledField>(i);
    const auto known = of.rules.find(spec.name);
    if (known != of.rules.end() && known->second.is_alarmed) trust.doubted.add(field);
    // What articles may lack is not compared. A rule that no page was read by is as young as can be.
    if (spec.is_everywhere && (of.compared < kComparedFirst || known == of.rules.end() ||
                               learn::wants_comparison(known->second)))
      trust.compared.add(field);
  }
  of.compared += trust.compared.empty() ? 0 : 1;
  return trust;
}

extract::FieldSet SiteRules::judge(std::size_t site, const records::Article& article,
                                   std::vector<extract::RuleFinding>& findings) {
  using extract::RuledField;
  const std::lock_guard lock(mutex_);
  const Site& of = of_site_[site];
  extract::FieldSet lying;
  for (extract::RuleFinding& finding : findings) {
    const auto known = of.rules.find(extract::spec_of(finding.field).name);
    const bool is_doubted = known != of.rules.end() && known->second.is_alarmed;
    if (!finding.is_found || is_doubted) continue;
    // An article at two addresses has everything in common; then both ways of reading agree.
    const bool is_alone = finding.lie.empty() && finding.agrees && !*finding.agrees;
    if (is_alone && finding.field == RuledField::kTitle &&
        of.texts.is_title_of_another(name_of(article), text::fold(article.title))) {
      finding.lie = "another article has the same title";
    } else if (is_alone && finding.field == RuledField::kBody &&
               of.texts.repeated(name_of(article), article.body) >= kRepeatedBody) {
      finding.lie = "most of its text stands in other articles as well";
    }
    if (!finding.lie.empty() && known != of.rules.end() && learn::was_honest(known->second))
      lying.add(finding.field);
  }
  return lying;
}

void SiteRules::remember(std::size_t site, const records::Article& article) {
  const std::string title = text::fold(article.title);
  const std::lock_guard lock(mutex_);
  of_site_[site].texts.note(name_of(article), title, article.body);
}

bool SiteRules::are_items_alarmed(std::size_t site, std::string_view address) const {
  const std::lock_guard lock(mutex_);
  const auto known = of_site_[site].rules.find(items_of(address));
  return known != of_site_[site].rules.end() && known->second.is_alarmed;
}

std::vector<store::RuleState> SiteRules::observe(const PageOutcome& page) {
  std::vector<store::RuleState> changed;
  const std::size_t site = page.task.site;
  const SysTime at = page.record.visit.visited_at;
  const std::lock_guard lock(mutex_);
  for (const extract::RuleFinding& finding : page.findings) {
    const learn::Sign sign{.is_found = finding.is_found,
                           .is_a_lie = !finding.lie.empty(),
                           .is_elsewhere = finding.is_elsewhere,
                           .agrees = finding.agrees};
    changed.push_back(observe_one(site, extract::spec_of(finding.field).name, sign,
                                  need_of(finding.field), at, 1));
  }
  if (page.items) {
    const learn::Sign sign{.is_found = page.items->by_rules > 0,
                           .is_elsewhere = page.items->missed > 0};
    changed.push_back(observe_one(site, items_of(page.task.source->url.href()), sign,
                                  learn::Need::kAlways, at,
                                  std::clamp(page.items->missed / kItemsAPage, 1, 3)));
  }
  return changed;
}

store::RuleState SiteRules::observe_one(std::size_t site, const std::string& rule,
                                        const learn::Sign& sign, learn::Need need, SysTime at,
                                        int weight) {
  Site& of = of_site_[site];
  learn::RuleHistory& history = of.rules[rule];
  const learn::Turn turn = learn::observe(history, sign, need, at, weight);
  if (turn != learn::Turn::kNone) of.alarmed_now[rule] = turn == learn::Turn::kAlarm;
  return {sites_[site].row, sites_[site].definition->id, sites_[site].definition->hash,
          to_text(history), doubt_of(rule, history)};
}

std::vector<SiteRules::Alarm> SiteRules::alarms() const {
  const std::lock_guard lock(mutex_);
  std::vector<Alarm> alarms;
  for (std::size_t i = 0; i < of_site_.size(); ++i) {
    for (const auto& [rule, history] : of_site_[i].rules) {
      if (!history.is_alarmed) continue;
      const auto now = of_site_[i].alarmed_now.find(rule);
      alarms.push_back(
          {i, doubt_of(rule, history), now != of_site_[i].alarmed_now.end() && now->second});
    }
  }
  return alarms;
}

}  // namespace tearsheet::crawl
