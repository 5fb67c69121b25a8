// Runs Gumbo and copies its tree into the flat one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html/html.h"
#include "html/prescan.h"

struct GumboInternalNode;

namespace tearsheet::html {

class Arena;

class TreeBuilder {
 public:
  enum class Prescan { kYes, kNo };
  /// Document::parse. Without the pre-scan it is slow on real pages and has no guard but the arena:
  /// the measure that tests hold the other way against.
  static Result<Document> parse(std::string utf8, const ParseLimits& limits, Prescan prescan);

 private:
  struct Level;
  TreeBuilder(Document& document, Document::Memory& memory, unsigned max_depth);

  /// Fills the document's nodes from `html`, and from `kept` what the pre-scan took out of it. Left
  /// out of the tree are the contents of <script>, <style> and <svg>; those of data scripts are
  /// handed out beside it. Throws ParseStopped.
  void build(std::string_view html, const Prescanned& kept);

  void add_document(const GumboInternalNode& node);
  std::uint32_t add_element(const GumboInternalNode& node, std::uint32_t parent,
                            std::uint32_t previous);
  std::uint32_t add_text(const GumboInternalNode& node, std::uint32_t parent,
                         std::uint32_t previous);
  [[nodiscard]] std::string_view with_taken_text(std::string_view text);
  [[nodiscard]] std::string_view taken_text(std::string_view text, std::size_t at);
  void add_comment(const GumboInternalNode& node, std::uint32_t parent);
  void add_attributes(const GumboInternalNode& node);
  void add_data_script(const GumboInternalNode& node, std::uint32_t index);
  void grow_nodes();

  Document& document_;
  Arena& arena_;
  unsigned max_depth_;
  std::string_view source_;  // the page as it came
  std::string_view html_;    // what Gumbo sees of it
  const Prescanned* kept_ = nullptr;
  std::vector<bool> is_text_used_;  // of kept_->texts
  std::size_t next_tag_ = 0;        // of kept_->tags
  std::size_t next_value_ =
      0;  // of kept_->values, which the tree's attributes come to nearly in order
};

}  // namespace tearsheet::html
