#pragma once

#include <string_view>

namespace tearsheet::cli {

/// TEARSHEET_VERSION is the project's version in CMakeLists.txt.
inline constexpr std::string_view kVersion = TEARSHEET_VERSION;

}  // namespace tearsheet::cli
