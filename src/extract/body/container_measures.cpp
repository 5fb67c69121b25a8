#include "extract/body/container_measures.h"

#include <algorithm>

namespace tearsheet::extract {

using html::Node;

ContainerMeasures::ContainerMeasures(const PageFrame& frame) : frame_(frame) {
  const auto& blocks = frame.survey.blocks;
  digits_before_.assign(blocks.size() + 1, 0);
  for (std::size_t i = 0; i < blocks.size(); ++i)
    digits_before_[i + 1] = digits_before_[i] + static_cast<float>(blocks[i].digits);
}

void ContainerMeasures::measure(std::size_t block, FeatureRow& row) const {
  const TextBlock& here = frame_.survey.blocks[block];
  measure_parents(here, row);
  measure_top(block, row);
  measure_groups(here, row);
  measure_article(here, row);
}

void ContainerMeasures::measure_parents(const TextBlock& block, FeatureRow& row) const {
  const float all = frame_.all_prose();
  const Node holder = frame_.question.page.node(block.holder);
  const Node parent = holder.parent().is_null() ? holder : holder.parent();
  const Node grand = parent.parent().is_null() ? parent : parent.parent();
  const TextSums near = frame_.sums_of(parent), far = frame_.sums_of(grand);
  set(row, Feature::kParentProse, logarithm(near.prose));
  set(row, Feature::kParentShare, near.prose / all);
  set(row, Feature::kParentLinks, near.size > 0 ? near.links / near.size : 0);
  set(row, Feature::kParentBlocks, logarithm(static_cast<float>(near.end - near.begin)));
  set(row, Feature::kGrandProse, logarithm(far.prose));
  set(row, Feature::kGrandShare, far.prose / all);
  set(row, Feature::kGrandLinks, far.size > 0 ? far.links / far.size : 0);
  set(row, Feature::kHeadlineInContainer,
      frame_.has_headline(parent)  ? 2
      : frame_.has_headline(grand) ? 1
                                   : 0);
}

void ContainerMeasures::measure_top(std::size_t i, FeatureRow& row) const {
  const TextBlock& block = frame_.survey.blocks[i];
  const float all = frame_.all_prose();
  const Node holder = frame_.question.page.node(block.holder);
  float distance = -1;
  if (!frame_.top.is_null() && frame_.top.contains(holder)) {
    distance = static_cast<float>(std::clamp<int>(block.depth - frame_.top_depth, 0, 20));
  }
  set(row, Feature::kTopDistance, distance);
  set(row, Feature::kTopUp, levels_up_to(holder));
  if (!frame_.top.is_null()) {
    const TextSums top = frame_.top_sums;
    const float inside = std::max(1.0F, top.prose);
    const float before = std::clamp(
        frame_.survey.prose_before[i] - frame_.survey.prose_before[top.begin], 0.0F, top.prose);
    set(row, Feature::kTopPlace, before / inside);
    set(row, Feature::kTopShare, top.prose / all);
    set(row, Feature::kTopProseBefore, logarithm(before));
    set(row, Feature::kTopProseAfter,
        logarithm(std::max(0.0F, top.prose - before - (block.is_prose() ? block.size : 0))));
  }
}

/// How many levels above the top container the first element stands that holds `node` too.
float ContainerMeasures::levels_up_to(Node node) const {
  int levels = 0;
  for (Node up = frame_.top; !up.is_null() && levels < 20 && !up.contains(node); up = up.parent())
    ++levels;
  return static_cast<float>(levels);
}

/// The table and list around.
void ContainerMeasures::measure_groups(const TextBlock& block, FeatureRow& row) const {
  const auto& ancestors = frame_.survey.ancestors_of(block);
  if (ancestors.in(AncestorKind::kTable)) {
    const Node table = frame_.question.page.node(ancestors.node(AncestorKind::kTable));
    const TextSums sums = frame_.sums_of(table);
    set(row, Feature::kTableSize, logarithm(sums.size));
    set(row, Feature::kTableDigits,
        sums.size > 0 ? (digits_before_[sums.end] - digits_before_[sums.begin]) / sums.size : 0);
  }
  if (ancestors.in(AncestorKind::kList)) {
    const TextSums sums =
        frame_.sums_of(frame_.question.page.node(ancestors.node(AncestorKind::kList)));
    set(row, Feature::kListSize, logarithm(sums.size));
    set(row, Feature::kListLinks, sums.size > 0 ? sums.links / sums.size : 0);
  }
}

/// The article around. Comments and cards are articles inside the article or behind it.
void ContainerMeasures::measure_article(const TextBlock& block, FeatureRow& row) const {
  const auto& ancestors = frame_.survey.ancestors_of(block);
  if (!ancestors.in(AncestorKind::kArticle)) return;
  const Node article = frame_.question.page.node(ancestors.node(AncestorKind::kArticle));
  const TextSums sums = frame_.sums_of(article);
  set(row, Feature::kArticleShare, sums.prose / frame_.all_prose());
  set(row, Feature::kArticleProse, logarithm(sums.prose));
  const bool has_top = !frame_.top.is_null();
  const bool inside = has_top && frame_.top.contains(article) && article != frame_.top;
  set(row, Feature::kArticleDepth, inside ? 2 : has_top && article.contains(frame_.top) ? 1 : 3);
  set(row, Feature::kMainHeadline, frame_.has_headline(article) ? 1 : 0);
}

}  // namespace tearsheet::extract
