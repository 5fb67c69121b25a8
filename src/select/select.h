// Finding things in a page: CSS selectors matched on the tree itself, XPath 1.0 on a mirror of it.
//
// A Query is compiled once and used on any number of pages and threads. An Evaluator belongs to one
// page and one thread; it holds what is built on first use (class and id look-ups, the libxml2
// mirror).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "html/html.h"

namespace tearsheet::select {

/// One thing found. For `::text`, `::attr(x)`, XPath attributes, text nodes and atomic values
/// `value` is the string; for an element it is empty: take text_content() or visible_text() of
/// `node`.
struct Match {
  enum class Kind { kElement, kText, kAttribute, kAtom };
  Kind kind = Kind::kElement;
  html::Node
      node;  ///< The element, or the element that the text or attribute belongs to; null for kAtom.
  std::string value;
  /// The value, or the element's text content.
  [[nodiscard]] std::string text() const;
};

/// A compiled CSS selector (list) with an optional `::text` / `::attr(name)`, or an XPath 1.0
/// expression.
class Query {
 public:
  /// Selectors Level 4 as far as docs/selectors.md lists; errors carry the column.
  static Result<Query> css(std::string_view selector);
  static Result<Query> xpath(std::string_view expression);

  Query(const Query&);
  Query(Query&&) noexcept;
  Query& operator=(const Query&);
  Query& operator=(Query&&) noexcept;
  ~Query();

  [[nodiscard]] const std::string& source() const;
  [[nodiscard]] bool is_xpath() const;

 private:
  friend class Evaluator;
  struct Program;
  explicit Query(std::shared_ptr<const Program> program);
  std::shared_ptr<const Program>
      program_;  // shared: const, and queries are copied into site definitions
};

/// Runs queries on one document, which must outlive it.
class Evaluator {
 public:
  explicit Evaluator(const html::Document& document);
  ~Evaluator();
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  /// All matches below `scope` (the document node: the whole page; `:scope` and relative selectors
  /// refer to it), in document order, each once. XPath run-time errors and exceeded limits give
  /// kInvalid.
  Result<std::vector<Match>> all(const Query& query, html::Node scope);
  Result<std::vector<Match>> all(const Query& query);
  /// Elements only, without making strings: for strip rules and containers.
  std::vector<html::Node> nodes(const Query& query, html::Node scope);
  [[nodiscard]] bool matches(const Query& query, html::Node element);  ///< CSS only.

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tearsheet::select
