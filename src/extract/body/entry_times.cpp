#include "extract/body/entry_times.h"

#include <algorithm>
#include <string_view>

#include "base/ascii.h"

namespace tearsheet::extract {
namespace {

constexpr float kLongestTime = 45;   // letters: "Updated 3 March 2026, 2:05 pm"
constexpr std::uint32_t kClose = 3;  // blocks: a headline and an author may stand between
constexpr std::size_t kFewestEntries = 4, kFewestHeaded = 3;  // headed: a headline follows the time
constexpr std::size_t kOneIn = 5;  // of the body's paragraphs begin an entry

/// "14:05", "14h05", "2.05 pm", with a day or not.
bool says_time(std::string_view text) {
  for (std::size_t i = 1; i + 2 < text.size(); ++i) {
    const bool is_clock = (text[i] == ':' || text[i] == 'h') && is_digit(text[i - 1]) &&
                          text[i + 1] >= '0' && text[i + 1] <= '5' && is_digit(text[i + 2]) &&
                          (i + 3 == text.size() || !is_digit(text[i + 3]));
    if (is_clock) return true;
  }
  return false;
}

}  // namespace

void add_entry_times(const Survey& survey, std::vector<std::uint32_t>& body) {
  const auto is_time = [&](std::uint32_t k) {
    const TextBlock& block = survey.blocks[k];
    const Ancestors& ancestors = survey.ancestors_of(block);
    return block.size <= kLongestTime && block.digits >= 3 && block.digits <= 14 &&
           !ancestors.has(Hint::kComment) && !ancestors.in(AncestorKind::kHidden) &&
           says_time(survey.text_of(block));
  };
  const auto is_headed = [&](std::uint32_t k) {
    return k + 1 < survey.blocks.size() &&
           survey.ancestors_of(survey.blocks[k + 1]).in(AncestorKind::kHeading);
  };
  std::vector<std::uint32_t> times;
  std::size_t entries = 0, headed = 0;
  std::size_t paragraphs = 0;
  std::uint32_t done = 0;  // blocks before were looked at
  for (const std::uint32_t i : body) {
    const TextBlock& block = survey.blocks[i];
    paragraphs += block.is_prose() ? 1 : 0;
    for (std::uint32_t k = std::max(done, i - std::min(i, kClose)); k < i; ++k) {
      if (is_time(k)) times.push_back(k);
    }
    if (is_time(i)) {
      ++entries;
      headed += is_headed(i) ? 1 : 0;
    }
    done = i + 1;
  }
  entries += times.size();
  headed += static_cast<std::size_t>(std::ranges::count_if(times, is_headed));
  const std::size_t fewest = headed == entries ? kFewestHeaded : kFewestEntries;
  if (entries < fewest || entries * kOneIn < paragraphs) return;
  const auto middle = static_cast<std::ptrdiff_t>(body.size());
  body.insert(body.end(), times.begin(), times.end());
  std::inplace_merge(body.begin(), body.begin() + middle, body.end());
  body.erase(std::unique(body.begin(), body.end()), body.end());
}

}  // namespace tearsheet::extract
