// How the rules of site files fare, page by page: what the crawl remembers of them between runs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace tearsheet::store {

/// A rule that seems not to fit its site any more, or does not.
struct RuleDoubt {
  std::string rule;  ///< A field, as "title"; or "items of" and the address of a listing.
  std::optional<SysTime> since;  ///< The page with which it began; empty: all is well.
  int odd = 0;                   ///< Pages since then that spoke against the rule.
  int lies = 0;                  ///< Of them, where it found something false.
  bool is_alarm = false;
};

/// What is remembered of one rule.
struct RuleState {
  std::int64_t site = 0;
  std::string site_key;  ///< Not looked at where a state is put.
  std::string rules;     ///< Hash of the site file; of another one it says nothing.
  std::string history;   ///< The crawl's own.
  RuleDoubt doubt;
};

class RuleStore {
 public:
  virtual Result<std::vector<RuleState>> rule_states() = 0;
  /// Between begin() and commit() or rollback().
  virtual Result<void> put_rule_state(const RuleState& state) = 0;

 protected:
  ~RuleStore() = default;
};

}  // namespace tearsheet::store
