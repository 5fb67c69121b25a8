// Measures of the records that a block may be part of: an element around it with siblings alike, as
// cards, comments and rows have.
#pragma once

#include "extract/body/page_frame.h"
#include "extract/body/similar_siblings.h"

namespace tearsheet::extract {

class RecordMeasures {
 public:
  explicit RecordMeasures(const PageFrame& frame);
  void measure(std::size_t block, FeatureRow& row);

 private:
  struct Record {
    float alike = 0, level = 0, size = 0, links = 0, time = 0, share = 0, headline = 0;
  };
  [[nodiscard]] Record find_record(html::Node parent);
  [[nodiscard]] float siblings_alike(html::Node holder);

  const PageFrame& frame_;
  SimilarSiblings siblings_;
  std::uint32_t record_of_ = 0;  // the parent that record_ was found for: blocks beside share it
  Record record_;
};

}  // namespace tearsheet::extract
