#include "crawl/plan/shape.h"

#include <xxhash.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "base/ascii.h"

namespace tearsheet::crawl {
namespace {

// A word stays; numbers, ids and slugs are each one sign, so that pages of one template look alike.
std::string shape_of_segment(std::string_view segment) {
  std::string_view extension;
  if (const std::size_t dot = segment.rfind('.');
      dot != std::string_view::npos && segment.size() - dot <= 6) {
    extension = segment.substr(dot);
    segment = segment.substr(0, dot);
  }
  const bool digits = std::any_of(segment.begin(), segment.end(), is_digit);
  const bool letters = std::any_of(segment.begin(), segment.end(), is_alpha);
  const bool dashed = segment.find_first_of("-_%") != std::string_view::npos;
  std::string shape;
  if (digits && !letters) {
    shape = "9";
  } else if (digits || dashed || segment.size() > 24) {
    shape = "*";
  } else {
    shape = segment;
  }
  return shape.append(extension);
}

}  // namespace

std::uint64_t shape_of(const url::Url& url) {
  std::string shape(url.host());
  std::string_view rest = url.path();
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find('/'), rest.size());
    (shape += '/') += shape_of_segment(rest.substr(0, end));
    rest.remove_prefix(end);
  }
  std::string_view query = url.query();
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    (shape += '?') += parameter.substr(0, parameter.find('='));
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return XXH3_64bits(shape.data(), shape.size());
}

}  // namespace tearsheet::crawl
