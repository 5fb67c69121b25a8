#include "extract/page/candidates.h"

#include <utility>

#include "text/text.h"

namespace tearsheet::extract {
namespace {

constexpr std::size_t kLongestShown = 200;  // characters

void clean(std::string& text) {
  text = text::clean_line(text);
  if (const auto kept = text::truncate(text, kLongestShown).size(); kept < text.size())
    text.resize(kept);
}

}  // namespace

records::FieldSource to_source(std::string field, const Candidate& candidate, double confidence) {
  const std::string& raw = candidate.raw.empty() ? candidate.value : candidate.raw;
  return {std::move(field), candidate.source, candidate.locator,
          std::string(text::truncate(raw, 200)), confidence};
}

void explain_all(std::vector<Explanation>* explain, const std::string& field,
                 const std::vector<Candidate>& candidates, std::size_t winner,
                 const std::string& why_won) {
  if (explain == nullptr) return;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const auto& one = candidates[i];
    explain->push_back({field, one.source, one.locator, std::string(text::truncate(one.value, 200)),
                        i == winner && !why_won.empty() ? why_won : one.why, one.weight,
                        i == winner});
  }
}

void clean_source(records::FieldSource& source) {
  clean(source.raw);
  clean(source.locator);
}

void clean_explanation(Explanation& one) {
  clean(one.value);
  clean(one.locator);
}

}  // namespace tearsheet::extract
