// The folder of site files as commands take it.
#pragma once

#include <optional>
#include <string>

#include "cli/console.h"
#include "site/site.h"

namespace tearsheet::cli {

/// All files of the folder, in which errors may be. The default folder need not be there: then no
/// site is known. kNotFound for any other.
[[nodiscard]] Result<site::SiteSet> read_site_files(const std::string& folder);

/// The same for commands that write by them: every error is said, and one is too many.
[[nodiscard]] std::optional<site::SiteSet> sound_site_files(const std::string& folder,
                                                            Console& console);

}  // namespace tearsheet::cli
