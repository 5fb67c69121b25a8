#include "cli/manual/blocks.h"

#include <algorithm>

namespace tearsheet::cli::manual {
namespace {

constexpr std::size_t kIndent = 2;        // of an example
constexpr std::size_t kLongestTerm = 40;  // a wider gap in a sentence is none

// "check    reads the whole file": where the explanation begins, 0 if it is no such line.
std::size_t explanation_of(std::string_view line) {
  const auto gap = line.find("  ");
  if (line.starts_with(' ') || gap == std::string_view::npos || gap > kLongestTerm) return 0;
  const auto begin = line.find_first_not_of(' ', gap);
  return begin == std::string_view::npos ? 0 : begin;
}

bool ends_a_paragraph(std::string_view text) {
  return text.empty() || std::string_view(".:;)").find(text.back()) != std::string_view::npos;
}

void add_line(std::vector<Block>& blocks, std::string_view line, bool after_gap) {
  Block* const last = blocks.empty() || after_gap ? nullptr : &blocks.back();
  const auto indent = std::min(line.find_first_not_of(' '), line.size());
  if (indent > kIndent && last != nullptr && last->kind == Block::Kind::kTerm) {
    last->text += " " + std::string(line.substr(indent));
  } else if (indent >= kIndent) {
    if (last != nullptr && last->kind == Block::Kind::kLiteral) {
      last->text += "\n" + std::string(line.substr(kIndent));
    } else {
      blocks.push_back({Block::Kind::kLiteral, {}, std::string(line.substr(kIndent))});
    }
  } else if (const auto begin = explanation_of(line); begin > 0) {
    std::string term(line.substr(0, line.find("  ")));
    blocks.push_back({Block::Kind::kTerm, std::move(term), std::string(line.substr(begin))});
  } else if (last != nullptr && last->kind == Block::Kind::kParagraph &&
             !ends_a_paragraph(last->text)) {
    last->text += " " + std::string(line);
  } else {
    blocks.push_back({Block::Kind::kParagraph, {}, std::string(line)});
  }
}

}  // namespace

std::vector<Block> blocks_of(std::string_view epilog) {
  std::vector<Block> blocks;
  bool after_gap = false;
  while (!epilog.empty()) {
    const auto end = std::min(epilog.find('\n'), epilog.size());
    const std::string_view line = epilog.substr(0, end);
    epilog.remove_prefix(std::min(end + 1, epilog.size()));
    if (line.find_first_not_of(' ') == std::string_view::npos) {
      after_gap = true;
      continue;
    }
    add_line(blocks, line, after_gap);
    after_gap = false;
  }
  return blocks;
}

}  // namespace tearsheet::cli::manual
