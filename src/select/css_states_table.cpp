// Pseudo-classes of Selectors Level 4 and of HTML 4.16.3, as far as they take no argument.
//
// Most of HTML's are conditions on attributes, so they are written as selectors; State names those
// that are not. At the end stand a few short names that jQuery made common; they are no standard.
#include <algorithm>
#include <array>
#include <vector>

#include "base/nearest.h"
#include "select/css_states.h"

namespace tearsheet::select {
namespace {

using Kind = PseudoClass::Kind;

constexpr PseudoClass never(std::string_view name) {
  return {name, Kind::kNever, State::kDefined, {}};
}
constexpr PseudoClass state(std::string_view name, State value) {
  return {name, Kind::kState, value, {}};
}
constexpr PseudoClass same_as(std::string_view name, std::string_view selector) {
  return {name, Kind::kSelector, State::kDefined, selector};
}

// An input whose type is missing or unknown is a text field (HTML 4.10.5); these are all the
// others.
#define TEARSHEET_NOT_TEXT                                                                         \
  "[type=hidden],[type=range],[type=color],[type=checkbox],[type=radio],[type=file],[type=submit]" \
  ",[type=image],"                                                                                 \
  "[type=reset],[type=button]"
#define TEARSHEET_DATE_TYPES \
  "[type=date],[type=month],[type=week],[type=time],[type=datetime-local]"

constexpr std::array kPseudoClasses{
    same_as("first-of-type", ":nth-of-type(1)"),
    same_as("last-of-type", ":nth-last-of-type(1)"),
    same_as("only-child", ":first-child:last-child"),
    same_as("only-of-type", ":nth-of-type(1):nth-last-of-type(1)"),
    // Links. Nothing was visited.
    same_as("any-link", ":is(a, area)[href], a[xlink\\:href]"),
    same_as("link", ":is(a, area)[href], a[xlink\\:href]"),
    // Forms.
    same_as("disabled",
            ":is(button, input, select, textarea, fieldset, optgroup, option)[disabled], "
            "optgroup[disabled] > option,"
            "fieldset[disabled] > :is(button, input, select, textarea, fieldset),"
            "fieldset[disabled] > :not(legend:nth-of-type(1)) :is(button, input, select, textarea, "
            "fieldset)"),
    same_as("enabled",
            ":is(button, input, select, textarea, fieldset, optgroup, option):not(:disabled)"),
    same_as(
        "required",
        "input[required]:not([type=hidden],[type=range],[type=color],[type=submit],[type=image],"
        "[type=reset],[type=button]), :is(select, textarea)[required]"),
    same_as(
        "optional",
        "input:not([required],[type=hidden],[type=range],[type=color],[type=submit],[type=image],"
        "[type=reset],[type=button]), :is(select, textarea):not([required])"),
    state("-tearsheet-selected", State::kSelectedOption),
    same_as("checked",
            "input:is([type=checkbox], [type=radio])[checked], option:-tearsheet-selected"),
    state("-tearsheet-default-button", State::kDefaultButton),
    same_as("default",
            "input:is([type=checkbox], [type=radio])[checked], option[selected], "
            ":-tearsheet-default-button"),
    state("-tearsheet-unchecked-group", State::kUncheckedGroup),
    same_as("indeterminate", "progress:not([value]), input[type=radio]:-tearsheet-unchecked-group"),
    same_as("placeholder-shown",
            "input[placeholder]:not([placeholder=''], " TEARSHEET_NOT_TEXT "," TEARSHEET_DATE_TYPES
            "):is(:not([value]), [value='']), textarea[placeholder]:not([placeholder='']):empty"),
    state("-tearsheet-editable", State::kEditable),
    same_as("read-write",
            "input:not([readonly], :disabled, " TEARSHEET_NOT_TEXT
            "), textarea:not([readonly], :disabled), :-tearsheet-editable:not(input, textarea)"),
    same_as("read-only", ":not(:read-write)"),
    state("in-range", State::kInRange),
    state("out-of-range", State::kOutOfRange),
    state("valid", State::kValid),
    state("invalid", State::kInvalid),
    same_as("open", "details[open], dialog[open]"),
    state("defined", State::kDefined),
    // What only a user, a player or a shadow tree brings about.
    never("visited"),
    never("local-link"),
    never("target"),
    never("target-within"),
    never("hover"),
    never("active"),
    never("focus"),
    never("focus-visible"),
    never("focus-within"),
    never("user-valid"),
    never("user-invalid"),
    never("current"),
    never("past"),
    never("future"),
    never("playing"),
    never("paused"),
    never("seeking"),
    never("buffering"),
    never("stalled"),
    never("muted"),
    never("volume-locked"),
    never("fullscreen"),
    never("modal"),
    never("picture-in-picture"),
    never("popover-open"),
    never("autofill"),
    never("host"),
    never("blank"),
    // jQuery's short names, most of them for forms.
    same_as("input", "input, select, textarea, button"),
    same_as("button", "button, input[type=button]"),
    same_as("checkbox", "input[type=checkbox]"),
    same_as("radio", "input[type=radio]"),
    same_as("file", "input[type=file]"),
    same_as("image", "input[type=image]"),
    same_as("password", "input[type=password]"),
    same_as("reset", ":is(input, button)[type=reset]"),
    same_as("submit", "input[type=submit], button:not([type=button], [type=reset])"),
    same_as("text", "input:is(:not([type]), [type=text])"),
    same_as("header", "h1, h2, h3, h4, h5, h6"),
    same_as("parent", ":not(:empty)"),
    same_as("selected", "option:-tearsheet-selected"),
};

// Names that the parser handles itself, for suggestions.
constexpr std::array<std::string_view, 22> kOthers{"root",
                                                   "scope",
                                                   "empty",
                                                   "first-child",
                                                   "last-child",
                                                   "not",
                                                   "is",
                                                   "where",
                                                   "has",
                                                   "nth-child",
                                                   "nth-last-child",
                                                   "nth-of-type",
                                                   "nth-last-of-type",
                                                   "lang",
                                                   "dir",
                                                   "contains",
                                                   "matches",
                                                   "any",
                                                   "host-context",
                                                   "state",
                                                   "current",
                                                   "host"};

}  // namespace

const PseudoClass* find_pseudo_class(std::string_view name) {
  const auto* found = std::find_if(kPseudoClasses.begin(), kPseudoClasses.end(),
                                   [name](const PseudoClass& known) { return known.name == name; });
  return found == kPseudoClasses.end() ? nullptr : found;
}

bool is_never_function(std::string_view name) {
  return name == "current" || name == "host" || name == "host-context" || name == "state";
}

std::string_view similar_pseudo_class(std::string_view name) {
  std::vector<std::string_view> known(kOthers.begin(), kOthers.end());
  for (const PseudoClass& pseudo : kPseudoClasses) {
    if (!pseudo.name.starts_with('-')) known.push_back(pseudo.name);
  }
  return nearest(name, known);
}

}  // namespace tearsheet::select
