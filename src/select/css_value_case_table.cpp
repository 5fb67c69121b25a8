// Attributes of HTML elements whose values selectors compare without case: the list in WHATWG
// HTML 4.16.2
// ("Case-sensitivity of selectors").
#include <algorithm>
#include <array>

#include "select/css_value_case.h"

namespace tearsheet::select {
namespace {

constexpr std::array<std::string_view, 46> kCaseless{
    "accept",     "accept-charset", "align",     "alink",    "axis",     "bgcolor", "charset",
    "checked",    "clear",          "codetype",  "color",    "compact",  "declare", "defer",
    "dir",        "direction",      "disabled",  "enctype",  "face",     "frame",   "hreflang",
    "http-equiv", "lang",           "language",  "link",     "media",    "method",  "multiple",
    "nohref",     "noresize",       "noshade",   "nowrap",   "readonly", "rel",     "rev",
    "rules",      "scope",          "scrolling", "selected", "shape",    "target",  "text",
    "type",       "valign",         "valuetype", "vlink"};
static_assert(std::is_sorted(kCaseless.begin(), kCaseless.end()));

}  // namespace

bool is_value_caseless(std::string_view attribute) {
  return std::binary_search(kCaseless.begin(), kCaseless.end(), attribute);
}

}  // namespace tearsheet::select
