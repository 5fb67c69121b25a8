#include "extract/structure/between.h"

#include <algorithm>
#include <utility>

#include "extract/page/bounds.h"
#include "extract/structure/adoption.h"
#include "extract/structure/pictures.h"

namespace tearsheet::extract {

using html::Node;
using html::Tag;
using records::Block;

namespace {

constexpr std::size_t kMaxImages = 200;
constexpr float kLongestCaption = 600;        // characters; longer ones are no caption
constexpr float kMostLinks = 0.8F;            // of a caption's text
constexpr int kCaptionSteps = 2;              // from a line up to what is called its caption
constexpr std::uint32_t kMaxCaptions = 6;     // blocks: caption, credit, agency ...
constexpr std::uint32_t kNoscriptReach = 12;  // nodes from a picture to its stand-in

}  // namespace

void Between::gap(std::uint32_t begin, std::uint32_t end) {
  if (!may_have_any(begin, end)) return;
  std::uint32_t strict_until = 0;
  for (std::uint32_t i = begin; i < end;) {
    const Node node = at_.page.node(i);
    if (!node.is_element() || node.end() > end) {
      ++i;
    } else if (at_.notes.is_in_note(i) || stands_beside(node)) {
      i = node.end();
    } else {
      const std::uint32_t from = at_.survey.first_block(i), to = at_.survey.first_block(node.end());
      if (from == to && i >= strict_until) {
        read(i, node.end(), true);
        i = node.end();
      } else if (node.tag() == Tag::kFigure || (i >= strict_until && is_captioned(from, to))) {
        captioned(node, from, to);
        i = node.end();
      } else {
        strict_until = std::max(strict_until, from == to ? strict_until : node.end());
        ++i;
      }
    }
  }
}

/// Most gaps have neither pictures nor formulas, and nothing more is asked of their elements.
bool Between::may_have_any(std::uint32_t begin, std::uint32_t end) const {
  for (std::uint32_t i = begin; i < end; ++i) {
    const Node node = at_.page.node(i);
    if (!node.is_element()) continue;
    const Tag tag = node.tag();
    if (tag == Tag::kImg || tag == Tag::kMath || (tag == Tag::kUnknown && formula_at(node)))
      return true;
  }
  return false;
}

bool Between::is_caption(const TextBlock& block) const {
  const auto& ancestors = at_.survey.ancestors_of(block);
  if (block.link_density() > kMostLinks) return false;
  if (ancestors.in(AncestorKind::kFigcaption) || ancestors.has(Hint::kCaption)) return true;
  // "thumbcaption" and the like are one word.
  Node node = at_.page.node(block.holder);
  for (int i = 0; i < kCaptionSteps && node && node.is_element(); ++i, node = node.parent()) {
    if (class_of(node).find("caption") != std::string_view::npos) return true;
  }
  return false;
}

bool Between::is_captioned(std::uint32_t from, std::uint32_t to) const {
  if (to - from > kMaxCaptions) return false;
  float size = 0;
  for (std::uint32_t k = from; k < to; ++k) {
    if (!is_caption(at_.survey.blocks[k])) return false;
    size += at_.survey.blocks[k].size;
  }
  return size <= kLongestCaption;
}

void Between::captioned(Node figure, std::uint32_t from, std::uint32_t to) {
  const std::size_t before = at_.out.size();
  read(figure.index(), figure.end(), true);
  if (at_.out.size() == before) return;
  for (std::uint32_t k = from; k < std::min(to, from + kMaxCaptions); ++k) {
    const TextBlock& block = at_.survey.blocks[k];
    if (!is_caption(block) || block.size > kLongestCaption) continue;
    Block made;
    made.kind = Block::Kind::kCaption;
    made.text = lines_of(at_.survey.text_of(block));
    made.html = at_.inline_html.write(block.begin, block.end, block.holder);
    if (at_.inline_html.was_plain()) made.html.clear();
    made.within = at_.out.back().within;
    made.is_beside = true;
    if (!made.text.empty()) at_.out.push_back(std::move(made));
  }
}

void Between::read(std::uint32_t begin, std::uint32_t end, bool formulas_too) {
  for (std::uint32_t i = begin; i < end && images_ < kMaxImages; ++i) {
    const Node node = at_.page.node(i);
    if (!node.is_element()) continue;
    if (const auto formula = formula_at(node)) {
      if (!formulas_too) continue;
      standing_formula(node, *formula);
      i = std::max(formula->end, i + 1) - 1;
    } else if (node.tag() == Tag::kImg) {
      picture(node);
    }
  }
}

void Between::picture(Node node) {
  // What stands in for scripts that are off was shown already where the picture is known.
  const Node parent = node.parent();
  if (parent && parent.tag() == Tag::kNoscript && node.index() < last_picture_ + kNoscriptReach)
    return;
  Block made;
  made.kind = Block::Kind::kImage;
  made.url = picture_address(node, at_.base);
  if (made.url.empty() || !shown_.insert(made.url).second) return;
  made.text = picture_text(node);
  made.within = at_.enclosures.around(node.parent());
  last_picture_ = node.index();
  at_.out.push_back(std::move(made));
  ++images_;
}

void Between::standing_formula(Node node, const Formula& formula) {
  if (formula.tex.empty()) return;
  if (!at_.out.empty() && at_.out.back().kind == Block::Kind::kFormula &&
      at_.out.back().text == formula.tex)
    return;
  Block made;
  made.kind = Block::Kind::kFormula;
  made.text = formula.tex;
  made.within = at_.enclosures.around(node.parent());
  made.is_beside = true;
  at_.out.push_back(std::move(made));
}

}  // namespace tearsheet::extract
