// The room page/: what is read from a page once, and every later room stands on.
//
// In: a parsed page. Out: its blocks of text with what each stands in (survey(), here), its meta
// tags, links, properties and structured data (facts.h), the words that classes and ids hint at
// (hints.h), the publication's name (site_name.h), the feeds that it announces (feeds.cpp).
// Candidates of any field have one form (candidates.h). To read: this header, hints.h, facts.h;
// json_ld.h and json_repair.h when structured data is the matter.
//
// This file: one walk over a page that finds its blocks of text.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/page/hints.h"
#include "html/html.h"

namespace tearsheet::extract {

/// Elements that say of the text in them what it is for.
enum class AncestorKind : std::uint8_t {
  kNav,
  kAside,
  kFooter,
  kHeader,
  kForm,
  kListItem,
  kList,
  kTable,
  kFigure,
  kFigcaption,
  kArticle,
  kMain,
  kSection,
  kQuote,
  kLink,
  kHeading,
  kHidden,
  kAddress,
  kPre,
  kDetails,
  kParagraph,
  kCell,
};
inline constexpr std::size_t kAncestorKindCount = static_cast<std::size_t>(AncestorKind::kCell) + 1;

/// What a block stands in: the depth at which each kind of element and each hint was last met on the
/// way down; 0: never.
struct Ancestors {
  std::array<std::uint16_t, kHintCount> hint_depth{};
  std::array<std::uint16_t, kAncestorKindCount> kind_depth{};
  std::array<std::uint32_t, kAncestorKindCount> kind_node{};
  std::uint32_t element = 0;  ///< The innermost element that counts among them ...
  Hints hints;                ///< ... and its own hints.
  std::uint32_t outer = 0;    ///< What it stands in itself, in Survey::ancestors; 0: the page.
  [[nodiscard]] bool in(AncestorKind what) const {
    return kind_depth[static_cast<std::size_t>(what)] != 0;
  }
  [[nodiscard]] std::uint32_t node(AncestorKind what) const {
    return kind_node[static_cast<std::size_t>(what)];
  }
  [[nodiscard]] bool has(Hint hint) const {
    return hint_depth[static_cast<std::size_t>(hint)] != 0;
  }
};

/// A run of text between two breaks of the flow.
struct TextBlock {
  std::uint32_t holder = 0;          ///< The innermost block-level element around it.
  std::uint32_t begin = 0, end = 0;  ///< Nodes: from its first text node to behind its last.
  std::uint32_t text_begin = 0, text_size = 0;  ///< In Survey::text.
  std::uint32_t ancestors = 0;                  ///< In Survey::ancestors: those of `holder`.
  std::uint16_t depth = 0;                      ///< Of `holder`.
  std::uint16_t links = 0;
  float size = 0;  ///< Characters; one of a script without spaces counts kWideWeight.
  float link_size = 0, bold_size = 0, italic_size = 0;
  std::uint32_t words = 0;
  std::uint16_t stops = 0, commas = 0, digits = 0, capitals = 0;
  bool ends_sentence = false;
  bool starts_with_link = false;

  [[nodiscard]] float link_density() const { return size > 0 ? link_size / size : 0; }
  /// Reads like running text: long enough and not made of links.
  [[nodiscard]] bool is_prose() const { return size >= 80 && link_size < 0.33F * size; }
};

/// A character of Chinese, Japanese or Korean says about as much as 2.5 Latin letters (the sizes of
/// parallel news texts).
inline constexpr float kWideWeight = 2.5F;

struct Survey {
  std::string text;               ///< Of all blocks, white space collapsed, <br> as line end.
  std::vector<TextBlock> blocks;  ///< Document order.
  std::vector<Ancestors> ancestors;
  std::vector<float> size_before, prose_before,
      link_before;  ///< Prefix sums over blocks, blocks.size() + 1 long.

  [[nodiscard]] std::string_view text_of(const TextBlock& block) const {
    return std::string_view(text).substr(block.text_begin, block.text_size);
  }
  [[nodiscard]] const Ancestors& ancestors_of(const TextBlock& block) const {
    return ancestors[block.ancestors];
  }
  /// First block that begins at or after a node: blocks of an element are [first_block(n.index()),
  /// first_block(n.end())).
  [[nodiscard]] std::uint32_t first_block(std::uint32_t node) const;
  [[nodiscard]] float size_in(html::Node element) const {
    return size_before[first_block(element.end())] - size_before[first_block(element.index())];
  }
};

[[nodiscard]] Survey survey(const html::Document& page);

/// Whether an element breaks the flow of text.
[[nodiscard]] bool is_block_level(html::Tag tag);
/// Whether nothing inside is ever read as text: scripts, controls, embedded objects.
[[nodiscard]] bool is_unread(html::Tag tag);

}  // namespace tearsheet::extract
