// Rules of ftr-site-config as a site file of ours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "site/ftr/rules.h"

namespace tearsheet::site {

struct FtrToml {
  std::string text;
  std::vector<int> lines;  ///< Of each line of `text`, from 0: the file's line; 0: none.
};

/// `id` and `domain` are a site file's; `from` is the name of the file.
[[nodiscard]] FtrToml to_toml(const FtrRules& rules, std::string_view id, std::string_view domain,
                              std::string_view from);

}  // namespace tearsheet::site
