#include "select/css_run.h"

#include <algorithm>
#include <tuple>

namespace tearsheet::select {
namespace {

/// A place in document order: a node, and behind an element its attributes (1-based) and what is
/// kept beside the tree.
constexpr std::uint32_t kDataScript = 0xFFFF'FFFF;
struct Place {
  std::uint32_t node = 0;
  std::uint32_t attribute = 0;
  friend bool operator==(const Place&, const Place&) = default;
  friend bool operator<(const Place& a, const Place& b) {
    return std::tie(a.node, a.attribute) < std::tie(b.node, b.attribute);
  }
};

class Run {
 public:
  Run(const CssProgram& program, CssMatcher& matcher, html::Node scope)
      : program_(program), matcher_(matcher), scope_(scope) {}

  std::vector<Place> places() {
    for (std::uint32_t i = 0; i < program_.top.complex_count; ++i) {
      const Complex& complex = program_.complexes[program_.top.first_complex + i];
      if (matcher_.is_possible(complex)) collect(complex);
    }
    if (!std::is_sorted(places_.begin(), places_.end())) std::sort(places_.begin(), places_.end());
    places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
    return std::move(places_);
  }

 private:
  void collect(const Complex& complex) {
    const Compound& last = program_.compounds[complex.first_compound + complex.compound_count - 1];
    if (complex.yield != Yield::kElement && last.is_universal) {
      // "::text" and "div ::text": all text in the page or in the div, its own too, as parsel has
      // it.
      if (complex.compound_count == 1) return add_below(complex, scope_);
      if (last.combinator == Combinator::kDescendant) return collect_below(complex);
    }
    const bool with_scope = complex.yield != Yield::kElement && scope_.is_element();
    if (with_scope && matcher_.matches(complex, scope_)) add(complex, scope_);
    const auto all = matcher_.candidates(last);
    for (auto at = std::upper_bound(all.begin(), all.end(), scope_.index());
         at != all.end() && *at < scope_.end(); ++at) {
      const html::Node element = node(*at);
      if (matcher_.matches(complex, element)) add(complex, element);
    }
  }

  void collect_below(const Complex& complex) {
    for (html::Node node = scope_; node && node.is_element(); node = node.parent()) {
      if (matcher_.matches_left(complex, node)) return add_below(complex, scope_);
    }
    const Compound& left = program_.compounds[complex.first_compound + complex.compound_count - 2];
    std::uint32_t done = 0;  // inside another match everything was added already
    for (const std::uint32_t i : matcher_.candidates(left)) {
      if (i <= scope_.index() || i >= scope_.end() || i < done) continue;
      const html::Node element = node(i);
      if (!matcher_.matches_left(complex, element)) continue;
      add_below(complex, element);
      done = element.end();
    }
  }

  void add_below(const Complex& complex, html::Node top) {
    for (std::uint32_t i = top.index(); i < top.end(); ++i) {
      const html::Node here = node(i);
      if (complex.yield == Yield::kText) {
        if (here.is_text()) places_.push_back({i, 0});
        if (here.is_element()) add_data_script(here);
      } else if (here.is_element()) {
        add(complex, here);
      }
    }
  }

  void add(const Complex& complex, html::Node element) {
    switch (complex.yield) {
      case Yield::kElement:
        places_.push_back({element.index(), 0});
        break;
      case Yield::kText:
        for (html::Node child = element.first_child(); child; child = child.next_sibling()) {
          if (child.is_text()) places_.push_back({child.index(), 0});
        }
        add_data_script(element);
        break;
      case Yield::kAttribute: {
        const auto attributes = element.attributes();
        for (std::uint32_t i = 0; i < attributes.size(); ++i) {
          if (attributes[i].name == complex.attribute) places_.push_back({element.index(), i + 1});
        }
      }
    }
  }

  void add_data_script(html::Node element) {
    if (element.tag() != html::Tag::kScript) return;
    if (!matcher_.page().data_scripts().of(element.index()).empty())
      places_.push_back({element.index(), kDataScript});
  }

  [[nodiscard]] html::Node node(std::uint32_t index) const { return scope_.document().node(index); }

  const CssProgram& program_;
  CssMatcher& matcher_;
  html::Node scope_;
  std::vector<Place> places_;
};

}  // namespace

std::vector<Match> run_css(const CssProgram& program, CssMatcher& matcher, html::Node scope) {
  std::vector<Match> matches;
  for (const Place& place : Run(program, matcher, scope).places()) {
    const html::Node node = scope.document().node(place.node);
    if (place.attribute == kDataScript) {
      matches.push_back(
          {Match::Kind::kText, node, std::string(matcher.page().data_scripts().of(place.node))});
    } else if (place.attribute != 0) {
      matches.push_back({Match::Kind::kAttribute, node,
                         std::string(node.attributes()[place.attribute - 1].value)});
    } else if (node.is_text()) {
      matches.push_back({Match::Kind::kText, node.parent(), std::string(node.text())});
    } else {
      matches.push_back({Match::Kind::kElement, node, {}});
    }
  }
  return matches;
}

std::vector<html::Node> run_css_nodes(const CssProgram& program, CssMatcher& matcher,
                                      html::Node scope) {
  std::vector<html::Node> nodes;
  for (const Place& place : Run(program, matcher, scope).places()) {
    const html::Node node = scope.document().node(place.node);
    const html::Node element = node.is_text() ? node.parent() : node;
    if (nodes.empty() || nodes.back() != element) nodes.push_back(element);
  }
  return nodes;
}

}  // namespace tearsheet::select
