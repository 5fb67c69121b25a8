#include "cli/identity_option.h"

#include "cli/configuration.h"

namespace tearsheet::cli {

void IdentityOption::declare(Arguments& arguments, const char* help) {
  arguments.option("--identity", folder_, "DIR", help, kIdentitySetting);
}

Result<void> IdentityOption::load() {
  if (folder_.empty()) return {};
  auto found = identity::Identity::load(folder_);
  if (!found) return fail(found.error());
  loaded_ = std::move(*found);
  return {};
}

}  // namespace tearsheet::cli
