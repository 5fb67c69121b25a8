#include "cli/version.h"

#include <fmt/format.h>

namespace tearsheet::cli {

std::string version_and_build() {
  constexpr std::string_view kBuild = TEARSHEET_BUILD;
  return kBuild.empty() ? std::string(kVersion) : fmt::format("{} ({})", kVersion, kBuild);
}

}  // namespace tearsheet::cli
