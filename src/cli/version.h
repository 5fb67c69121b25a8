#pragma once

#include <string>
#include <string_view>

namespace tearsheet::cli {

/// TEARSHEET_VERSION is the project's version in CMakeLists.txt.
inline constexpr std::string_view kVersion = TEARSHEET_VERSION;

/// With the commit that it was built from, where it was built from a checkout:
/// "1.0.0 (70ea75d6d0a1)".
[[nodiscard]] std::string version_and_build();

}  // namespace tearsheet::cli
