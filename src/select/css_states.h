// Pseudo-classes without arguments: which there are, and how each is told from static HTML.
#pragma once

#include <cstdint>
#include <string_view>

namespace tearsheet::select {

/// What needs code of its own; the rest is written as selectors in css_states_table.cpp.
enum class State : std::uint8_t {
  kDefined,
  kEditable,       ///< contenteditable, its own or inherited.
  kDefaultButton,  ///< The first submit button of its form.
  kSelectedOption,
  kUncheckedGroup,  ///< A radio button in whose group none is checked.
  kInRange,
  kOutOfRange,
  kValid,
  kInvalid,
};

struct PseudoClass {
  enum class Kind : std::uint8_t {
    kNever,  ///< Needs a user or a running browser.
    kState,
    kSelector,  ///< `selector` says the same.
  };
  std::string_view name;
  Kind kind = Kind::kNever;
  State state = State::kDefined;
  std::string_view selector;
};

/// By name in lower case.
[[nodiscard]] const PseudoClass* find_pseudo_class(std::string_view lower_case_name);
/// Functional ones that never match a page at rest (":current(p)"); their argument is not looked
/// at.
[[nodiscard]] bool is_never_function(std::string_view lower_case_name);
/// A known name close to a misspelt one, or empty: for error messages.
[[nodiscard]] std::string_view similar_pseudo_class(std::string_view lower_case_name);

}  // namespace tearsheet::select
