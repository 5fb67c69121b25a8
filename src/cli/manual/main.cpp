// Writes the manual of the program beside it, for packages and docs/reference/:
// `tearsheet_manual man|reference|completions FOLDER`. No part of what is installed.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "cli/commands.h"
#include "cli/manual/writers.h"

namespace {

using namespace tearsheet::cli;

// Defaults are paths below the user's own folders; the manual names the variables.
constexpr std::string_view kConfigHome = "/XDG_CONFIG_HOME", kDataHome = "/XDG_DATA_HOME";

std::string portable(std::string text) {
  for (const std::string_view folder : {kConfigHome, kDataHome}) {
    const std::string path = std::string(folder) + "/";
    for (auto at = text.find(path); at != std::string::npos; at = text.find(path, at + path.size()))
      text[at] = '$';
  }
  return text;
}

int usage() {
  std::fputs("usage: tearsheet_manual man|reference|completions FOLDER\n", stderr);
  return kUsage;
}

int run(std::string_view form, const std::filesystem::path& folder) {
  manual::Manual all = manual::gather(command_groups());
  all.date = TEARSHEET_RELEASE_DATE;
  manual::Files files;
  if (form == "man") {
    files = manual::man_pages(all);
  } else if (form == "reference") {
    files = manual::reference_pages(all);
  } else if (form == "completions") {
    files = manual::completions(all);
  } else {
    return usage();
  }
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);
  for (const auto& [name, text] : files) {
    std::ofstream file(folder / name, std::ios::binary);
    file << portable(text);
    if (!file.flush()) {
      std::fprintf(stderr, "tearsheet_manual: error: %s cannot be written\n",
                   (folder / name).c_str());
      return kFailed;
    }
  }
  return kDone;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return usage();
  ::setenv("XDG_CONFIG_HOME", "/XDG_CONFIG_HOME", 1);
  ::setenv("XDG_DATA_HOME", "/XDG_DATA_HOME", 1);
  return run(argv[1], argv[2]);
}
