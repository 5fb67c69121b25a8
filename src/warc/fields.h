// "Name: value" lines, as WARC records and HTTP answers have them. Private to warc/.
#pragma once

#include <string_view>

#include "warc/warc.h"

namespace tearsheet::warc {

/// Collects the lines of a head. A line that starts with white space goes on with the value before
/// (obsolete in HTTP, allowed in WARC); a line without a colon is left out.
class FieldParser {
 public:
  explicit FieldParser(const Limits& limits, bool lower_case = false)
      : limits_(limits), lower_case_(lower_case) {}
  /// False: too many lines, or too long in all.
  bool add(std::string_view line);
  [[nodiscard]] Fields take() { return std::move(fields_); }

 private:
  const Limits& limits_;
  bool lower_case_;
  Fields fields_;
  std::size_t bytes_ = 0;
};

}  // namespace tearsheet::warc
