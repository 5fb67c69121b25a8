#include "cli/identity_option.h"

#include "cli/configuration.h"

namespace tearsheet::cli {

void IdentityOption::declare(Arguments& arguments) {
  arguments.option("--identity", folder_, "DIR",
                   "sign every request with the key in there (tearsheet identity new)",
                   kIdentitySetting);
}

Result<void> IdentityOption::load() {
  if (folder_.empty()) return {};
  auto found = identity::Identity::load(folder_);
  if (!found) return fail(found.error());
  loaded_ = std::move(*found);
  return {};
}

}  // namespace tearsheet::cli
