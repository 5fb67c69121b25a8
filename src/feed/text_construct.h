// How an Atom text construct says what it holds (RFC 4287 3.1 and 4.1.3; mode="..." of Atom 0.3).
#pragma once

#include <string>
#include <string_view>

#include "feed/rules.h"

namespace tearsheet::feed {

struct ConstructType {
  TextKind kind = TextKind::kPlain;
  bool is_base64 = false;
};
/// By the type and mode attributes, both may be empty; `otherwise` where there is no type.
[[nodiscard]] ConstructType construct_type(std::string_view type, std::string_view mode,
                                           TextKind otherwise);

}  // namespace tearsheet::feed
