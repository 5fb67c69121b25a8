// Measures of a block's own text: its size and marks, its element, and whether the page's title,
// description or linked data hold it.
#pragma once

#include <string>

#include "extract/body/page_frame.h"
#include "extract/body/text_marks.h"

namespace tearsheet::extract {

class TextMeasures {
 public:
  explicit TextMeasures(const PageFrame& frame);
  void measure(std::size_t block, FeatureRow& row) const;

 private:
  void measure_itself(const TextBlock& block, FeatureRow& row) const;
  [[nodiscard]] bool names_site(const Letters& letters) const;

  const PageFrame& frame_;
  KnownText linked_, described_, titled_;
  std::string site_name_;
};

}  // namespace tearsheet::extract
