#include "cli/site_import.h"

#include <filesystem>

#include "base/files.h"
#include "cli/command.h"
#include "site/site.h"

namespace tearsheet::cli {

int import_rules(Console& console, const std::vector<std::string>& files,
                 const std::string& output) {
  if (files.size() != 1) {
    console.log().error("site import: give one file of ftr-site-config, such as host.txt");
    return kUsage;
  }
  const std::filesystem::path file = files.front();
  const auto toml = site::import_site(file);
  if (!toml) return console.fail(toml.error());
  // As it is used from now on, so that what does not work is found out here.
  if (const auto site = site::parse_site(*toml, file); !site) return console.fail(site.error());
  if (output.empty()) return console.write(*toml) ? kDone : kFailed;
  if (const auto written = write_file(output, *toml); !written)
    return console.fail(written.error());
  return kDone;
}

}  // namespace tearsheet::cli
