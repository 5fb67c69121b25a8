// Where a node is, as a selector that people can read.
#include <fmt/format.h>

#include "base/ascii.h"
#include "html/html.h"

namespace tearsheet::html {
namespace {

constexpr std::size_t kLongestName = 100;  // bytes
constexpr int kMaxSiblings = 2000;         // looked at each way; beyond nobody counts

// Names that need no escape in a selector; others are left out rather than escaped, for people read
// this.
bool is_plain_name(std::string_view name) {
  if (name.empty() || name.size() > kLongestName || is_digit(name[0])) return false;
  for (const char c : name) {
    const bool plain = is_alnum(c) || c == '-' || c == '_';
    if (!plain) return false;
  }
  return true;
}

std::string_view first_class(Node element) {
  std::string_view classes = element.attribute("class").value_or("");
  const std::size_t begin = classes.find_first_not_of(" \n\t\r\f");
  if (begin == std::string_view::npos) return {};
  classes.remove_prefix(begin);
  return classes.substr(0, classes.find_first_of(" \n\t\r\f"));
}

struct Place {
  int number = 1;       // among the element siblings, from 1
  bool is_only = true;  // no sibling of the same name
};

Place place_of(Node element) {
  Place place;
  int looked = 0;
  for (Node at = element.previous_sibling(); at; at = at.previous_sibling()) {
    if (++looked > kMaxSiblings) return {};
    if (!at.is_element()) continue;
    ++place.number;
    if (at.name() == element.name()) place.is_only = false;
  }
  looked = 0;
  for (Node at = element.next_sibling(); at && place.is_only && ++looked <= kMaxSiblings;
       at = at.next_sibling()) {
    if (at.is_element() && at.name() == element.name()) place.is_only = false;
  }
  return place;
}

std::string step(Node element) {
  std::string text(element.name().substr(0, kLongestName));
  if (is_plain_name(element.id())) return fmt::format("{}#{}", text, element.id());
  if (is_plain_name(first_class(element))) text += fmt::format(".{}", first_class(element));
  const Place place = place_of(element);
  if (!place.is_only) text += fmt::format(":nth-child({})", place.number);
  return text;
}

}  // namespace

std::string locator(Node node) {
  if (node && node.is_text()) node = node.parent();
  std::string path;
  for (Node at = node; at && at.is_element(); at = at.parent()) {
    const std::string here = step(at);
    path = path.empty() ? here : fmt::format("{} > {}", here, path);
    // An id, or the body, is enough to find the place from.
    if (is_plain_name(at.id()) || at.tag() == Tag::kBody || at.tag() == Tag::kHtml) break;
  }
  return path;
}

}  // namespace tearsheet::html
