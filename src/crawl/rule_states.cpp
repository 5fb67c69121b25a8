#include "crawl/rule_states.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace tearsheet::crawl {

std::string to_text(const learn::RuleHistory& history) {
  const auto counts = [](const learn::RuleCounts& of) {
    return fmt::format("{:.2f} {:.2f} {:.2f} {:.2f}", of.pages, of.wrong, of.compared, of.differed);
  };
  return fmt::format("{} {} {:.3f} {}", counts(history.calm), counts(history.doubt), history.score,
                     history.good);
}

learn::RuleHistory history_of(const store::RuleState& state) {
  learn::RuleHistory history;
  double good = 0;
  const std::array<double*, 10> numbers = {&history.calm.pages,     &history.calm.wrong,
                                           &history.calm.compared,  &history.calm.differed,
                                           &history.doubt.pages,    &history.doubt.wrong,
                                           &history.doubt.compared, &history.doubt.differed,
                                           &history.score,          &good};
  const char* at = state.history.data();
  const char* const end = at + state.history.size();
  for (double* const number : numbers) {
    while (at != end && *at == ' ') ++at;
    const auto read = std::from_chars(at, end, *number);
    if (read.ec != std::errc() || !(*number >= 0) || *number > 1e6) return {};
    at = read.ptr;
  }
  history.good = static_cast<int>(good);
  history.odd = state.doubt.odd;
  history.lies = state.doubt.lies;
  history.since = state.doubt.since;
  history.is_alarmed = state.doubt.is_alarm;
  return history;
}

std::string items_of(std::string_view address) {
  return "items of " + std::string(address);
}

}  // namespace tearsheet::crawl
