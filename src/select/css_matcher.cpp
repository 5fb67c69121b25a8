#include "select/css_matcher.h"

#include <algorithm>

#include "base/ascii.h"
#include "select/form_values.h"
#include "select/words.h"

namespace tearsheet::select {
namespace {

// Steps before answers are remembered: a query that stays below costs no more than reading the page
// a few times.
constexpr std::uint64_t kFreeSteps = 4096;
constexpr std::uint64_t kFreeStepsPerNode = 4;

bool has_name(const NameTest& test, html::Node element, bool is_class, bool folds_case) {
  const auto same = [&](std::string_view name) {
    return folds_case ? equals_ignoring_case(name, test.text) : name == test.text;
  };
  const auto value = element.attribute(is_class ? "class" : "id");
  if (!value) return false;
  return is_class ? any_word(*value, same) : same(*value);
}

bool has_tag(const TagTest& test, html::Node element) {
  if (element.name_space() != html::Namespace::kHtml) return element.name() == test.written;
  if (test.tag != html::Tag::kUnknown) return element.tag() == test.tag;
  return element.tag() == html::Tag::kUnknown && element.name() == test.lower;
}

/// No element and no text in it; comments do not count (Selectors 4 lets white space pass, no
/// browser does).
bool is_empty(html::Node element) {
  for (html::Node child = element.first_child(); child; child = child.next_sibling()) {
    if (child.is_element() || !child.text().empty()) return false;
  }
  return true;
}

/// Is there an n >= 0 with step * n + offset == position?
bool is_nth(const NthTest& test, std::uint32_t position) {
  const std::int64_t distance = std::int64_t{position} - test.offset;
  if (test.step == 0) return distance == 0;
  return distance % test.step == 0 && distance / test.step >= 0;
}

html::Node element_parent(html::Node element) {
  const html::Node parent = element.parent();
  return parent && parent.is_element() ? parent : html::Node{};
}

}  // namespace

CssMatcher::CssMatcher(const CssProgram& program, Page& page, html::Node scope)
    : program_(program),
      page_(page),
      index_(page.index()),
      scope_(scope.is_element() ? scope : page.document().html()),
      mode_(page.document().is_quirks() ? 1 : 0),
      steps_unremembered_(kFreeSteps + kFreeStepsPerNode * page.document().size()) {}

void CssMatcher::set_scope(html::Node scope) {
  if (!scope.is_element()) scope = page_.document().html();
  if (scope == scope_) return;
  scope_ = scope;
  if (!program_.uses_scope) return;
  memory_.clear();
  steps_ = 0;
  if (!program_.uses_scope_inside) return;
  anchors_.clear();
  nth_positions_.clear();
}

bool CssMatcher::matches(const Complex& complex, html::Node element) {
  const std::uint64_t needed = complex.ancestor_filter[mode_];
  if ((index_.ancestor_filter(element.index()) & needed) != needed) return false;
  return matches_at(complex.first_compound + complex.compound_count - 1, element);
}

bool CssMatcher::matches_left(const Complex& complex, html::Node element) {
  return matches_at(complex.first_compound + complex.compound_count - 2, element);
}

bool CssMatcher::matches_any(const List& list, html::Node element) {
  for (std::uint32_t i = 0; i < list.complex_count; ++i) {
    if (matches(program_.complexes[list.first_complex + i], element)) return true;
  }
  return false;
}

std::uint8_t* CssMatcher::remembered(std::uint32_t compound, html::Node element) {
  if (steps_ < steps_unremembered_) return nullptr;
  if (memory_.empty()) memory_.resize(program_.compounds.size());
  auto& answers = memory_[compound];
  if (answers.empty()) answers.resize(page_.document().size());
  return &answers[element.index()];
}

bool CssMatcher::matches_at(std::uint32_t compound, html::Node element) {
  ++steps_;
  std::uint8_t* const memory = remembered(compound, element);
  if (memory != nullptr && (*memory & kKnown) != 0) return (*memory & kYes) != 0;
  const bool is_match =
      matches_compound(program_.compounds[compound], element) && matches_around(compound, element);
  if (memory != nullptr) *memory |= is_match ? kKnown | kYes : kKnown;
  return is_match;
}

// The combinator left of a compound that `element` matches by itself.
bool CssMatcher::matches_around(std::uint32_t compound, html::Node element) {
  switch (program_.compounds[compound].combinator) {
    case Combinator::kNone:
      return true;
    case Combinator::kChild: {
      const html::Node parent = element_parent(element);
      return parent && matches_at(compound - 1, parent);
    }
    case Combinator::kDescendant:
      return matches_chain(compound - 1, element_parent(element), true);
    case Combinator::kNextSibling: {
      const html::Node previous = previous_element(element);
      return previous && matches_at(compound - 1, previous);
    }
    case Combinator::kLaterSibling:
      return matches_chain(compound - 1, previous_element(element), false);
  }
  return false;
}

// Does `start` match, or an element above it, or before it? What is learned holds for every element
// on the way.
bool CssMatcher::matches_chain(std::uint32_t compound, html::Node start, bool is_ancestors) {
  const auto following = [is_ancestors](html::Node node) {
    return is_ancestors ? element_parent(node) : previous_element(node);
  };
  const auto& needed = program_.compounds[compound].filter[mode_];
  html::Node stop = start;
  bool is_match = false;
  for (; stop && !is_match; stop = following(stop)) {
    ++steps_;
    if (std::uint8_t* const memory = remembered(compound, stop);
        memory != nullptr && (*memory & kChainKnown) != 0) {
      is_match = (*memory & kChainYes) != 0;
      break;
    }
    if ((index_.own_filter(stop.index()) & needed) != needed) continue;
    is_match = matches_at(compound, stop);
  }
  if (steps_ < steps_unremembered_) return is_match;
  for (html::Node node = start; node && node != stop; node = following(node)) {
    if (std::uint8_t* const memory = remembered(compound, node)) {
      *memory |= is_match ? kChainKnown | kChainYes : kChainKnown;
    }
  }
  return is_match;
}

bool CssMatcher::matches_compound(const Compound& compound, html::Node element) {
  const std::uint32_t i = element.index();
  if ((index_.own_filter(i) & compound.filter[mode_]) != compound.filter[mode_]) return false;
  if ((index_.attribute_filter(i) & compound.attribute_filter) != compound.attribute_filter)
    return false;
  for (std::uint32_t t = 0; t < compound.test_count; ++t) {
    if (!matches_test(program_.tests[compound.first_test + t], element)) return false;
  }
  return true;
}

bool CssMatcher::matches_test(const Test& test, html::Node element) {
  switch (test.op) {
    case Op::kNever:
      return false;
    case Op::kTag:
      return has_tag(program_.tags[test.index], element);
    case Op::kId:
      return has_name(program_.names[test.index], element, false, mode_ == 1);
    case Op::kClass:
      return has_name(program_.names[test.index], element, true, mode_ == 1);
    case Op::kAttribute:
      return matches_attribute(program_.attributes[test.index], element);
    case Op::kRoot:
      return !element_parent(element);
    case Op::kScope:
      return element == scope_;
    case Op::kEmpty:
      return is_empty(element);
    case Op::kFirstChild:
      return !previous_element(element);
    case Op::kLastChild:
      return !next_element(element);
    case Op::kNth:
      return matches_nth(test.index, element);
    case Op::kIs:
      return matches_any(program_.lists[test.index], element);
    case Op::kNot:
      return !matches_any(program_.lists[test.index], element);
    case Op::kHas:
      return matches_has(test.index, element);
    case Op::kLang:
      return matches_language(test.index, element);
    case Op::kDir:
      return page_.directions().is_right_to_left(element.index()) == (test.index == 1);
    case Op::kContains:
      return matches_contains(test.index, element);
    case Op::kState:
      return matches_state(static_cast<State>(test.index), element);
  }
  return false;
}

bool CssMatcher::matches_nth(std::uint32_t index, html::Node element) {
  const NthTest& test = program_.nths[index];
  if (!test.has_list) {
    const SiblingIndex& siblings = page_.siblings();
    const auto place =
        test.of_type ? siblings.of_type(element.index()) : siblings.child(element.index());
    return is_nth(test, test.from_end ? place.from_end : place.from_start);
  }
  // "of S": count once for all children of a parent.
  const List& list = program_.lists[test.list];
  if (!matches_any(list, element)) return false;
  if (nth_positions_.empty()) nth_positions_.resize(program_.nths.size());
  auto& positions = nth_positions_[index];
  if (positions.empty()) positions.resize(page_.document().size());
  if (positions[element.index()] == 0) {
    std::vector<html::Node> counted;
    for (html::Node child = element.parent().first_child(); child; child = child.next_sibling()) {
      ++steps_;
      if (child.is_element() && matches_any(list, child)) counted.push_back(child);
    }
    if (test.from_end) std::reverse(counted.begin(), counted.end());
    std::uint32_t position = 0;
    for (const html::Node child : counted) positions[child.index()] = ++position;
  }
  return is_nth(test, positions[element.index()]);
}

bool CssMatcher::matches_has(std::uint32_t list, html::Node element) {
  if (anchors_.empty()) anchors_.resize(program_.lists.size());
  if (anchors_[list].empty()) {
    std::vector<bool> anchors = find_anchors(program_.lists[list]);
    anchors_[list] = std::move(anchors);
  }
  return anchors_[list][element.index()];
}

// :has() the other way round: from the few elements that match its last compound to all that they
// make match.
std::vector<bool> CssMatcher::find_anchors(const List& list) {
  std::vector<bool> anchors(page_.document().size());
  for (std::uint32_t i = 0; i < list.complex_count; ++i) {
    const Complex& complex = program_.complexes[list.first_complex + i];
    if (is_possible(complex)) mark_anchors(complex, anchors);
  }
  return anchors;
}

void CssMatcher::mark_anchors(const Complex& complex, std::vector<bool>& anchors) {
  std::vector<std::uint32_t> found;
  const std::uint32_t last = complex.first_compound + complex.compound_count - 1;
  const auto all = candidates(program_.compounds[last]);
  found.assign(all.begin(), all.end());
  for (std::uint32_t c = last + 1; c-- > complex.first_compound;) {
    const Compound& compound = program_.compounds[c];
    std::vector<bool> seen(page_.document().size());
    std::vector<std::uint32_t> next;
    const auto mark =
        [&](html::Node node) {  // false where this and all beyond it are marked already
          if (!node || seen[node.index()]) return false;
          ++steps_;
          seen[node.index()] = true;
          next.push_back(node.index());
          return true;
        };
    for (const std::uint32_t i : found) {
      html::Node node = page_.document().node(i);
      if (!matches_compound(compound, node)) continue;
      switch (compound.combinator) {
        case Combinator::kNone:
          break;
        case Combinator::kChild:
          mark(element_parent(node));
          break;
        case Combinator::kNextSibling:
          mark(previous_element(node));
          break;
        case Combinator::kDescendant:
          do {
            node = element_parent(node);
          } while (mark(node));
          break;
        case Combinator::kLaterSibling:
          do {
            node = previous_element(node);
          } while (mark(node));
          break;
      }
    }
    found = std::move(next);
  }
  for (const std::uint32_t i : found) anchors[i] = true;
}

bool CssMatcher::matches_contains(std::uint32_t index, html::Node element) {
  const TextIndex& text = page_.text();
  if (found_.empty()) found_.resize(program_.texts.size());
  auto& found = found_[index];
  const std::string& wanted = program_.texts[index];
  if (!found) found = text.find_all(wanted);
  const TextIndex::Range range = text.range(element);
  const auto first = std::lower_bound(found->begin(), found->end(), range.begin);
  return wanted.empty() || (first != found->end() && *first + wanted.size() <= range.end);
}

bool CssMatcher::matches_language(std::uint32_t index, html::Node element) {
  const std::string_view language = page_.languages().of(element.index());
  const auto& ranges = program_.languages[index];
  return std::any_of(ranges.begin(), ranges.end(), [language](const std::string& range) {
    return is_language_in_range(language, range);
  });
}

bool CssMatcher::matches_state(State state, html::Node element) {
  const std::uint32_t i = element.index();
  switch (state) {
    case State::kDefined: {
      // A custom element's name has a hyphen and no colon (WHATWG HTML 4.13.2); none is ever
      // defined here.
      const std::string_view name = element.name();
      return element.name_space() != html::Namespace::kHtml ||
             element.tag() != html::Tag::kUnknown || name.find('-') == std::string_view::npos ||
             name.find(':') != std::string_view::npos;
    }
    case State::kEditable:
      for (html::Node node = element; node; node = element_parent(node)) {
        const auto value = node.attribute("contenteditable");
        if (!value) continue;
        if (equals_ignoring_case(*value, "false")) return false;
        if (value->empty() || equals_ignoring_case(*value, "true") ||
            equals_ignoring_case(*value, "plaintext-only")) {
          return true;
        }
      }
      return false;
    case State::kDefaultButton:
      return page_.forms().is_default_button(i);
    case State::kSelectedOption:
      return page_.forms().is_selected_option(i);
    case State::kUncheckedGroup:
      return page_.forms().is_in_unchecked_group(i);
    case State::kInRange:
      return range_state(element) == RangeState::kInside;
    case State::kOutOfRange:
      return range_state(element) == RangeState::kOutside;
    case State::kValid:
      return control_validity(element) == Validity::kValid;
    case State::kInvalid:
      return control_validity(element) == Validity::kInvalid;
  }
  return false;
}

std::span<const std::uint32_t> CssMatcher::candidates(const Compound& compound) {
  std::span<const std::uint32_t> best = index_.elements();
  const auto offer = [&best](std::span<const std::uint32_t> list) {
    if (list.size() < best.size()) best = list;
  };
  for (std::uint32_t t = 0; t < compound.test_count; ++t) {
    const Test& test = program_.tests[compound.first_test + t];
    switch (test.op) {
      case Op::kNever:
        return {};
      case Op::kId:
      case Op::kClass:
        offer(index_.with_key(program_.names[test.index].keys[mode_]));
        break;
      case Op::kTag:
        offer(index_.with_tag(program_.tags[test.index].tag));
        break;
      default:
        break;
    }
  }
  return best;
}

bool CssMatcher::is_possible(const Complex& complex) {
  for (std::uint32_t c = 0; c < complex.compound_count; ++c) {
    if (candidates(program_.compounds[complex.first_compound + c]).empty()) return false;
  }
  return true;
}

}  // namespace tearsheet::select
