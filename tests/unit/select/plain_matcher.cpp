#include "plain_matcher.h"

#include <algorithm>
#include <set>

namespace tearsheet::select {
namespace {

using Nodes = std::set<std::uint32_t>;

std::string join(const PlainList& list, bool is_relative);

std::string to_css(const PlainTest& test) {
  const auto formula = [&test] {
    return std::to_string(test.step) + "n" + (test.offset < 0 ? "" : "+") +
           std::to_string(test.offset);
  };
  switch (test.kind) {
    case PlainTest::Kind::kType:
      return test.name;
    case PlainTest::Kind::kId:
      return "#" + test.name;
    case PlainTest::Kind::kClass:
      return "." + test.name;
    case PlainTest::Kind::kAttribute:
      return "[" + test.name + "*='" + test.value + "']";
    case PlainTest::Kind::kEmpty:
      return ":empty";
    case PlainTest::Kind::kNthChild:
      return ":nth-child(" + formula() + ")";
    case PlainTest::Kind::kNthLastOfType:
      return ":nth-last-of-type(" + formula() + ")";
    case PlainTest::Kind::kNthOf:
      return ":nth-child(" + formula() + " of " + join(*test.list, false) + ")";
    case PlainTest::Kind::kIs:
      return ":is(" + join(*test.list, false) + ")";
    case PlainTest::Kind::kNot:
      return ":not(" + join(*test.list, false) + ")";
    case PlainTest::Kind::kHas:
      return ":has(" + join(*test.list, true) + ")";
  }
  return "";
}

std::string join(const PlainList& list, bool is_relative) {
  std::string css;
  for (const PlainComplex& complex : list) {
    if (!css.empty()) css += ", ";
    for (std::size_t i = 0; i < complex.compounds.size(); ++i) {
      const PlainCompound& compound = complex.compounds[i];
      if (i > 0 || is_relative)
        css += compound.combinator == ' ' ? std::string(" ") : std::string(1, compound.combinator);
      for (const PlainTest& test : compound.tests) css += to_css(test);
    }
  }
  return css;
}

std::vector<html::Node> element_children(html::Node parent) {
  std::vector<html::Node> children;
  for (html::Node child = parent.first_child(); child; child = child.next_sibling()) {
    if (child.is_element()) children.push_back(child);
  }
  return children;
}

bool is_nth(int step, int offset, int position) {
  for (int n = 0; n <= 1000; ++n) {
    if (step * n + offset == position) return true;
  }
  return false;
}

Nodes match_list(const PlainList& list, const html::Document& document);
Nodes walk(const PlainComplex& complex, Nodes from, const html::Document& document,
           bool is_relative);

bool passes(const PlainTest& test, html::Node node) {
  const html::Document& document = node.document();
  const auto siblings = [&] { return element_children(node.parent()); };
  const auto position_in = [&](const std::vector<html::Node>& nodes) {
    return static_cast<int>(std::find(nodes.begin(), nodes.end(), node) - nodes.begin()) + 1;
  };
  switch (test.kind) {
    case PlainTest::Kind::kType:
      return test.name == "*" || node.name() == test.name;
    case PlainTest::Kind::kId:
      return node.attribute("id") == test.name;
    case PlainTest::Kind::kClass: {
      const std::string padded = " " + std::string(node.attribute("class").value_or("")) + " ";
      return padded.find(" " + test.name + " ") != std::string::npos;
    }
    case PlainTest::Kind::kAttribute:
      return node.attribute(test.name).has_value() &&
             node.attribute(test.name)->find(test.value) != std::string::npos;
    case PlainTest::Kind::kEmpty:
      return node.first_child().is_null();
    case PlainTest::Kind::kNthChild:
      return is_nth(test.step, test.offset, position_in(siblings()));
    case PlainTest::Kind::kNthLastOfType: {
      auto same = siblings();
      std::erase_if(same, [&](html::Node other) { return other.name() != node.name(); });
      std::reverse(same.begin(), same.end());
      return is_nth(test.step, test.offset, position_in(same));
    }
    case PlainTest::Kind::kNthOf: {
      const Nodes matching = match_list(*test.list, document);
      auto counted = siblings();
      std::erase_if(counted, [&](html::Node other) { return !matching.contains(other.index()); });
      return matching.contains(node.index()) &&
             is_nth(test.step, test.offset, position_in(counted));
    }
    case PlainTest::Kind::kIs:
      return match_list(*test.list, document).contains(node.index());
    case PlainTest::Kind::kNot:
      return !match_list(*test.list, document).contains(node.index());
    case PlainTest::Kind::kHas:
      return std::any_of(test.list->begin(), test.list->end(), [&](const PlainComplex& complex) {
        return !walk(complex, {node.index()}, document, true).empty();
      });
  }
  return false;
}

/// Where one step of a combinator leads from a node.
Nodes step(char combinator, html::Node from) {
  Nodes reached;
  const html::Document& document = from.document();
  if (combinator == ' ') {
    for (std::uint32_t i = from.index() + 1; i < from.end(); ++i) reached.insert(i);
    return reached;
  }
  if (combinator == '>') {
    for (const html::Node child : element_children(from)) reached.insert(child.index());
    return reached;
  }
  for (const html::Node sibling : element_children(document.node(from.parent().index()))) {
    if (sibling.index() <= from.index()) continue;
    reached.insert(sibling.index());
    if (combinator == '+') break;
  }
  return reached;
}

/// Follows the compounds from left to right; a relative selector's first combinator leads away from
/// `from`.
Nodes walk(const PlainComplex& complex, Nodes from, const html::Document& document,
           bool is_relative) {
  for (std::size_t i = 0; i < complex.compounds.size(); ++i) {
    const PlainCompound& compound = complex.compounds[i];
    Nodes reached = from;
    if (i > 0 || is_relative) {
      reached.clear();
      for (const std::uint32_t node : from)
        reached.merge(step(compound.combinator, document.node(node)));
    }
    std::erase_if(reached, [&](std::uint32_t index) {
      const html::Node node = document.node(index);
      return !node.is_element() ||
             !std::all_of(compound.tests.begin(), compound.tests.end(),
                          [&](const PlainTest& test) { return passes(test, node); });
    });
    from = std::move(reached);
  }
  return from;
}

Nodes match_list(const PlainList& list, const html::Document& document) {
  Nodes all;
  for (std::uint32_t i = 1; i < document.size(); ++i) all.insert(i);
  Nodes matching;
  for (const PlainComplex& complex : list) matching.merge(walk(complex, all, document, false));
  return matching;
}

}  // namespace

std::string to_css(const PlainList& list) {
  return join(list, false);
}

std::vector<std::uint32_t> plain_matches(const PlainList& list, const html::Document& document) {
  const Nodes matching = match_list(list, document);
  return {matching.begin(), matching.end()};
}

}  // namespace tearsheet::select
