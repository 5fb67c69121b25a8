#include "cli/site_files.h"

#include <filesystem>
#include <utility>

#include "cli/configuration.h"

namespace tearsheet::cli {

Result<site::SiteSet> read_site_files(const std::string& folder) {
  std::error_code ignored;
  if (std::filesystem::is_directory(folder, ignored)) return site::load_sites(folder);
  if (folder == default_selectors()) return site::SiteSet{};
  return fail(ErrorCode::kNotFound, folder + ": no such folder");
}

std::optional<site::SiteSet> sound_site_files(const std::string& folder, Console& console) {
  auto set = read_site_files(folder);
  if (!set) {
    console.log().error(set.error().message);
    return std::nullopt;
  }
  for (const Error& error : set->errors) console.log().error(error.message);
  if (!set->errors.empty()) return std::nullopt;
  return std::move(*set);
}

}  // namespace tearsheet::cli
