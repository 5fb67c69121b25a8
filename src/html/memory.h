// What a Document's views point into.
#pragma once

#include <string>

#include "html/arena.h"
#include "html/html.h"

namespace tearsheet::html {

struct Document::Memory {
  Memory(std::string bytes, std::size_t max_arena_bytes, std::chrono::nanoseconds deadline)
      : source(std::move(bytes)), arena(max_arena_bytes, deadline) {}
  std::string source;
  Arena arena;
};

}  // namespace tearsheet::html
