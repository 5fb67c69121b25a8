// Lines in their order, however many: what does not fit in memory waits in nameless files. Private to
// warc/.
#pragma once

#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/handle.h"

namespace tearsheet::warc {

using TemporaryFile = Handle<std::FILE, std::fclose>;

class SortedLines {
 public:
  explicit SortedLines(std::size_t max_held = 32'000'000) : max_held_(max_held) {}
  /// A line without its end. False: there is no room for the files.
  bool add(std::string line);
  /// All of them with their ends, in the order of their bytes; `each` returns false to stop. False
  /// too where what was put aside cannot be read. Once.
  bool each(const std::function<bool(std::string_view)>& each);

 private:
  bool put_aside();

  const std::size_t max_held_;
  std::vector<std::string> lines_;
  std::size_t held_ = 0;
  std::vector<TemporaryFile> runs_;  // each in order
};

}  // namespace tearsheet::warc
