#include "extract/body/ancestor_measures.h"

#include <algorithm>

namespace tearsheet::extract {

using html::Node;

namespace {

constexpr float kFar = 14;  // "not around": farther than any distance that tells something

}  // namespace

AncestorMeasures::AncestorMeasures(const PageFrame& frame) : frame_(frame) {
  using enum Hint;
  constexpr Hints kUnwanted = hints_among({kComment, kRelated, kShare, kNav, kAd, kPromo, kAuthor,
                                           kTags, kConsent, kPaywall, kSidebar, kFooter, kLogin,
                                           kWidget, kContents, kTeaser, kMeta, kLegal, kControl});
  const float all = std::max(1.0F, frame_.survey.size_before.back());
  const auto& ancestors = frame_.survey.ancestors;
  apart_.assign(ancestors.size(), {});
  // What is around stands before what it is around of.
  for (std::size_t i = 1; i < ancestors.size(); ++i) {
    const auto& here = ancestors[i];
    Apart& out = apart_[i] = apart_[here.outer];
    if (here.hints.bits() == 0) continue;
    const Node element = frame_.question.page.node(here.element);
    if (frame_.has_headline(element)) continue;
    if (!frame_.top.is_null() && element.contains(frame_.top)) continue;
    out.hints.add(here.hints);
    if (!here.hints.any_of(kUnwanted)) continue;
    out.count += 1;
    if (out.depth != 0) continue;
    const TextSums sums = frame_.sums_of(element);
    out.share = sums.size / all;
    out.prose = logarithm(sums.prose);
    out.depth = std::max(1, depth_of(element));
  }
}

void AncestorMeasures::measure(std::size_t block, FeatureRow& row) const {
  measure_elements(frame_.survey.blocks[block], row);
  measure_apart(frame_.survey.blocks[block], row);
}

void AncestorMeasures::measure_elements(const TextBlock& block, FeatureRow& row) const {
  const auto& ancestors = frame_.survey.ancestors_of(block);
  const auto distance = [&](std::uint16_t depth) {
    return depth == 0 ? kFar
                      : std::min(kFar - 1, static_cast<float>(std::max(0, block.depth - depth)));
  };
  const auto near = [&](Feature feature, AncestorKind what) {
    set(row, feature, distance(ancestors.kind_depth[static_cast<std::size_t>(what)]));
  };
  near(Feature::kNav, AncestorKind::kNav);
  near(Feature::kAside, AncestorKind::kAside);
  near(Feature::kFooter, AncestorKind::kFooter);
  near(Feature::kHeader, AncestorKind::kHeader);
  near(Feature::kForm, AncestorKind::kForm);
  near(Feature::kListItem, AncestorKind::kListItem);
  near(Feature::kTable, AncestorKind::kTable);
  near(Feature::kFigure, AncestorKind::kFigure);
  near(Feature::kFigcaption, AncestorKind::kFigcaption);
  near(Feature::kArticle, AncestorKind::kArticle);
  near(Feature::kMain, AncestorKind::kMain);
  near(Feature::kSection, AncestorKind::kSection);
  near(Feature::kQuote, AncestorKind::kQuote);
  near(Feature::kLink, AncestorKind::kLink);
  near(Feature::kHidden, AncestorKind::kHidden);
  near(Feature::kParagraph, AncestorKind::kParagraph);
  near(Feature::kDetails, AncestorKind::kDetails);
  set(row, Feature::kDepth, static_cast<float>(std::min<int>(block.depth, 60)));
  for (std::size_t i = 0; i < kHintCount; ++i) {
    row[static_cast<std::size_t>(Feature::kHintFirst) + i] = distance(ancestors.hint_depth.at(i));
  }
}

void AncestorMeasures::measure_apart(const TextBlock& block, FeatureRow& row) const {
  using enum Hint;
  const Apart& here = apart_[block.ancestors];
  set(row, Feature::kApart, std::min(here.count, 12.0F));
  set(row, Feature::kApartShare, here.share);
  set(row, Feature::kApartProse, here.prose);
  set(row, Feature::kApartDepth,
      here.depth == 0 ? -1.0F : static_cast<float>(std::clamp(block.depth - here.depth, 0, 20)));
  const auto in = [&](Feature feature, Hints hints) {
    set(row, feature, here.hints.any_of(hints) ? 1 : 0);
  };
  in(Feature::kInComments, hints_among({kComment}));
  in(Feature::kInRelated, hints_among({kRelated, kTeaser}));
  in(Feature::kInPromo, hints_among({kPromo, kAd, kPaywall, kLogin, kConsent, kControl}));
  in(Feature::kInMargin, hints_among({kNav, kSidebar, kFooter, kHeader}));
  in(Feature::kInPeople, hints_among({kAuthor, kDate, kTags, kShare, kMeta}));
  in(Feature::kInWidget, hints_among({kWidget, kEmbed, kGallery, kContents, kLegal}));
}

}  // namespace tearsheet::extract
