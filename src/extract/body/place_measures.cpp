#include "extract/body/place_measures.h"

#include <algorithm>

#include "extract/body/element_ranks.h"

namespace tearsheet::extract {

using html::Node;

PlaceMeasures::PlaceMeasures(const PageFrame& frame) : frame_(frame) {
  const auto& blocks = frame_.survey.blocks;
  since_.assign(blocks.size(), 0);
  until_.assign(blocks.size(), 0);
  float since = 40;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    since_[i] = since;
    since = blocks[i].is_prose() ? 0 : std::min(40.0F, since + 1);
  }
  float until = 40;
  for (std::size_t i = blocks.size(); i-- > 0;) {
    until_[i] = until;
    until = blocks[i].is_prose() ? 0 : std::min(40.0F, until + 1);
  }
  stops_before_.assign(blocks.size() + 1, 0);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    stops_before_[i + 1] =
        stops_before_[i] + static_cast<float>(std::min<int>(blocks[i].stops, 12));
  }
}

void PlaceMeasures::measure(std::size_t block, FeatureRow& row) {
  measure_neighbours(block, row);
  measure_place(block, row);
  measure_stretch(block, row);
  measure_pictures(block, row);
  measure_heading_above(block, row);
}

void PlaceMeasures::measure_neighbours(std::size_t i, FeatureRow& row) const {
  const auto& blocks = frame_.survey.blocks;
  const auto size = [&](std::size_t at) {
    return at < blocks.size() ? logarithm(blocks[at].size) : 0.0F;
  };
  const auto links = [&](std::size_t at) {
    return at < blocks.size() ? blocks[at].link_density() : 1.0F;
  };
  const auto holder = [&](std::size_t at) {
    return at < blocks.size() ? holder_rank(frame_.question.page.node(blocks[at].holder).tag())
                              : 12.0F;
  };
  const std::size_t none = blocks.size();
  set(row, Feature::kSize1Before, size(i > 0 ? i - 1 : none));
  set(row, Feature::kSize2Before, size(i > 1 ? i - 2 : none));
  set(row, Feature::kSize1After, size(i + 1));
  set(row, Feature::kSize2After, size(i + 2));
  set(row, Feature::kLinks1Before, links(i > 0 ? i - 1 : none));
  set(row, Feature::kLinks1After, links(i + 1));
  set(row, Feature::kHolder1Before, holder(i > 0 ? i - 1 : none));
  set(row, Feature::kHolder1After, holder(i + 1));
  // How far apart in the tree: an image, an embed or another container between them.
  const auto gap = [&](std::size_t a, std::size_t b) {
    return b < blocks.size() ? logarithm(static_cast<float>(blocks[b].begin - blocks[a].end))
                             : 12.0F;
  };
  set(row, Feature::kGapBefore, i > 0 ? gap(i - 1, i) : 12.0F);
  set(row, Feature::kGapAfter, gap(i, i + 1));
}

void PlaceMeasures::measure_place(std::size_t i, FeatureRow& row) const {
  const float all = frame_.all_prose();
  set(row, Feature::kPlace,
      static_cast<float>(i) / static_cast<float>(frame_.survey.blocks.size()));
  const float after = frame_.question.headline.is_null()
                          ? 0
                          : static_cast<float>(i) - static_cast<float>(frame_.headline_block);
  set(row, Feature::kAfterHeadline, std::clamp(after, -20.0F, 100.0F));
  set(row, Feature::kTextAfterHeadline,
      frame_.question.headline.is_null() || after < 0
          ? -1
          : logarithm(frame_.survey.size_before[i] -
                      frame_.survey.size_before[frame_.headline_block]));
  set(row, Feature::kProseBefore, frame_.survey.prose_before[i] / all);
  set(row, Feature::kProseAfter, (all - frame_.survey.prose_before[i + 1]) / all);
  set(row, Feature::kSinceProse, since_[i]);
  set(row, Feature::kUntilProse, until_[i]);
}

/// Four blocks each way.
void PlaceMeasures::measure_stretch(std::size_t i, FeatureRow& row) const {
  const std::size_t begin = i > 4 ? i - 4 : 0, end = std::min(i + 5, frame_.survey.blocks.size());
  const float size = frame_.survey.size_before[end] - frame_.survey.size_before[begin];
  set(row, Feature::kWindowSize, logarithm(size / static_cast<float>(end - begin)));
  set(row, Feature::kWindowLinks,
      size > 0 ? (frame_.survey.link_before[end] - frame_.survey.link_before[begin]) / size : 0);
  set(row, Feature::kWindowStops,
      (stops_before_[end] - stops_before_[begin]) / static_cast<float>(end - begin));
}

/// Pictures between it and its neighbours, and within the small elements around: captions.
void PlaceMeasures::measure_pictures(std::size_t i, FeatureRow& row) const {
  const Node holder = frame_.question.page.node(frame_.survey.blocks[i].holder);
  Node around = holder.parent().is_null() ? holder : holder.parent();
  for (int up = 0;
       up < 2 && !around.parent().is_null() && around.parent().end() - around.parent().index() < 60;
       ++up)
    around = around.parent();
  set(row, Feature::kTimeNear, PageFrame::any_in(frame_.times, around) ? 1 : 0);
  const auto& blocks = frame_.survey.blocks;
  const auto between = [&](std::uint32_t begin, std::uint32_t end) {
    const auto first = std::lower_bound(frame_.images.begin(), frame_.images.end(), begin);
    return static_cast<float>(
        std::min<std::ptrdiff_t>(std::lower_bound(first, frame_.images.end(), end) - first, 5));
  };
  set(row, Feature::kImagesBefore, between(i > 0 ? blocks[i - 1].end : 0, blocks[i].begin));
  set(row, Feature::kImagesAfter,
      between(blocks[i].end,
              i + 1 < blocks.size() ? blocks[i + 1].begin : frame_.question.page.size()));
  set(row, Feature::kImageNear, between(around.index(), around.end()));
}

/// The nearest heading before: one that is a link makes what follows a teaser.
void PlaceMeasures::measure_heading_above(std::size_t i, FeatureRow& row) {
  const auto& blocks = frame_.survey.blocks;
  if (i == 0) last_heading_ = blocks.size();
  const bool any = last_heading_ < i;
  set(row, Feature::kSinceHeading,
      any ? std::min(40.0F, static_cast<float>(i - last_heading_)) : 60);
  set(row, Feature::kHeadingAboveLinks, any ? blocks[last_heading_].link_density() : -1);
  set(row, Feature::kHeadingAboveLevel, any ? static_cast<float>(last_level_) : 0);
  const float level = row[static_cast<std::size_t>(Feature::kHeading)];
  if (level <= 0) return;
  last_heading_ = i;
  last_level_ = static_cast<int>(level);
}

}  // namespace tearsheet::extract
