#include "extract/page/wrappers.h"

#include <algorithm>
#include <array>

namespace tearsheet::extract {
namespace {

/// Of the running text behind the headline, so much stands in a wrapper.
constexpr float kMostProse = 0.6F;

/// What "comment", "related" and the like hint at. Not products and advertisements: a page whose whole
/// text stands in one of those is what its name says.
constexpr std::array kBeside = {Hint::kComment, Hint::kRelated, Hint::kTeaser,
                                Hint::kSidebar, Hint::kShare,   Hint::kFooter};

}  // namespace

void forgive_wrappers(const html::Document& page, html::Node headline, Survey& survey) {
  const auto& blocks = survey.blocks;
  const std::uint32_t start = headline.is_null() ? 0 : survey.first_block(headline.end());
  const auto count = static_cast<std::uint32_t>(blocks.size());
  std::uint32_t first = start;
  while (first < count && !blocks[first].is_prose()) ++first;
  if (first == count) return;
  const float all = survey.prose_before.back() - survey.prose_before[start];
  const auto wraps = [&](const Ancestors& here) {
    const html::Node element = page.node(here.element);
    const std::uint32_t begin = survey.first_block(element.index());
    const std::uint32_t end = survey.first_block(element.end());
    return begin <= first && first < end &&
           survey.prose_before[end] - survey.prose_before[std::max(begin, start)] >=
               kMostProse * all;
  };
  // What is around stands before what it is around of.
  for (std::size_t i = 1; i < survey.ancestors.size(); ++i) {
    Ancestors& here = survey.ancestors[i];
    const Ancestors& outer = survey.ancestors[here.outer];
    const bool may_wrap =
        std::ranges::any_of(kBeside, [&](Hint one) { return here.hints.has(one); });
    const bool is_wrapper = may_wrap && wraps(here);
    for (const Hint hint : kBeside) {
      const auto at = static_cast<std::size_t>(hint);
      if (is_wrapper) here.hints.remove(hint);
      if (!here.hints.has(hint)) here.hint_depth.at(at) = outer.hint_depth.at(at);
    }
  }
}

}  // namespace tearsheet::extract
