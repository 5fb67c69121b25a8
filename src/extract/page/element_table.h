// What each HTML element is to a survey; what others ask too stands in survey.h.
#pragma once

#include <cstddef>

#include "html/html.h"

namespace tearsheet::extract {

/// The AncestorKind that an element is, as a number; kAncestorKindCount for none.
[[nodiscard]] std::size_t ancestor_kind_of(html::Tag tag);

}  // namespace tearsheet::extract
