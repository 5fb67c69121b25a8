// New expected values written into a site file, everything else of it left as it is.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tearsheet::cli {

struct TestValue {
  int test_line = 0;  ///< Of the [[test]].
  std::string key;
  std::string value;  ///< As TOML.
};

/// The file with the values in place of those that the keys have. A key that is not there is an
/// error. Comments and order stay.
[[nodiscard]] Result<std::string> with_test_values(std::string_view toml,
                                                   const std::filesystem::path& file,
                                                   const std::vector<TestValue>& values);

}  // namespace tearsheet::cli
