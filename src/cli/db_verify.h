// `tearsheet db verify`: was anything changed behind tearsheet's back?
#pragma once

#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/console.h"

namespace tearsheet::cli {

class VerifyOptions {
 public:
  void declare(Arguments& arguments);
  [[nodiscard]] bool is_given() const {
    return !head_.empty() || !keys_.empty() || !certificates_.empty();
  }
  /// Empty: nothing is.
  [[nodiscard]] std::string wrong() const;
  int run(Console& console, const std::string& database, bool is_json) const;

 private:
  std::string head_, certificates_;
  std::vector<std::string> keys_;
};

}  // namespace tearsheet::cli
