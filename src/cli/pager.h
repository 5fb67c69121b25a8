// Long text on a terminal, a page at a time.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "cli/console.h"

namespace tearsheet::cli {

/// Columns to fold text at: those of the terminal, but no more than can be read with ease; 80 where
/// standard output is none.
[[nodiscard]] std::size_t reading_width();

/// Columns of the terminal that standard output is; nothing where it is none.
[[nodiscard]] std::optional<std::size_t> terminal_width();

/// Whether standard output is a terminal that can do more than print.
[[nodiscard]] bool is_screen();

/// Shows text that is safe on a terminal: through $TEARSHEET_PAGER, $PAGER or less where standard
/// output is a screen and `wanted`; an empty one, or "cat", is none. Else it is written. False:
/// standard output is broken.
bool show_paged(Console& console, std::string_view text, bool wanted);

}  // namespace tearsheet::cli
