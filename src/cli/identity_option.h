// --identity: the key that requests are signed with.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "cli/arguments.h"
#include "identity/identity.h"

namespace tearsheet::cli {

class IdentityOption {
 public:
  void declare(
      Arguments& arguments,
      const char* help = "sign every request with the key in there (tearsheet identity new)");
  /// Before the first request: without its key nothing is asked for.
  Result<void> load();
  /// Null: requests are not signed.
  [[nodiscard]] const identity::Identity* get() const { return loaded_ ? &*loaded_ : nullptr; }

 private:
  std::string folder_;
  std::optional<identity::Identity> loaded_;
};

}  // namespace tearsheet::cli
