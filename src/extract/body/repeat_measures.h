// Measures of what on the page is like a block: blocks on the same path of elements, and blocks with
// the same text.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "extract/body/page_frame.h"

namespace tearsheet::extract {

class RepeatMeasures {
 public:
  explicit RepeatMeasures(const PageFrame& frame);
  void measure(std::size_t block, FeatureRow& row) const;

 private:
  /// Blocks whose elements have the same tags and classes.
  struct Path {
    float prose = 0, size = 0;
    std::uint32_t blocks = 0, first = 0;
  };
  /// Blocks with the same text.
  struct Repeat {
    std::size_t first = 0, last = 0;
    std::uint32_t count = 0;
  };
  void count_paths();
  void count_repeats();
  void measure_path(std::size_t i, FeatureRow& row) const;
  void measure_text(std::size_t i, FeatureRow& row) const;

  const PageFrame& frame_;
  std::uint64_t title_, description_;
  std::vector<std::uint64_t> path_of_, long_path_of_, keys_;
  std::unordered_map<std::uint64_t, float> long_paths_;
  std::unordered_map<std::uint64_t, Path> paths_;
  std::unordered_map<std::uint64_t, Repeat> repeats_;
  std::vector<float> repeated_before_;  // prefix sums over the blocks
  float best_path_ = 0;
};

}  // namespace tearsheet::extract
