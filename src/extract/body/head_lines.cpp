#include "extract/body/head_lines.h"

#include <algorithm>
#include <chrono>
#include <string>

#include "base/ascii.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

using records::Block;

constexpr std::size_t kFirstBlocks = 4;      // that are looked at
constexpr std::size_t kMostAbove = 150;      // bytes before a headline in the text
constexpr std::size_t kLongestDayLine = 80;  // bytes
constexpr int kFewestDigits = 4;

/// "Published on 5 March 2026, 09:15", where that is the story's day: no sentence.
bool says_day(std::string_view text, const dates::Timestamp& day,
              const dates::DateOptions& options) {
  if (text.size() > kLongestDayLine || text.ends_with('.') || text.ends_with("。")) return false;
  if (std::ranges::count_if(text, is_digit) < kFewestDigits) return false;
  const auto time = dates::parse_date(text, options);
  if (!time || time->precision < dates::Precision::kDay) return false;
  // One may be in UTC.
  const auto apart = std::chrono::abs(time->to_sys() - day.to_sys());
  return apart < std::chrono::days(1);
}

}  // namespace

void drop_head_lines(const HeadLines& known, const dates::DateOptions& options,
                     std::vector<Block>& blocks) {
  const auto says_title = [&](const Block& block) {
    const bool is_line =
        block.kind == Block::Kind::kParagraph || block.kind == Block::Kind::kHeading;
    if (!is_line || block.text.empty()) return false;
    const auto is = [&](std::string_view title) {
      return !title.empty() && title.size() + 8 > block.text.size() &&
             text::fold_words(title) == text::fold_words(block.text);
    };
    return is(known.title) || is(known.listed);
  };
  std::size_t above = 0;
  for (std::size_t i = 0; i < std::min(kFirstBlocks, blocks.size()) && above <= kMostAbove; ++i) {
    above += blocks[i].text.size();
    if (i + 1 == blocks.size() || !says_title(blocks[i])) continue;
    blocks.erase(blocks.begin(), blocks.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    break;
  }
  if (!known.published) return;
  for (std::size_t i = 0; i < std::min(kFirstBlocks, blocks.size()); ++i) {
    if (blocks.size() == 1 || blocks[i].kind != Block::Kind::kParagraph ||
        !blocks[i].within.empty() || !says_day(blocks[i].text, *known.published, options))
      continue;
    blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(i));
    return;
  }
}

}  // namespace tearsheet::extract
