// Whether the rules of the site files still fit their sites: what the parse workers ask before and
// after a page, and what the writer makes of it, page by page in the order of storing. The test
// itself stands in learn/drift/.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "crawl/plan/outcome.h"
#include "learn/drift/drift.h"
#include "reading/reading.h"
#include "store/store.h"

namespace tearsheet::crawl {

/// So many articles of a site are compared in each round, whatever their rules' history says: a
/// redesign shows in the first of them.
inline constexpr int kComparedFirst = 5;
/// So much of a body stands in other articles as well: it is none of them.
inline constexpr double kRepeatedBody = 0.5;

class SiteRules {
 public:
  /// `sites` must outlive it.
  explicit SiteRules(const std::vector<SiteEntry>& sites) : sites_(sites), of_site_(sites.size()) {}
  SiteRules(const SiteRules&) = delete;
  SiteRules& operator=(const SiteRules&) = delete;
  /// What earlier rounds saw. States of another version of a site file are left out.
  Result<void> load(store::RuleStore& store);

  // The parse workers' side; any thread.

  /// Null: the site has no rules for articles.
  [[nodiscard]] bool has_rules(std::size_t site) const {
    return !sites_[site].definition->articles.empty();
  }
  [[nodiscard]] extract::RuleTrust trust(std::size_t site);
  /// The fields whose rules lie on this page, by its findings and by what stands on other pages;
  /// why is noted in the findings.
  [[nodiscard]] extract::FieldSet judge(std::size_t site, const records::Article& article,
                                        std::vector<extract::RuleFinding>& findings);
  /// Once the article is as it will be stored.
  void remember(std::size_t site, const records::Article& article);

  /// Whether the rules of a listing are known not to fit.
  [[nodiscard]] bool are_items_alarmed(std::size_t site, std::string_view address) const;

  // The writer's side; one thread.

  /// Gives the states that changed, to be stored.
  std::vector<store::RuleState> observe(const PageOutcome& page);

  /// The rules that do not fit; `is_new`: since this round.
  struct Alarm {
    std::size_t site = 0;
    store::RuleDoubt doubt;
    bool is_new = false;
  };
  [[nodiscard]] std::vector<Alarm> alarms() const;

 private:
  struct Site {
    std::map<std::string, learn::RuleHistory, std::less<>> rules;
    std::map<std::string, bool, std::less<>> alarmed_now;  ///< In this round.
    learn::SharedTexts texts;
    int compared = 0;
  };
  store::RuleState observe_one(std::size_t site, const std::string& rule, const learn::Sign& sign,
                               learn::Need need, SysTime at, int weight);

  const std::vector<SiteEntry>& sites_;
  mutable std::mutex mutex_;  // guards of_site_
  std::vector<Site> of_site_;
};

/// One page's view of them.
class PageRules final : public reading::RuleWatch {
 public:
  PageRules(SiteRules& rules, std::size_t site) : rules_(rules), site_(site) {}
  extract::RuleTrust trust() override { return rules_.trust(site_); }
  extract::FieldSet judge(const records::Article& article,
                          std::vector<extract::RuleFinding>& findings) override {
    return rules_.judge(site_, article, findings);
  }

 private:
  SiteRules& rules_;
  const std::size_t site_;
};

}  // namespace tearsheet::crawl
