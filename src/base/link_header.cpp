#include "base/link_header.h"

#include <algorithm>

#include "base/ascii.h"

namespace tearsheet {
namespace {

// One parameter, with its ';', is taken from the front of `rest`; false: none is there.
bool take_parameter(std::string_view& rest, WebLink& link) {
  rest = trimmed(rest);
  if (!rest.starts_with(';')) return false;
  rest = trimmed(rest.substr(1));
  const std::string_view name = rest.substr(0, rest.find_first_of("=;, \t"));
  rest = trimmed(rest.substr(name.size()));
  if (!rest.starts_with('=')) return true;
  rest = trimmed(rest.substr(1));
  std::string_view value;
  if (rest.starts_with('"')) {
    const std::size_t end = std::min(rest.find('"', 1), rest.size());
    value = rest.substr(1, end - 1);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  } else {
    value = rest.substr(0, rest.find_first_of(";, \t"));
    rest.remove_prefix(value.size());
  }
  if (equals_ignoring_case(name, "rel") && link.rel.empty()) link.rel = value;
  if (equals_ignoring_case(name, "type") && link.type.empty()) link.type = value;
  if (equals_ignoring_case(name, "title") && link.title.empty()) link.title = value;
  return true;
}

}  // namespace

std::vector<WebLink> links_of_header(std::string_view header) {
  std::vector<WebLink> links;
  while (true) {
    const std::size_t open = header.find('<');
    const std::size_t close = header.find('>', open);
    if (open == std::string_view::npos || close == std::string_view::npos) return links;
    WebLink& link = links.emplace_back();
    link.href = header.substr(open + 1, close - open - 1);
    header.remove_prefix(close + 1);
    while (take_parameter(header, link)) {
    }
  }
}

bool has_relation(std::string_view rel, std::string_view relation) {
  while (!rel.empty()) {
    const auto end = static_cast<std::size_t>(std::ranges::find_if(rel, is_space) - rel.begin());
    if (equals_ignoring_case(rel.substr(0, end), relation)) return true;
    rel.remove_prefix(std::min(end + 1, rel.size()));
  }
  return false;
}

}  // namespace tearsheet
