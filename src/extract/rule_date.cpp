#include "extract/rule_date.h"

#include <chrono>
#include <vector>

namespace tearsheet::extract {
namespace {

// Two ways of writing one moment, in whatever zones, are less than two days apart.
constexpr std::chrono::hours kAnotherDay{48};

}  // namespace

std::optional<dates::Timestamp> rule_date(const Groundwork& ground, RuleReader& reader,
                                          const site::Rules& rules, const char* field,
                                          RuleValue* found) {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (rules[i].automatic) return std::nullopt;
    std::vector<RuleValue> values;
    if (reader.read({&rules[i], 1}, field, ground.page.root(), values) != RuleOutcome::kFound)
      continue;
    for (auto& value : values) {
      if (auto time = RuleReader::date_of(value, ground.dates)) {
        if (found != nullptr) *found = std::move(value);
        return time;
      }
    }
  }
  return std::nullopt;
}

bool is_visit(const PageContext& context, const dates::Timestamp& day) {
  const auto apart = context.now ? *context.now - day.to_sys() : std::chrono::milliseconds::max();
  return std::chrono::abs(apart) < std::chrono::hours(36);
}

std::string date_lie(const PageContext& context, const dates::Timestamp& day) {
  const SysTime said = day.to_sys();
  const auto* const hint = context.hint;
  if (hint != nullptr && hint->published) {
    const SysTime announced = hint->published->to_sys();
    if (said >= announced + kAnotherDay || said + kAnotherDay <= announced)
      return "its source names another day";
  }
  if (context.changed && said >= context.changed->to_sys() + kAnotherDay)
    return "it is later than the last change that the sitemap names";
  return {};
}

}  // namespace tearsheet::extract
