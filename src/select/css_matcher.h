// Does an element match? Right to left, from the element to what must stand around it.
//
// Every answer about one part of the selector and one element can be remembered, and from the
// moment that a query has taken a few times as many steps as the page has nodes it is: then no
// selector and no page takes more than parts x nodes steps. Below that, which is nearly always,
// nothing is allocated.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "select/css_program.h"
#include "select/page.h"

namespace tearsheet::select {

/// One program on one page, for one scope. Keeps what it learns; one thread.
class CssMatcher {
 public:
  /// `scope`: what :scope is; the document node stands for <html>.
  CssMatcher(const CssProgram& program, Page& page, html::Node scope);

  [[nodiscard]] Page& page() { return page_; }
  /// Goes on with another scope; what doesn't depend on it stays known.
  void set_scope(html::Node scope);

  /// Does `element` match the complex selector?
  bool matches(const Complex& complex, html::Node element);
  /// The same for what is left of a selector without its last compound ("div" of "div ::text").
  bool matches_left(const Complex& complex, html::Node element);
  bool matches_any(const List& list, html::Node element);

  /// Elements in document order among which are all that match the compound: the shortest list the
  /// index has.
  std::span<const std::uint32_t> candidates(const Compound& compound);
  /// False if some id or class that the selector needs is nowhere on the page.
  bool is_possible(const Complex& complex);

 private:
  // What is known of a compound and an element: bits of one byte.
  static constexpr std::uint8_t kKnown = 1, kYes = 2, kChainKnown = 4, kChainYes = 8;

  bool matches_at(std::uint32_t compound, html::Node element);
  bool matches_around(std::uint32_t compound, html::Node element);
  bool matches_chain(std::uint32_t compound, html::Node start, bool is_ancestors);
  bool matches_compound(const Compound& compound, html::Node element);
  bool matches_test(const Test& test, html::Node element);
  bool matches_nth(std::uint32_t index, html::Node element);
  bool matches_has(std::uint32_t list, html::Node element);
  bool matches_contains(std::uint32_t index, html::Node element);
  bool matches_language(std::uint32_t index, html::Node element);
  bool matches_state(State state, html::Node element);

  std::vector<bool> find_anchors(const List& list);
  void mark_anchors(const Complex& complex, std::vector<bool>& anchors);
  std::uint8_t* remembered(std::uint32_t compound, html::Node element);

  const CssProgram& program_;
  Page& page_;
  const PageIndex& index_;
  html::Node scope_;
  std::size_t mode_;  // 1 in quirks mode: which of a name's two keys counts
  std::uint64_t steps_ = 0;
  std::uint64_t steps_unremembered_;
  std::vector<std::vector<std::uint8_t>> memory_;  // by compound, then node
  std::vector<std::vector<bool>> anchors_;         // by list: what :has() matches
  std::vector<std::vector<std::uint32_t>>
      nth_positions_;  // by nth test, then node: position, 0 unknown
  std::vector<std::optional<std::vector<std::size_t>>> found_;  // by text: where it stands
};

/// Attribute tests alone; `element` in HTML or not decides about case.
[[nodiscard]] bool matches_attribute(const AttributeTest& test, html::Node element);

}  // namespace tearsheet::select
