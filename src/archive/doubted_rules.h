// Which rules of site files are not believed, by what the crawl found out of them: whatever is made
// again of stored pages is read as the crawl would read it now.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "extract/trust.h"
#include "reading/reading.h"
#include "store/store.h"

namespace tearsheet::archive {

class RuleDoubts {
 public:
  Result<void> load(store::RuleStore& store);
  /// Of a page that was fetched then and is read by the site file with this hash.
  [[nodiscard]] extract::FieldSet of(std::string_view site, std::string_view rules,
                                     SysTime fetched_at) const;

 private:
  std::map<std::string, std::vector<store::RuleState>, std::less<>> by_site_;  // alarms alone
};

/// One page's view of them.
class DoubtedRules final : public reading::RuleWatch {
 public:
  explicit DoubtedRules(extract::FieldSet doubted) : doubted_(doubted) {}
  extract::RuleTrust trust() override { return {.doubted = doubted_}; }
  extract::FieldSet judge(const records::Article& /*article*/,
                          std::vector<extract::RuleFinding>& /*findings*/) override {
    return {};
  }

 private:
  const extract::FieldSet doubted_;
};

}  // namespace tearsheet::archive
