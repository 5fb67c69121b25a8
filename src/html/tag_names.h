// The name of a tag number.
#pragma once

#include <string_view>

#include "html/tag.h"

namespace tearsheet::html {

/// Lower case; empty for Tag::kUnknown. Lives for ever.
[[nodiscard]] std::string_view tag_name(Tag tag);

}  // namespace tearsheet::html
