#include "extract/body/record_measures.h"

namespace tearsheet::extract {

using html::Node;

RecordMeasures::RecordMeasures(const PageFrame& frame) : frame_(frame) {}

void RecordMeasures::measure(std::size_t block, FeatureRow& row) {
  const Node holder = frame_.question.page.node(frame_.survey.blocks[block].holder);
  const Node parent = holder.parent().is_null() ? holder : holder.parent();
  if (parent.index() != record_of_ || record_of_ == 0) {
    record_of_ = parent.index();
    record_ = find_record(parent);
  }
  set(row, Feature::kRecords, record_.alike);
  set(row, Feature::kRecordLevel, record_.level);
  set(row, Feature::kRecordSize, record_.size);
  set(row, Feature::kRecordLinks, record_.links);
  set(row, Feature::kRecordTime, record_.time);
  set(row, Feature::kRecordsShare, record_.share);
  set(row, Feature::kRecordHoldsHeadline, record_.headline);
  set(row, Feature::kSiblingsAlike, siblings_alike(holder));
}

/// The element around, some levels up, that has the most similar siblings.
RecordMeasures::Record RecordMeasures::find_record(Node parent) {
  const auto found = siblings_.record_around(parent);
  if (found.element.is_null()) return {};
  const Node element = found.element;
  const TextSums sums = frame_.sums_of(element);
  Record out;
  out.alike = logarithm(static_cast<float>(found.siblings));
  out.level = static_cast<float>(found.level);
  out.size = logarithm(sums.size);
  out.links = sums.size > 0 ? sums.links / sums.size : 0;
  out.time = PageFrame::any_in(frame_.times, element) ? 1.0F : 0.0F;
  if (!element.parent().is_null())
    out.share = frame_.sums_of(element.parent()).prose / frame_.all_prose();
  out.headline = frame_.has_headline(element) ? 1.0F : 0.0F;
  return out;
}

/// How many siblings of the holder's parent are similar to it: cards in a list do, an article's
/// container does not.
float RecordMeasures::siblings_alike(Node holder) {
  const Node parent = holder.parent();
  if (parent.is_null() || parent.parent().is_null()) return 0;
  return logarithm(static_cast<float>(siblings_.of(parent)));
}

}  // namespace tearsheet::extract
