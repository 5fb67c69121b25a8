#include "extract/body/body_features.h"

#include "extract/body/ancestor_measures.h"
#include "extract/body/container_measures.h"
#include "extract/body/page_frame.h"
#include "extract/body/place_measures.h"
#include "extract/body/record_measures.h"
#include "extract/body/repeat_measures.h"
#include "extract/body/teaser_rows.h"
#include "extract/body/text_measures.h"

namespace tearsheet::extract {

std::vector<FeatureRow> body_features(const BodyQuestion& question) {
  const auto& blocks = question.survey.blocks;
  if (blocks.empty()) return {};
  const PageFrame frame(question);
  const TextMeasures text(frame);
  const AncestorMeasures ancestors(frame);
  PlaceMeasures place(frame);
  const ContainerMeasures containers(frame);
  RecordMeasures records(frame);
  const RepeatMeasures repeats(frame);
  const std::vector<bool> teasers = in_teaser_rows(question.page, question.survey);
  std::vector<FeatureRow> rows(blocks.size());
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    FeatureRow& row = rows[i];
    text.measure(i, row);
    ancestors.measure(i, row);
    place.measure(i, row);
    containers.measure(i, row);
    records.measure(i, row);
    repeats.measure(i, row);
    set(row, Feature::kTeaserRow, teasers[i] ? 1 : 0);
    set(row, Feature::kPageProse, logarithm(question.survey.prose_before.back()));
    set(row, Feature::kPageBlocks, logarithm(static_cast<float>(blocks.size())));
  }
  return rows;
}

}  // namespace tearsheet::extract
