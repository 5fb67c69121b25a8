// Lines on a terminal that are drawn again in place while work goes on.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

namespace tearsheet::cli {

/// `out` must be a terminal that knows ECMA-48's cursor movements, and nobody else may write to it
/// between the first show() and clear().
class LiveLines {
 public:
  explicit LiveLines(std::FILE* out = stderr) : out_(out) {}

  /// In place of those before. Text from anywhere: it is made harmless, and cut to the terminal's
  /// width. Of more lines than the terminal has rows, the first ones and the last are shown.
  void show(const std::vector<std::string>& lines);
  void clear();

 private:
  std::FILE* out_;
  std::size_t drawn_ = 0;
};

}  // namespace tearsheet::cli
