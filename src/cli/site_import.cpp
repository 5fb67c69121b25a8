#include "cli/site_import.h"

#include <filesystem>

#include "cli/command.h"
#include "cli/put_output.h"
#include "site/site.h"

namespace tearsheet::cli {

int import_rules(Console& console, const std::vector<std::string>& files, const std::string& output,
                 bool force) {
  if (files.size() != 1) {
    console.log().error("site import: give one file of ftr-site-config, such as host.txt");
    return kUsage;
  }
  const std::filesystem::path file = files.front();
  std::error_code error;
  if (!std::filesystem::exists(file, error))
    return console.fail({ErrorCode::kNotFound, file.string() + ": no such file"});
  const auto toml = site::import_site(file);
  if (!toml) return console.fail(toml.error());
  // As it is used from now on, so that what does not work is found out here.
  if (const auto site = site::parse_site(*toml, file); !site) return console.fail(site.error());
  if (!force && !output.empty() && output != "-" && std::filesystem::exists(output, error)) {
    console.log().error(output + " is there already: another name with -o, or --force");
    return kUsage;
  }
  return put_output(console, output, *toml);
}

}  // namespace tearsheet::cli
