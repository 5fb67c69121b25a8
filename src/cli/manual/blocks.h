// What a command says of itself below its options is written for a terminal. Here it is taken apart
// again, so that a man page can fold it anew and an example stays as it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tearsheet::cli::manual {

struct Block {
  enum class Kind { kParagraph, kTerm, kLiteral };
  Kind kind = Kind::kParagraph;
  std::string term;  ///< kTerm: what `text` explains.
  std::string text;  ///< kLiteral: lines, without their common indent.
};

/// "Examples:" and what is like it stays a paragraph before its lines.
[[nodiscard]] std::vector<Block> blocks_of(std::string_view epilog);

}  // namespace tearsheet::cli::manual
