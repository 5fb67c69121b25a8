// Files of ftr-site-config (Full-Text RSS, wallabag): rules that other people keep for two thousand
// hosts. Each becomes a site file of ours and is read as one, so that there is one way from rules to
// an article (docs/site-files.md).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "site/ftr/rules.h"
#include "site/site.h"

namespace tearsheet::site {

/// Whether the file may be one of them, by its name: "host.txt", ".host.txt", or the one for all.
[[nodiscard]] bool is_ftr_file(const std::filesystem::path& file);

/// The rules for all sites that lie in `folder`; empty: there are none.
[[nodiscard]] std::optional<FtrRules> global_ftr_rules(const std::filesystem::path& folder);

/// The file as TOML; `global` may be null.
Result<std::string> ftr_as_toml(const std::filesystem::path& file, const FtrRules* global);

/// The file as a site. What is not obeyed of it is its notice, in one line that names the file.
Result<SiteDefinition> load_ftr(const std::filesystem::path& file, const FtrRules* global);

}  // namespace tearsheet::site
