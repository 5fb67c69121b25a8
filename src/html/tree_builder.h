// Runs Gumbo and copies its tree into the flat one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "html/html.h"

struct GumboInternalNode;

namespace tearsheet::html {

class Arena;

class TreeBuilder {
 public:
  TreeBuilder(Document& document, Arena& arena, unsigned max_depth)
      : document_(document), arena_(arena), max_depth_(max_depth) {}

  /// Fills the document's nodes from `html`, which must outlive it. Throws ParseStopped.
  void build(std::string_view html);

 private:
  struct Level;
  void add_document(const GumboInternalNode& node);
  std::uint32_t add_element(const GumboInternalNode& node, std::uint32_t parent,
                            std::uint32_t previous);
  std::uint32_t add_text(const GumboInternalNode& node, std::uint32_t parent,
                         std::uint32_t previous);
  void add_attributes(const GumboInternalNode& node);

  Document& document_;
  Arena& arena_;
  unsigned max_depth_;
};

}  // namespace tearsheet::html
