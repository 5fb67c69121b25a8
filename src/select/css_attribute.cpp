// [name], [name=value] and the rest (Selectors 4, section 6; case by WHATWG HTML 4.16.2).
#include "base/ascii.h"
#include "select/css_matcher.h"
#include "select/text_search.h"
#include "select/words.h"

namespace tearsheet::select {
namespace {

bool equals(std::string_view a, std::string_view b, bool ignores_case) {
  return ignores_case ? equals_ignoring_case(a, b) : a == b;
}

bool contains(std::string_view text, std::string_view part, bool ignores_case) {
  constexpr std::size_t kShort =
      32;  // up to here the plain search is faster, and its worst case bounded
  if (!ignores_case && part.size() <= kShort) return text.find(part) != std::string_view::npos;
  bool is_found = false;
  const auto stop = [&is_found](std::size_t) {
    is_found = true;
    return false;
  };
  if (ignores_case) {
    search_text(
        text, part, [](char c) { return to_lower(c); }, stop);
  } else {
    search_text(
        text, part, [](char c) { return c; }, stop);
  }
  return is_found;
}

bool matches_value(const AttributeTest& test, std::string_view value, bool ignores_case) {
  const std::string_view wanted = test.value;
  switch (test.op) {
    case AttributeOp::kExists:
      return true;
    case AttributeOp::kEquals:
      return equals(value, wanted, ignores_case);
    case AttributeOp::kNotEquals:
      return !equals(value, wanted, ignores_case);
    case AttributeOp::kWord:
      return any_word(value,
                      [&](std::string_view word) { return equals(word, wanted, ignores_case); });
    case AttributeOp::kDash:
      return equals(value.substr(0, wanted.size()), wanted, ignores_case) &&
             (value.size() == wanted.size() || value[wanted.size()] == '-');
    // An empty string is no part of anything (6.2).
    case AttributeOp::kPrefix:
      return !wanted.empty() && equals(value.substr(0, wanted.size()), wanted, ignores_case);
    case AttributeOp::kSuffix:
      return !wanted.empty() && value.size() >= wanted.size() &&
             equals(value.substr(value.size() - wanted.size()), wanted, ignores_case);
    case AttributeOp::kSubstring:
      return !wanted.empty() && contains(value, wanted, ignores_case);
  }
  return false;
}

/// The name behind the prefix of an attribute that HTML's parser gives a namespace: xlink:href
/// (13.2.6.1).
std::string_view local_name(std::string_view name) {
  for (const std::string_view prefix : {"xlink:", "xml:", "xmlns:"}) {
    if (name.starts_with(prefix)) return name.substr(prefix.size());
  }
  return name;
}

}  // namespace

bool matches_attribute(const AttributeTest& test, html::Node element) {
  const bool is_html = element.name_space() == html::Namespace::kHtml;
  const std::string_view name = is_html ? test.lower : test.written;
  const bool ignores_case = test.rule == CaseRule::kIgnore ||
                            (test.rule == CaseRule::kByName && is_html && test.is_value_caseless);
  for (const html::Attribute& attribute : element.attributes()) {
    const bool is_named = attribute.name == name ||
                          (test.any_namespace && !is_html && local_name(attribute.name) == name);
    // Names are unique, but any namespace may hold more than one.
    if (is_named && matches_value(test, attribute.value, ignores_case)) return true;
    if (is_named && !test.any_namespace) return false;
  }
  return test.op == AttributeOp::kNotEquals;
}

}  // namespace tearsheet::select
