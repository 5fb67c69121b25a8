// "2n+1", "odd", "-n + 3": the An+B notation (CSS Syntax Level 3, section 6).
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "select/css_tokens.h"

namespace tearsheet::select {

struct AnPlusB {
  int step = 0;
  int offset = 0;
};

/// Reads from tokens[at] on and moves `at` behind what it took; nothing if that is no An+B.
std::optional<AnPlusB> parse_an_plus_b(std::span<const Token> tokens, std::size_t& at);

}  // namespace tearsheet::select
